package io.orderflow.notification.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.orderflow.account.NotificationChannel;
import org.springframework.stereotype.Component;

/**
 * Whether deliveries go on, for who watches the application: for how long the oldest has
 * been due on a channel, on all nodes, and how many loops of this node live.
 */
@Component
class DeliveryFigures implements MeterBinder {

	private final DueDeliveryRows due;

	private final DeliveryDispatcher dispatcher;

	private final Clock clock;

	DeliveryFigures(DueDeliveryRows due, DeliveryDispatcher dispatcher, Clock clock) {
		this.due = due;
		this.dispatcher = dispatcher;
		this.clock = clock;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		for (NotificationChannel channel : NotificationChannel.values()) {
			String name = channel.name().toLowerCase(Locale.ROOT);
			Gauge.builder("orderflow.deliveries.oldest.due", () -> oldest(channel))
				.tag("channel", name)
				.baseUnit("seconds")
				.description("For how long the oldest delivery has been due, on all nodes")
				.register(registry);
			Gauge.builder("orderflow.deliveries.loops", () -> this.dispatcher.living(channel))
				.tag("channel", name)
				.description("Loops of this node that deliver")
				.register(registry);
		}
	}

	private double oldest(NotificationChannel channel) {
		Instant now = this.clock.instant();
		return Duration.between(this.due.oldest(channel, now), now).toMillis() / 1000.0;
	}

}
