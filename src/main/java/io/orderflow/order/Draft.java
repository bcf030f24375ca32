package io.orderflow.order;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

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

/** A draft, a plan, or both, put before the client for approval (S23, S24, B3). */
@Entity
@Table(name = "draft")
public class Draft {

	/** What the client decided. */
	public enum Decision {

		APPROVED, CHANGES_ASKED

	}

	@Id
	@GeneratedValue
	private UUID id;

	@ManyToOne(fetch = FetchType.LAZY, optional = false)
	private Order order;

	private int no;

	private String message;

	@JdbcTypeCode(SqlTypes.JSON)
	@Mutability(Immutability.class)
	private List<UUID> files;

	private Instant submittedAt;

	@Enumerated(EnumType.STRING)
	private WorkerResult preview = WorkerResult.PENDING;

	@Enumerated(EnumType.STRING)
	private @Nullable Decision decision;

	private @Nullable String comments;

	private @Nullable Instant decidedAt;

	private boolean withheld;

	private boolean planChanged;

	private boolean playable;

	@SuppressWarnings("NullAway.Init")
	protected Draft() {
	}

	@SuppressWarnings("NullAway.Init")
	Draft(Order order, int no, String message, List<UUID> files, boolean planChanged, boolean playable, Instant now) {
		this.order = order;
		this.no = no;
		this.message = message;
		this.files = List.copyOf(files);
		this.submittedAt = now;
		this.withheld = true;
		this.planChanged = planChanged;
		this.playable = playable;
	}

	void decided(Decision decision, String comments, Instant now) {
		this.decision = decision;
		this.comments = comments;
		this.decidedAt = now;
	}

	void previewAnswered(WorkerResult result) {
		this.preview = result;
	}

	/** Which of the order's drafts it is, from 1. */
	public int no() {
		return this.no;
	}

	public String message() {
		return this.message;
	}

	public List<UUID> files() {
		return this.files;
	}

	public Instant submittedAt() {
		return this.submittedAt;
	}

	public WorkerResult preview() {
		return this.preview;
	}

	/**
	 * Whether the client sees previews of its files only: until the order is accepted,
	 * also while previews are made, and for good where the order is cancelled (B8). Not
	 * where the draft was put before the client when nothing was withheld yet.
	 */
	public boolean withheld() {
		return this.withheld && !this.order.status().accepted();
	}

	/** Whether the freelancer changed the plan with it, which is approved with it. */
	public boolean planChanged() {
		return this.planChanged;
	}

	/**
	 * Whether the freelancer lets the client play its films and sounds before the order
	 * is accepted, and keep what they play (B8).
	 */
	public boolean playable() {
		return this.playable;
	}

	@Nullable Decision decision() {
		return this.decision;
	}

	public @Nullable String comments() {
		return this.comments;
	}

	@Nullable Instant decidedAt() {
		return this.decidedAt;
	}

}
