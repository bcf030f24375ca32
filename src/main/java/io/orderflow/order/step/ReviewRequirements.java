package io.orderflow.order.step;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import io.orderflow.order.Clarification;
import io.orderflow.order.Order;
import io.orderflow.order.OrderSettings;
import io.orderflow.order.OrderStep;
import io.orderflow.order.brief.BriefText;
import io.orderflow.order.dashboard.OrderView;
import io.orderflow.order.flow.StepDecision;
import io.orderflow.platform.FormFields;
import io.orderflow.platform.FormValues;
import io.orderflow.platform.ReaderFormats;
import io.orderflow.platform.SubmittedForm;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The freelancer reviews the brief: it is clear, or something is not (S19, S22). */
@Component
public class ReviewRequirements extends Step<ReviewRequirements.Decision> {

	private static final String CLEAR = "requirementsClear";

	/** What the freelancer finds. */
	public enum Choice {

		CLEAR, CLARIFY

	}

	/**
	 * What is decided.
	 *
	 * @param question what is unclear, to clarify
	 */
	public record Decision(@Nullable Choice decision, @Nullable String question) implements StepDecision {

		@Override
		public OrderStep step() {
			return OrderStep.REVIEW_REQUIREMENTS;
		}

	}

	/**
	 * What the page shows.
	 *
	 * @param answered what was asked and answered last; null where nothing was
	 * @param asking whether the box for a question is open
	 */
	public record View(OrderView.@Nullable Question answered, boolean asking) {

	}

	ReviewRequirements(OrderSettings settings) {
		super(OrderStep.REVIEW_REQUIREMENTS, Decision.class, settings);
	}

	@Override
	public Optional<ApiOperation> api() {
		return Optional.of(new ApiOperation("requirements/review", "Say that the brief is clear, or ask (S19, S22)",
				"clear, or clarify with a question"));
	}

	@Override
	String assignee(Order order) {
		return order.freelancer();
	}

	@Override
	Set<String> keys(Order order) {
		return Set.of("decision", "question");
	}

	@Override
	Decision fromTasklist(Order order, FormValues form) {
		return new Decision(form.optionalChoice("decision", Choice.class), form.value("question"));
	}

	@Override
	public Decision fromPage(OrderView order, FormFields form) {
		return new Decision(form.choice("decision", Choice.class), form.text("question"));
	}

	@Override
	public Set<String> written(OrderView order) {
		return Set.of("question");
	}

	@Override
	public Optional<Confirmation> toConfirm(OrderView order, Decision decision) {
		return (decision.decision() == Choice.CLEAR)
				? Confirmation.leavingOut("clear", Stream.ofNullable(decision.question()).toList()) : Optional.empty();
	}

	/** What is clear needs nothing of the client. */
	@Override
	public boolean tellsOtherSide(Decision decision) {
		return decision.decision() == Choice.CLARIFY;
	}

	@Override
	public String toldWhen(OrderView order) {
		return ".question";
	}

	@Override
	public Decision confirmed(Decision decision) {
		return new Decision(decision.decision(), null);
	}

	@Override
	StepOutcome take(Order order, Decision decision, Submission submission) {
		Choice choice = submission.problems().choice("decision", decision.decision(), Choice.class);
		if (choice == Choice.CLARIFY) {
			String question = submission.problems().text("question", decision.question(), MAX_TEXT);
			submission.problems().check();
			order.requirements().askForClarification(question, submission.now());
			return StepOutcome.of(CLEAR, false);
		}
		if (!submission.problems().optionalText("question", decision.question(), MAX_TEXT).isBlank()) {
			submission.problems().add("question", "question-not-sent");
		}
		submission.problems().check();
		order.requirements().confirm(submission.now());
		return StepOutcome.of(CLEAR, true).with(StepOutcome.FIRST_ROUND, order.rounds().round() == 1);
	}

	@Override
	public Set<String> answers() {
		return Set.of(CLEAR, StepOutcome.FIRST_ROUND);
	}

	/** After the client answered what was unclear, or for the first time. */
	@Override
	String occasion(Order order) {
		return order.requirements().clarifications().isEmpty() ? "" : "clarified";
	}

	/** The answer to what was asked last. */
	@Override
	@Nullable String quote(Order order) {
		List<Clarification> asked = order.requirements().clarifications();
		return asked.isEmpty() ? null : BriefText.last(asked).answer();
	}

	@Override
	String brief(Order order) {
		return BriefText.requirements(order) + BriefText.clarifications(order);
	}

	@Override
	public View view(OrderView order, SubmittedForm form, ReaderFormats formats) {
		List<OrderView.Question> asked = order.clarifications();
		OrderView.Question last = asked.isEmpty() ? null : BriefText.last(asked);
		return new View((last != null && last.answer() != null) ? last : null, form.any());
	}

	/** Where the answers came with the order, and nothing was asked about them since. */
	@Override
	boolean toldWithOrder(Order order) {
		return order.requirements().cameWithOrder() && occasion(order).isEmpty();
	}

}
