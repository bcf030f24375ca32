package io.orderflow.notification.delivery;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.orderflow.TestTimeouts;
import io.orderflow.account.NotificationChannel;
import io.orderflow.notification.DeliveryState;
import io.orderflow.notification.delivery.DeliveryAttempts.Outgoing;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static io.orderflow.notification.delivery.ToldDeliveries.address;
import static org.assertj.core.api.Assertions.assertThat;

/** First attempts where a server is slow, or something dies of one. */
class DeliveryTroubleTest extends WithDueDeliveries {

	private static final BooleanSupplier ALWAYS = () -> true;

	@Autowired
	private DeliveryDispatcher dispatcher;

	@Autowired
	private DeliveryAttempts attempts;

	@Autowired
	private MeterRegistry figures;

	private Properties properties;

	@BeforeEach
	void keepProperties() {
		this.properties = this.mail.getJavaMailProperties();
	}

	@AfterEach
	void restoreProperties() {
		this.mail.setJavaMailProperties(this.properties);
	}

	@Test
	void however_slow_the_server_is_the_people_behind_have_their_turn() {
		List<String> people = Stream.of(this.me, this.newcomers.freelancer()).sorted().toList();
		List<UUID> all = new ArrayList<>(this.told.told(people.get(0), 30));
		all.addAll(this.told.told(people.get(1), 2));
		this.due.only(all, () -> {
			DeliveryRound.End end = this.round.run(Lane.MAILS, "", times(3));
			assertThat(this.server.mailsTo(address(people.get(1)))).as("one each before two of one").hasSize(1);
			assertThat(end).isEqualTo(new DeliveryRound.End(people.get(0), true));
			this.round.run(Lane.MAILS, end.last(), times(1));
			assertThat(this.server.mailsTo(address(people.get(1)))).as("where it stopped, it goes on").hasSize(2);
		});
	}

	@Test
	void what_a_class_that_is_missing_is_needed_for_has_failed_and_no_more() {
		for (Throwable error : List.of(new NoClassDefFoundError("of a test"), new StackOverflowError("of a test"))) {
			EndedAttempt ended = this.attempts
				.make(new Outgoing(UUID.randomUUID(), NotificationChannel.EMAIL, DeliveryState.QUEUED, (open) -> {
					throw (Error) error;
				}), 1, this.attempts.open(NotificationChannel.EMAIL, Lane.MAILS.patience()));
			assertThat(ended.isFinal()).isFalse();
			assertThat(ended.failure()).hasMessageContaining("of a test").hasCause(error);
		}
	}

	@Test
	void an_error_ends_no_loop_and_the_figures_say_how_many_live() {
		AtomicBoolean thrown = new AtomicBoolean();
		Properties broken = new Properties() {

			@Override
			public String getProperty(String key) {
				if (thrown.compareAndSet(false, true)) {
					throw new Error("Thrown by a test");
				}
				return super.getProperty(key);
			}

		};
		broken.putAll(this.properties);
		this.due.only(List.of(UUID.randomUUID()), () -> {
			this.dispatcher.start();
			try {
				this.mail.setJavaMailProperties(broken);
				this.told.told(this.me, 1);
				Awaitility.await().untilTrue(thrown);
				this.told.told(this.me, 1);
				Awaitility.await().untilAsserted(() -> assertThat(this.server.mailsTo(address(this.me))).hasSize(1));
				assertThat(figure("loops", NotificationChannel.EMAIL)).isEqualTo(1);
				assertThat(figure("loops", NotificationChannel.PUSH)).isEqualTo(5);
			}
			finally {
				this.dispatcher.stop();
			}
		});
		assertThat(figure("loops", NotificationChannel.EMAIL)).isZero();
	}

	@Test
	void the_figures_say_for_how_long_the_oldest_has_been_due() {
		List<UUID> all = this.told.told(this.me, 2);
		Instant longAgo = this.clock.instant().minus(Duration.ofDays(4_000));
		this.jdbc.sql("update due_delivery set due_at = ? where delivery_id = ?")
			.params(longAgo.atOffset(ZoneOffset.UTC), all.get(0))
			.update();
		assertThat(figure("oldest.due", NotificationChannel.EMAIL))
			.isBetween((double) Duration.ofDays(4_000).toSeconds(), (double) Duration.ofDays(4_001).toSeconds());
		this.due.deliver(all);
		assertThat(figure("oldest.due", NotificationChannel.EMAIL)).isLessThan(Duration.ofDays(4_000).toSeconds());
	}

