package io.orderflow.order;

import java.time.Duration;
import java.util.List;

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
	void a_later_date_that_nobody_answers_is_refused_or_granted_and_nothing_else() {
		this.start.withPropertyValues("orderflow.orders.extension-unanswered=granted")
			.run((context) -> assertThat(context.getBean(OrderSettings.class).extensionUnanswered())
				.isEqualTo(OrderSettings.Unanswered.GRANTED));
		this.start.withPropertyValues("orderflow.orders.extension-unanswered=perhaps")
			.run((context) -> assertThat(context).hasFailed());
	}

	@Test
	void a_reminder_before_anybody_is_asked_stops_the_start_and_is_named() {
		this.start.withPropertyValues("orderflow.orders.reminded-before-silence=48h")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("reminded-before-silence must be shorter than request-answered-within"));
	}

	@Test
	void a_reminder_before_anything_is_refused_stops_the_start_and_is_named() {
		this.start.withPropertyValues("orderflow.orders.refusal-disputed-within=24h")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("reminded-before-silence must be shorter than refusal-disputed-within"));
	}

	@Test
	void a_reminder_of_the_requirements_after_the_cancellation_stops_the_start_and_is_named() {
		this.start.withPropertyValues("orderflow.orders.requirements-reminders=1d,14d")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("requirements-reminders must be shorter than requirements-cancelled-after"));
	}

	@Test
	void a_last_reminder_of_the_requirements_that_leaves_no_day_stops_the_start_and_is_named() {
		this.start.withPropertyValues("orderflow.orders.requirements-reminders=1d,314h")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("the last of requirements-reminders must come reminded-before-silence before"));
		this.start.withPropertyValues("orderflow.orders.requirements-reminders=1d,312h")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void a_reminder_before_the_delivery_stops_the_start_and_is_named() {
		this.start.withPropertyValues("orderflow.orders.acceptance-reminder-before=3d")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("acceptance-reminder-before must be shorter than accepted-after"));
	}

	@Test
	void reminders_that_the_process_would_have_to_ask_about_each_second_stop_the_start_and_are_named() {
		this.start.withPropertyValues("orderflow.orders.requirements-reminders=1d,86401s")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("requirements-reminders must be whole minutes"));
	}

	@Test
	void whether_to_remind_of_the_requirements_is_asked_no_oftener_than_it_must_be() {
		assertThat(
				remindedAfter(Duration.ofDays(1), Duration.ofDays(3), Duration.ofDays(7)).requirementsReminderEvery())
			.isEqualTo(Duration.ofDays(1));
		assertThat(remindedAfter(Duration.ofDays(4), Duration.ofDays(6)).requirementsReminderEvery())
			.isEqualTo(Duration.ofDays(2));
		assertThat(remindedAfter(Duration.ofDays(5)).requirementsReminderEvery()).isEqualTo(Duration.ofDays(5));
	}

	@Test
	void a_reminder_comes_before_what_it_reminds_of() {
		assertThat(remindedAfter(Duration.ofDays(13)).isRemindedBeforeCancellation()).isTrue();
		assertThat(remindedAfter(Duration.ofDays(1), Duration.ofDays(14)).isRemindedBeforeCancellation()).isFalse();
		assertThat(remindedAfter(Duration.ofDays(1)).isRemindedAfterDelivery()).isTrue();
	}

	private static OrderSettings remindedAfter(Duration... reminders) {
		return new OrderSettings(List.of(reminders), Duration.ofDays(14), Duration.ofDays(2), Duration.ofDays(3),
				Duration.ofDays(3), Duration.ofDays(1), Duration.ofDays(1), Duration.ofHours(48), Duration.ofHours(48),
				OrderSettings.Unanswered.REFUSED, Duration.ofDays(1), Duration.ofHours(24), Duration.ofHours(1), 100,
				50);
	}

}
