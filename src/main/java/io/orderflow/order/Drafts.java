package io.orderflow.order;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import io.orderflow.catalog.ApprovalNeeded;
import io.orderflow.order.DeliveryClock.StopReason;
import io.orderflow.platform.Refusal;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Embeddable;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Transient;
import org.jspecify.annotations.Nullable;

/**
 * What the freelancer put before the client for approval, and what the client decided
 * (S23, S24): drafts, plans, or both. All times are UTC instants.
 */
@Embeddable
public class Drafts {

	@OneToMany(mappedBy = "order", cascade = CascadeType.PERSIST)
	@OrderBy("no")
	private List<Draft> drafts = new ArrayList<>();

	@Transient
	private @Nullable Order order;

	/** The order that they are of, which Hibernate does not tell a part of it. */
	Drafts of(Order order) {
		this.order = order;
		return this;
	}

	private Order order() {
		return Objects.requireNonNull(this.order);
	}

	/**
	 * Puts a draft, the plan, or both before the client (S23); the clock stands until
	 * then. An open question is taken back by it.
	 * @param changedPlan empty where the plan stays; the same plan is no change
	 * @param playable whether the client may play its films and sounds before the order
	 * is accepted (B8)
	 * @throws Refusal {@code step-not-open}
	 */
	public void submit(String message, List<UUID> files, List<PlanTask.Planned> changedPlan, boolean playable,
			Instant now) {
		order().expect(OrderStatus.DRAFTING);
		order().questions().overtake(now);
		boolean planChanged = !changedPlan.isEmpty() && !changedPlan.equals(order().plannedTasks());
		if (planChanged) {
			order().changePlan(changedPlan, now);
		}
		this.drafts.add(new Draft(order(), this.drafts.size() + 1, message, files, planChanged, playable, now));
		order().enter(OrderStatus.DRAFT_IN_REVIEW);
		order().stopClock(StopReason.DRAFT, now,
				() -> order().write(now, order().freelancer(), TimelineKind.DRAFT_SUBMITTED, TimelineEntry
					.saying(message, "no", String.valueOf(this.drafts.size()), "playable", playable ? "true" : "")));
	}

	/**
	 * The worker answered: an order whose draft has no preview says so, but not of a plan
	 * without files, of which none could be made.
	 */
	public void previewAnswered(WorkerResult result, Instant now) {
		newest().filter((draft) -> draft.preview() == WorkerResult.PENDING).ifPresent((draft) -> {
			draft.previewAnswered(result);
			if (!draft.files().isEmpty()) {
				boolean made = result == WorkerResult.MADE;
				write(now, null, made ? TimelineKind.PREVIEW_MADE : TimelineKind.PREVIEW_NOT_MADE, "");
			}
		});
	}

	/**
	 * Only what was approved lets the order go on (S24).
	 * @throws Refusal {@code step-not-open}
	 */
	public void approve(String comments, Instant now) {
		decide(Draft.Decision.APPROVED, comments, OrderStatus.IN_PRODUCTION, TimelineKind.DRAFT_APPROVED, now);
	}

	/**
	 * The client wants another draft (S24).
	 * @throws Refusal {@code step-not-open}, {@code too-many-of-a-kind}
	 */
	public void askForChanges(String comments, Instant now) {
		order().expectRoomFor(this.drafts);
		decide(Draft.Decision.CHANGES_ASKED, comments, OrderStatus.DRAFTING, TimelineKind.CHANGES_ASKED, now);
	}

	private void decide(Draft.Decision decision, String comments, OrderStatus next, TimelineKind kind, Instant now) {
		order().expect(OrderStatus.DRAFT_IN_REVIEW);
		newest().orElseThrow().decided(decision, comments, now);
		order().enter(next);
		write(now, order().client(), kind, comments);
		order().resumeClock(now);
	}

	private void write(Instant now, @Nullable String actor, TimelineKind kind, String words) {
		order().write(now, actor, kind, TimelineEntry.saying(words, "no", String.valueOf(this.drafts.size())));
	}

	/** The one that was submitted last. */
	public Optional<Draft> newest() {
		return this.drafts.isEmpty() ? Optional.empty() : Optional.of(this.drafts.get(this.drafts.size() - 1));
	}

	/** Whether the client has approved a draft, and not a plan alone (S24). */
	boolean approved() {
		return order().terms().approval() == ApprovalNeeded.DRAFT_AND_PLAN
				&& this.drafts.stream().anyMatch((draft) -> draft.decision() == Draft.Decision.APPROVED);
	}

	/** All of them, in the order in which they were submitted. */
	public List<Draft> all() {
		return this.drafts;
	}

}
