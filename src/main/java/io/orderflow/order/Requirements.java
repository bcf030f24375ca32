package io.orderflow.order;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Mutability;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.java.Immutability;
import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

/**
 * What the client tells before work starts (S17, S18), and what the freelancer finds
 * unclear in it (S19). All times are UTC instants.
 */
@Embeddable
public class Requirements {

	@Column(name = "requirements_due_at")
	private Instant dueAt;

	@Column(name = "requirements_reminders")
	private int reminders;

	/** When the client was last reminded; null while they were not. */
	@Column(name = "requirements_reminded_at")
	private @Nullable Instant reminded;

	@Column(name = "requirements_submitted_at")
	private @Nullable Instant submittedAt;

	@OneToMany(mappedBy = "order", cascade = CascadeType.PERSIST)
	private List<RequirementAnswer> answers = new ArrayList<>();

	@OneToMany(mappedBy = "order", cascade = CascadeType.PERSIST)
	@OrderBy("no")
	private List<Clarification> clarifications = new ArrayList<>();

	@Transient
	private @Nullable Order order;

	@SuppressWarnings("NullAway.Init")
	protected Requirements() {
	}

	Requirements(Instant dueAt) {
		this.dueAt = dueAt;
	}

	/** The order that they are for, which Hibernate does not tell a part of it. */
	Requirements of(Order order) {
		this.order = order;
		return this;
	}

	private Order order() {
		return Objects.requireNonNull(this.order);
	}

	/**
	 * The client gave every detail and material (S18): the clock starts, and work can
	 * begin.
	 */
	public void submit(List<Answer> given, Instant now) {
		order().expect(OrderStatus.AWAITING_REQUIREMENTS);
		given.forEach((answer) -> this.answers.add(new RequirementAnswer(order(), answer)));
		order().enter(OrderStatus.REQUIREMENTS_IN_REVIEW);
		this.submittedAt = now;
		order().updates().restart(order().terms(), now);
		if (!given.isEmpty()) {
			order().write(now, order().client(), TimelineKind.REQUIREMENTS_SUBMITTED, Map.of());
		}
		order().startClock(order().terms().deliveryTime(), now);
	}

	/** The freelancer has reviewed the brief, and it is clear (S22). */
	public void confirm(Instant now) {
		order().expect(OrderStatus.REQUIREMENTS_IN_REVIEW);
		order().enter(OrderStatus.PLANNING);
		order().write(now, order().freelancer(), TimelineKind.REQUIREMENTS_CLEAR, Map.of());
	}

	/**
	 * Something is unclear (S19): the clock stands until the client has answered (B1).
	 * @throws Refusal {@code step-not-open}, {@code too-many-of-a-kind}
	 */
	public void askForClarification(String question, Instant now) {
		order().expect(OrderStatus.REQUIREMENTS_IN_REVIEW);
		order().expectRoomFor(this.clarifications);
		this.clarifications.add(new Clarification(order(), this.clarifications.size() + 1, question, now));
		order().enter(OrderStatus.AWAITING_CLARIFICATION);
		order().stopClock(DeliveryClock.StopReason.CLARIFICATION, now, () -> order().write(now, order().freelancer(),
				TimelineKind.CLARIFICATION_ASKED, TimelineEntry.saying(question)));
	}

	/** The client answers what was unclear; the clock goes on. */
	public void clarify(String answer, List<UUID> files, Instant now) {
		order().expect(OrderStatus.AWAITING_CLARIFICATION);
		this.clarifications.get(this.clarifications.size() - 1).answer(answer, files, now);
		order().enter(OrderStatus.REQUIREMENTS_IN_REVIEW);
		order().write(now, order().client(), TimelineKind.CLARIFICATION_ANSWERED, TimelineEntry.saying(answer));
		order().resumeClock(now);
	}

