package io.orderflow.order;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.orderflow.platform.Refusal;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Mutability;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.java.Immutability;
import org.jspecify.annotations.Nullable;

/** What the freelancer delivered in one round, and what became of it (S26, S27). */
@Entity
@Table(name = "delivery")
public class Delivery {

	/** How it ended. */
	public enum Outcome {

		ACCEPTED, ACCEPTED_BY_SILENCE, REVISION_ASKED

	}

	@Id
	@GeneratedValue
	private UUID id;

	@ManyToOne(fetch = FetchType.LAZY, optional = false)
	private Order order;

	private int round;

	private String message;

	@JdbcTypeCode(SqlTypes.JSON)
	@Mutability(Immutability.class)
	private List<UUID> files;

	private Instant deliveredAt;

	private @Nullable Instant moreTimeAskedAt;

	@Enumerated(EnumType.STRING)
	private @Nullable Outcome outcome;

	private @Nullable Instant decidedAt;

	@JdbcTypeCode(SqlTypes.JSON)
	@Mutability(Immutability.class)
	private List<RevisionPoint> points = List.of();

	@SuppressWarnings("NullAway.Init")
	protected Delivery() {
	}

	@SuppressWarnings("NullAway.Init")
	Delivery(Order order, int round, String message, List<UUID> files, Instant now) {
		this.order = order;
		this.round = round;
		this.message = message;
		this.files = List.copyOf(files);
		this.deliveredAt = now;
	}

	void end(Outcome outcome, List<RevisionPoint> points, Instant now) {
		this.outcome = outcome;
		this.points = List.copyOf(points);
		this.decidedAt = now;
	}

	/**
	 * The freelancer sees a point's mark otherwise: once.
	 * @param no from 1
	 * @throws Refusal {@code no-such-point}, {@code objected-already}
	 */
	void objectTo(int no, String reason) {
		if (no < 1 || no > this.points.size()) {
			throw Refusal.notFound("no-such-point", String.valueOf(no));
		}
		if (this.points.get(no - 1).objection() != null) {
			throw Refusal.conflict("objected-already", String.valueOf(no));
		}
		List<RevisionPoint> changed = new ArrayList<>(this.points);
		changed.set(no - 1, changed.get(no - 1).objectedTo(reason));
		this.points = List.copyOf(changed);
	}

	/** What the freelancer did about each point, in their order. */
	void answer(List<String> answers) {
		List<RevisionPoint> answered = new ArrayList<>();
		for (int i = 0; i < this.points.size(); i++) {
			answered.add(this.points.get(i).answered(answers.get(i)));
		}
		this.points = List.copyOf(answered);
	}

	/**
	 * The client needs longer to look at it: once.
	 * @throws Refusal {@code more-time-used}
	 */
	void askForMoreTime(Instant now) {
		if (this.moreTimeAskedAt != null) {
			throw Refusal.conflict("more-time-used");
		}
		this.moreTimeAskedAt = now;
	}

	int round() {
		return this.round;
	}

	public String message() {
		return this.message;
	}

	public List<UUID> files() {
		return this.files;
	}

	Instant deliveredAt() {
		return this.deliveredAt;
	}

	public @Nullable Instant moreTimeAskedAt() {
		return this.moreTimeAskedAt;
	}

	@Nullable Outcome outcome() {
		return this.outcome;
	}

	@Nullable Instant decidedAt() {
		return this.decidedAt;
	}

	public List<RevisionPoint> points() {
		return this.points;
	}

}