	@Test
	void one_that_a_node_may_have_died_of_is_attempted_alone() {
		List<UUID> all = this.told.told(this.me, 3);
		this.told.unknown(all.get(1), 1);
		AtomicInteger besides = new AtomicInteger(-1);
		this.due.only(all, () -> {
			DeliveryRound.End end = DeliveryRound.End.NOTHING;
			do {
				int before = this.server.mails().size();
				end = this.round.run(Lane.MAILS, end.last(), ALWAYS);
				if (besides.get() < 0 && !this.due.waits(all.get(1))) {
					besides.set(this.server.mails().size() - before - 1);
				}
			}
			while (end.more());
		});
		assertThat(besides).hasValue(0);
		assertThat(this.server.mails()).hasSize(3);
		assertThat(this.told.outcomes(all.get(1))).containsExactly("UNKNOWN", "DELIVERED");
	}

	@Test
	void one_that_three_nodes_may_have_died_of_goes_to_a_process() {
		UUID delivery = this.told.told(this.me, 1).get(0);
		this.told.unknown(delivery, 3);
		this.due.deliver(List.of(delivery));
		assertThat(this.server.mails()).isEmpty();
		assertThat(this.told.outcomes(delivery)).containsExactly("UNKNOWN", "UNKNOWN", "UNKNOWN", "FAILED");
		assertThat(this.told.instances(delivery)).isOne();
	}

	@Test
	void one_that_nothing_is_left_of_to_send_fails_and_is_not_held_for_ever() {
		List<UUID> all = this.told.told(this.me, 2);
		this.jdbc.sql("update notification_delivery set notification_id = null where id = ?")
			.param(all.get(0))
			.update();
		this.due.deliver(all);
		assertThat(this.told.outcomes(all.get(0))).containsExactly("FAILED");
		assertThat(this.told.outcomes(all.get(1))).containsExactly("DELIVERED");
		assertThat(this.due.waits(all.get(0))).isFalse();
	}

	@Test
	void a_node_that_stops_gives_back_at_once_what_waits_behind_a_silent_server() throws Exception {
		Properties patient = new Properties();
		patient.putAll(this.properties);
		patient.setProperty("mail.smtp.timeout", "60000");
		try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
			silent.setSoTimeout((int) TestTimeouts.LIMIT.toMillis());
			this.mail.setJavaMailProperties(patient);
			this.mail.setPort(silent.getLocalPort());
			this.due.only(List.of(UUID.randomUUID()), () -> {
				this.dispatcher.start();
				try {
					List<UUID> all = this.told.told(this.me, 5);
					try (Socket called = silent.accept()) {
						Future<?> stopped = this.another.submit(() -> this.dispatcher.stop());
						Awaitility.await()
							.untilAsserted(
									() -> assertThat(all.stream().flatMap((id) -> this.told.outcomes(id).stream()))
										.as("at one, and four as if they had not begun")
										.containsExactly("STARTED"));
						assertThat(stopped).isNotDone();
						assertThat(called.isConnected()).isTrue();
					}
				}
				catch (IOException ex) {
					throw new AssertionError(ex);
				}
				finally {
					this.dispatcher.stop();
				}
			});
		}
		assertThat(this.due.of(this.me)).hasSize(4).allSatisfy((id) -> assertThat(this.told.outcomes(id)).isEmpty());
	}

	private static BooleanSupplier times(int most) {
		AtomicInteger asked = new AtomicInteger();
		return () -> asked.incrementAndGet() <= most;
	}

	private double figure(String name, NotificationChannel channel) {
		return this.figures.get("orderflow.deliveries." + name)
			.tag("channel", channel.name().toLowerCase(Locale.ROOT))
			.gauge()
			.value();
	}

}