	/**
	 * Asks whether a reminder is due (C5), and counts it if so: one at a time, even where
	 * several became due together. Where the last comes late, there is longer to answer.
	 * @param reminders how long after placement the client is reminded
	 * @param notice how long before an order is cancelled the client must have been
	 */
	public boolean remind(List<Duration> reminders, Duration notice, Instant now) {
		int due = due(reminders, now);
		if (order().status() != OrderStatus.AWAITING_REQUIREMENTS || due <= this.reminders) {
			return false;
		}
		this.reminders = due;
		this.reminded = now;
		this.dueAt = new Silence(this.dueAt, now, notice).decidesAt();
		return true;
	}

	private int due(List<Duration> reminders, Instant now) {
		return Math
			.toIntExact(reminders.stream().filter((after) -> !now.isBefore(order().placedAt().plus(after))).count());
	}

	/**
	 * Asks whether an order without them is cancelled now (C5). Where the client was not
	 * reminded in time, or is still to be of what became due since, that is put off.
	 * @param reminders how long after placement the client is reminded
	 * @param notice how long before the client must have been reminded
	 */
	public boolean missing(List<Duration> reminders, Duration notice, Instant now) {
		if (order().status() != OrderStatus.AWAITING_REQUIREMENTS || now.isBefore(this.dueAt)) {
			return false;
		}
		// after an outage the reminder's job may come after that of the deadline
		this.reminded = (due(reminders, now) > this.reminders) ? null : this.reminded;
		Silence silence = new Silence(this.dueAt, this.reminded, notice);
		if (silence.decides(now)) {
			return true;
		}
		this.reminded = silence.startsAnew(now) ? null : this.reminded;
		this.dueAt = silence.putOffTo(now);
		return false;
	}

	/** A process that was moved there by hand takes no time away. */
	void expectMissing(List<Duration> reminders, Duration notice, Instant now) {
		Assert.state(missing(reminders, notice, now), "There is time left for the requirements");
	}

	/**
	 * Asks whether to remind once more, since there was an outage or no reminder at all,
	 * and counts it if so, in place of those that became due meanwhile.
	 * @param reminders how long after placement the client is reminded
	 */
	public boolean remindAnew(List<Duration> reminders, Instant now) {
		if (order().status() != OrderStatus.AWAITING_REQUIREMENTS || this.reminded != null) {
			return false;
		}
		this.reminders = Math.max(this.reminders, due(reminders, now));
		this.reminded = now;
		return true;
	}

	/** Whether they came with the order itself, so that whoever reads of it has both. */
	public boolean cameWithOrder() {
		return order().placedAt().equals(this.submittedAt);
	}

	/** When an order without them is cancelled (C5). */
	public Instant dueAt() {
		return this.dueAt;
	}

	public List<Answer> answers() {
		return this.answers.stream().map(RequirementAnswer::answer).toList();
	}

	/** What was unclear, in the order in which it was asked. */
	public List<Clarification> clarifications() {
		return this.clarifications;
	}

	/**
	 * What the client answered to one requirement question: texts, or files (S17, S18).
	 */
	@Entity
	@Immutable
	@Table(name = "requirement_answer")
	static class RequirementAnswer {

		@Id
		@GeneratedValue
		private UUID id;

		@ManyToOne(fetch = FetchType.LAZY, optional = false)
		private Order order;

		private String questionKey;

		@JdbcTypeCode(SqlTypes.JSON)
		@Mutability(Immutability.class)
		private List<String> texts;

		@JdbcTypeCode(SqlTypes.JSON)
		@Mutability(Immutability.class)
		private List<UUID> files;

		@SuppressWarnings("NullAway.Init")
		protected RequirementAnswer() {
		}

		@SuppressWarnings("NullAway.Init")
		RequirementAnswer(Order order, Answer answer) {
			this.order = order;
			this.questionKey = answer.questionKey();
			this.texts = answer.texts();
			this.files = answer.files();
		}

		Answer answer() {
			return new Answer(this.questionKey, this.texts, this.files);
		}

	}

}
