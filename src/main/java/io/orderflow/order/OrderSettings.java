package io.orderflow.order;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Configuration;
import org.springframework.validation.annotation.Validated;

/**
 * Durations of the installation, for all orders alike.
 *
 * @param requirementsReminders how long after placement the client is reminded of the
 * requirements (C5)
 * @param requirementsCancelledAfter how long after placement an order without
 * requirements is cancelled (C5)
 * @param waitingReminderEvery how often whoever holds up an order is reminded at first,
 * see {@link #remindsOfWaiting}
 * @param acceptedAfter how long after delivery silence accepts (S26)
 * @param moreTime by how much the client can put that off, once a delivery (S26); where
 * it is shorter than the reminder's time before, the reminder comes at once
 * @param acceptanceReminderBefore how long before that the client is reminded
 * @param answerWithin by when a decision without a date of its own should be made: a
 * label for Tasklist
 * @param requestAnsweredWithin how long the other side has to answer a request, before
 * the default answer counts (C1, C2)
 * @param refusalDisputedWithin how long a refused cancellation can be put to a moderator
 * (C4)
 * @param extensionUnanswered what counts for a later date that nobody answered (C1)
 * @param remindedBeforeSilence how long before a request is answered by silence, a
 * refusal stands, or an order without requirements is cancelled, there must have been a
 * reminder (C1, C2, C4, C5)
 * @param cancellableAfterLate how late a delivery must be for the client to cancel alone
 * (C3)
 * @param dossierLateAfter how long after dossiers were asked for they are said to be
 * late, and can be asked for again though no worker has ended them (B7)
 * @param maxPlanTasks how many tasks a work plan may have
 * @param maxRevisionPoints how many points one revision may have
 */
@Validated
@ConfigurationProperties("orderflow.orders")
public record OrderSettings(@DefaultValue( {
		"1d", "3d",
		"7d" }) @NotEmpty List<@DurationMin(seconds = 1) @DurationMax(days = 365) Duration> requirementsReminders,
		@DefaultValue("14d") @NotNull @DurationMin(seconds = 1) @DurationMax(
				days = 365) Duration requirementsCancelledAfter,
		@DefaultValue("2d") @NotNull @DurationMin(seconds = 1) @DurationMax(days = 365) Duration waitingReminderEvery,
		@DefaultValue("3d") @NotNull @DurationMin(seconds = 1) @DurationMax(days = 365) Duration acceptedAfter,
		@DefaultValue("3d") @NotNull @DurationMin(seconds = 1) @DurationMax(days = 365) Duration moreTime,
		@DefaultValue("1d") @NotNull @DurationMin(seconds = 1) @DurationMax(
				days = 365) Duration acceptanceReminderBefore,
		@DefaultValue("1d") @NotNull @DurationMin(seconds = 1) @DurationMax(days = 365) Duration answerWithin,
		@DefaultValue("48h") @NotNull @DurationMin(seconds = 1) @DurationMax(days = 365) Duration requestAnsweredWithin,
		@DefaultValue("48h") @NotNull @DurationMin(seconds = 1) @DurationMax(days = 365) Duration refusalDisputedWithin,
		@DefaultValue("refused") @NotNull Unanswered extensionUnanswered,
		@DefaultValue("1d") @NotNull @DurationMin(seconds = 1) @DurationMax(days = 365) Duration remindedBeforeSilence,
		@DefaultValue("24h") @NotNull @DurationMin(seconds = 1) @DurationMax(days = 365) Duration cancellableAfterLate,
		@DefaultValue("1h") @NotNull @DurationMin(seconds = 1) @DurationMax(days = 365) Duration dossierLateAfter,
		@DefaultValue("100") @Min(1) @Max(1000) int maxPlanTasks,
		@DefaultValue("50") @Min(1) @Max(1000) int maxRevisionPoints){

	private static final int OFTEN = 5;

	private static final int SELDOM = 4;

	@AssertTrue(message = "every one of requirements-reminders must be shorter than requirements-cancelled-after: "
			+ "there is nothing to remind of in a cancelled order")
	boolean isRemindedBeforeCancellation() {
		return this.requirementsReminders.stream()
			.allMatch((reminder) -> reminder.compareTo(this.requirementsCancelledAfter) < 0);
	}

	@AssertTrue(message = "the last of requirements-reminders must come reminded-before-silence before "
			+ "requirements-cancelled-after, or earlier: otherwise every cancellation is put off")
	boolean isRemindedInTime() {
		return this.requirementsReminders.stream()
			.allMatch((reminder) -> reminder.plus(this.remindedBeforeSilence)
				.compareTo(this.requirementsCancelledAfter) <= 0);
	}

	@AssertTrue(message = "requirements-reminders must be whole minutes: the process of every order asks whether one "
			+ "is due as often as the longest step that meets them all")
	boolean isAskedAboutByTheMinute() {
		return this.requirementsReminders.stream().allMatch((reminder) -> reminder.toSeconds() % 60 == 0);
	}

	/** What counts where nobody answered. */
	public enum Unanswered {

		REFUSED, GRANTED

	}

	@AssertTrue(message = "reminded-before-silence must be shorter than request-answered-within: "
			+ "nobody is reminded before they are asked")
	boolean isRemindedAfterAsking() {
		return this.remindedBeforeSilence.compareTo(this.requestAnsweredWithin) < 0;
	}

	@AssertTrue(message = "reminded-before-silence must be shorter than refusal-disputed-within: "
			+ "nobody is reminded that a refusal stands before it is there")
	boolean isRemindedAfterRefusal() {
		return this.remindedBeforeSilence.compareTo(this.refusalDisputedWithin) < 0;
	}

	@AssertTrue(message = "acceptance-reminder-before must be shorter than accepted-after: "
			+ "nobody is reminded before the delivery is there")
	boolean isRemindedAfterDelivery() {
		return this.acceptanceReminderBefore.compareTo(this.acceptedAfter) < 0;
	}

	/**
	 * Whether somebody is reminded now of what nothing decides but they: the first five
	 * times that the process asks, then each fourth.
	 * @param since since when it waits for them
	 * @param every how often the process asks
	 */
	public static boolean remindsOfWaiting(Instant since, Duration every, Instant now) {
		long times = Duration.between(since, now).dividedBy(every);
		return times <= OFTEN || times % SELDOM == 0;
	}

	/**
	 * How often the process asks whether a reminder of the requirements is due: the
	 * longest step that meets every one of them.
	 */
	public Duration requirementsReminderEvery() {
		long seconds = this.requirementsReminders.stream()
			.mapToLong(Duration::toSeconds)
			.reduce(OrderSettings::greatestCommonDivisor)
			.orElseThrow();
		return Duration.ofSeconds(seconds);
	}

	private static long greatestCommonDivisor(long a, long b) {
		return (b == 0) ? a : greatestCommonDivisor(b, a % b);
	}

	/** Makes the settings a bean, checked at the start. */
	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(OrderSettings.class)
	static class Registration {

	}

}
