package io.orderflow.order;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.validation.ValidationAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/** Settings that contradict each other stop the start. */
class OrderSettingsTest {

	private final ApplicationContextRunner start = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
		.withUserConfiguration(OrderSettings.Registration.class);

	@Test
	void the_defaults_start() {
		this.start.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void a_reminder_of_the_requirements_after_the_cancellation_stops_the_start_and_is_named() {
		this.start.withPropertyValues("orderflow.orders.requirements-reminders=1d,14d")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("requirements-reminders must be shorter than requirements-cancelled-after"));
	}

	@Test
	void a_reminder_before_the_delivery_stops_the_start_and_is_named() {
		this.start.withPropertyValues("orderflow.orders.acceptance-reminder-before=3d")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("acceptance-reminder-before must be shorter than accepted-after"));
	}

}
