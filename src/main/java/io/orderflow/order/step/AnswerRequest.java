package io.orderflow.order.step;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.orderflow.account.AccountService;
import io.orderflow.order.ChangeRequest;
import io.orderflow.order.Order;
import io.orderflow.order.OrderSettings;
import io.orderflow.order.OrderStep;
import io.orderflow.order.brief.RequestText;
import io.orderflow.order.dashboard.OrderView;
import io.orderflow.order.dashboard.RequestView;
import io.orderflow.order.flow.StepDecision;
import io.orderflow.platform.FormFields;
import io.orderflow.platform.FormValues;
import io.orderflow.platform.ReaderFormats;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.SubmittedForm;
import io.orderflow.platform.TextLimits;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The side that was asked accepts a request or refuses it, then with a reason (C1, C2).
 */
@Component
public class AnswerRequest extends Step<AnswerRequest.Decision> {

	/** The keys of the texts that tell a side of a request that waits. */
	public static final Set<String> TOLD_AS = Set.of("order.extension.asked", "order.extension.asked-granting",
			"order.cancellation.asked", "order.reminder." + OrderStep.ANSWER_REQUEST.id());

	/** Whether the request is accepted: the model's name for it. */
	public static final String ACCEPTED = "requestAccepted";

	private static final String DISPUTABLE = "refusalDisputable";

	/** When to ask whether the refusal stands: the model's name for it. */
	public static final String NEXT_DISPUTE_CHECK = "nextDisputeCheck";

	/** Read by models of before, which did not ask. */
	private static final String DISPUTE_UNTIL = "disputeUntil";

	private final RequestText texts;

	private final AccountService accounts;

	/** What is answered. */
	public enum Choice {

		ACCEPT, REFUSE

	}

	/**
	 * The answer.
	 *
	 * @param answer a sentence to the other side; to refuse, the reason
	 */
	public record Decision(@Nullable Choice decision, @Nullable String answer) implements StepDecision {

		@Override
		public OrderStep step() {
			return OrderStep.ANSWER_REQUEST;
		}

	}

	/** What the page shows. */
	public record View(RequestView request) {

	}

	AnswerRequest(RequestText texts, AccountService accounts, OrderSettings settings) {
		super(OrderStep.ANSWER_REQUEST, Decision.class, settings);
		this.texts = texts;
		this.accounts = accounts;
	}

	@Override
	public Optional<ApiOperation> api() {
		return Optional.of(new ApiOperation("requests/answer", "Answer the open request (C1, C2)",
				"accept or refuse, then with a sentence; by the other side"));
	}

	@Override
	String assignee(Order order) {
		return order.requests().answerer().orElseThrow(() -> Refusal.conflict("step-not-open", order.number()));
	}

	@Override
	Set<String> toldAs() {
		return TOLD_AS;
	}

	@Override
	Set<String> keys(Order order) {
		return Set.of("decision", "answer");
	}

	@Override
	Decision fromTasklist(Order order, FormValues form) {
		return new Decision(form.optionalChoice("decision", Choice.class), form.value("answer"));
	}

	@Override
	public Decision fromPage(OrderView order, FormFields form) {
		return new Decision(form.choice("decision", Choice.class), form.text("answer"));
	}

	@Override
	public Set<String> written(OrderView order) {
		return Set.of("answer");
	}

	@Override
	public Optional<Confirmation> toConfirm(OrderView order, Decision decision) {
		boolean cancels = decision.decision() == Choice.ACCEPT
				&& waiting(order).filter((request) -> request.kind() == ChangeRequest.Kind.CANCELLATION).isPresent();
		return cancels ? Optional.of(new Confirmation("accept", "order.step.answerRequest.ends", List.of()))
				: Optional.empty();
	}

	private static Optional<RequestView> waiting(OrderView order) {
		return order.requests()
			.stream()
			.filter((request) -> request.state() == ChangeRequest.State.WAITING)
			.findFirst();
	}

	/** It has an end of its own, after which it is answered by itself. */
	@Override
	public boolean first() {
		return true;
	}

	@Override
	StepOutcome take(Order order, Decision decision, Submission submission) {
		Choice choice = submission.problems().choice("decision", decision.decision(), Choice.class);
		int max = TextLimits.REASON;
		String answer = (choice == Choice.REFUSE) ? submission.problems().text("answer", decision.answer(), max)
				: submission.problems().optionalText("answer", decision.answer(), max);
		submission.problems().check();
		if (choice == Choice.ACCEPT) {
			order.requests().accept(answer, submission.now());
			return StepOutcome.of(ACCEPTED, true).with(DISPUTABLE, false);
		}
		ChangeRequest request = order.requests()
			.refuse(answer, settings().refusalDisputedWithin(), settings().acceptanceReminderBefore(),
					submission.now());
		StepOutcome refused = StepOutcome.of(ACCEPTED, false);
		return (request.state() == ChangeRequest.State.DISPUTABLE) ? refused.with(DISPUTABLE, true)
			.with(NEXT_DISPUTE_CHECK, request.nextDisputeCheck(settings().remindedBeforeSilence()))
			.with(DISPUTE_UNTIL, request.disputeUntil()) : refused.with(DISPUTABLE, false);
	}

	@Override
	public Set<String> answers() {
		return Set.of(ACCEPTED, DISPUTABLE, NEXT_DISPUTE_CHECK);
	}

	@Override
	Instant due(Order order, Instant now) {
		return order.requests().open().map(ChangeRequest::answerDue).orElse(super.due(order, now));
	}

	@Override
	boolean remind(Order order, Instant since, Instant now) {
		return order.requests()
			.open()
			.map((request) -> request.remind(settings().remindedBeforeSilence(), now))
			.orElse(false);
	}

	@Override
	Optional<Instant> silenceDecides(Order order) {
		return waiting(order).map(ChangeRequest::answerDue);
	}

	private static Optional<ChangeRequest> waiting(Order order) {
		return order.requests().open().filter((request) -> request.state() == ChangeRequest.State.WAITING);
	}

	/** Whoever is asked was told what for, a moment ago. */
	@Override
	boolean toldWhenAsked() {
		return false;
	}

	@Override
	String brief(Order order) {
		return order.requests().open().map((request) -> brief(order, request)).orElse("");
	}

	private String brief(Order order, ChangeRequest request) {
		return this.texts.what(order, request, this.accounts.get(request.otherSide()).zone()) + "\n\n"
				+ request.reason() + "\n\nWithout an answer in time "
				+ request.either((settings().extensionUnanswered() == OrderSettings.Unanswered.GRANTED)
						? "the later date is agreed." : "the date stays as it is.", "the order is cancelled.");
	}

	@Override
	public @Nullable View view(OrderView order, SubmittedForm form, ReaderFormats formats) {
		return waiting(order).map(View::new).orElse(null);
	}

}
