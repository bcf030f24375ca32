package io.orderflow.order.step;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import io.orderflow.order.Draft;
import io.orderflow.order.Order;
import io.orderflow.order.OrderSettings;
import io.orderflow.order.OrderStep;
import io.orderflow.order.brief.BriefText;
import io.orderflow.order.dashboard.DraftView;
import io.orderflow.order.dashboard.OrderView;
import io.orderflow.order.flow.StepDecision;
import io.orderflow.platform.FormFields;
import io.orderflow.platform.FormValues;
import io.orderflow.platform.ReaderFormats;
import io.orderflow.platform.SubmittedForm;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The client approves what was put forward, or asks for changes (S24, B3). */
@Component
public class ReviewDraft extends Step<ReviewDraft.Decision> {

	private static final String APPROVED = "draftApproved";

	/** What the client decides. */
	public enum Choice {

		APPROVE, CHANGES

	}

	/**
	 * What is decided.
	 *
	 * @param comments which changes; to approve, anything or nothing
	 */
	public record Decision(@Nullable Choice decision, @Nullable String comments) implements StepDecision {

		@Override
		public OrderStep step() {
			return OrderStep.REVIEW_DRAFT;
		}

	}

	/**
	 * What the page shows.
	 *
	 * @param before the draft before it, of which the client asked for changes; null for
	 * the first
	 */
	public record View(DraftView draft, @Nullable DraftView before) {

	}

	ReviewDraft(OrderSettings settings) {
		super(OrderStep.REVIEW_DRAFT, Decision.class, settings);
	}

	@Override
	public Optional<ApiOperation> api() {
		return Optional.of(new ApiOperation("drafts/review", "Approve the draft, or ask for changes (S24, B3)",
				"approve, or changes with comments"));
	}

	@Override
	String assignee(Order order) {
		return order.client();
	}

	@Override
	Set<String> keys(Order order) {
		return Set.of("decision", "comments");
	}

	@Override
	Decision fromTasklist(Order order, FormValues form) {
		return new Decision(form.optionalChoice("decision", Choice.class), form.value("comments"));
	}

	@Override
	public Decision fromPage(OrderView order, FormFields form) {
		return new Decision(form.choice("decision", Choice.class), form.text("comments"));
	}

	@Override
	public Set<String> written(OrderView order) {
		return Set.of("comments");
	}

	/** Changes that were typed, and the other button pressed: they would not be made. */
	@Override
	public Optional<Confirmation> toConfirm(OrderView order, Decision decision) {
		return (decision.decision() == Choice.APPROVE)
				? Confirmation.leavingOut("approve", Stream.ofNullable(decision.comments()).toList())
				: Optional.empty();
	}

	@Override
	StepOutcome take(Order order, Decision decision, Submission submission) {
		Choice choice = submission.problems().choice("decision", decision.decision(), Choice.class);
		if (choice == Choice.CHANGES) {
			String comments = submission.problems().text("comments", decision.comments(), MAX_TEXT);
			submission.problems().check();
			order.drafts().askForChanges(comments, submission.now());
			return StepOutcome.of(APPROVED, false).withDueDateMoved();
		}
		String comments = submission.problems().optionalText("comments", decision.comments(), MAX_TEXT);
		submission.problems().check();
		order.drafts().approve(comments, submission.now());
		return StepOutcome.of(APPROVED, true).withDueDateMoved();
	}

	@Override
	public Set<String> answers() {
		return Set.of(APPROVED);
	}

	@Override
	Instant due(Order order, Instant now) {
		return now.plus(settings().waitingReminderEvery());
	}

	/** Whether a plan alone is to be approved, or one that was changed with the draft. */
	@Override
	String occasion(Order order) {
		if (planAlone(order)) {
			return "plan";
		}
		return order.drafts().newest().orElseThrow().planChanged() ? "planChanged" : "";
	}

	@Override
	String reminded(Order order) {
		return planAlone(order) ? "plan" : "";
	}

	@Override
	String quote(Order order) {
		return order.drafts().newest().orElseThrow().message();
	}

	@Override
	String brief(Order order) {
		Draft draft = order.drafts().newest().orElseThrow();
		return draft.message() + BriefText.files(draft.files().size()) + "\n\n"
				+ (draft.playable() ? "Its films and sounds can be played on the order page.\n\n" : "")
				+ (draft.planChanged() ? "The plan was changed with it.\n\n" : "") + BriefText.plan(order);
	}

	@Override
	public View view(OrderView order, SubmittedForm form, ReaderFormats formats) {
		List<DraftView> drafts = order.drafts();
		return new View(BriefText.last(drafts), (drafts.size() < 2) ? null : drafts.get(drafts.size() - 2));
	}

}
