package io.orderflow.order.step;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import io.orderflow.order.BlockingQuestion;
import io.orderflow.order.Order;
import io.orderflow.order.OrderSettings;
import io.orderflow.order.OrderStep;
import io.orderflow.order.brief.BriefText;
import io.orderflow.order.dashboard.OrderView;
import io.orderflow.order.dashboard.QuestionView;
import io.orderflow.order.flow.StepDecision;
import io.orderflow.platform.FormFields;
import io.orderflow.platform.FormValues;
import io.orderflow.platform.ReaderFormats;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.SubmittedForm;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The client answers what stopped the work between planning and delivery, with files
 * where they help (B1).
 */
@Component
public class AnswerQuestion extends Step<AnswerQuestion.Decision> {

	/** The keys of the texts that tell the client of a question that waits. */
	public static final Set<String> TOLD_AS = toldAs(OrderStep.ANSWER_QUESTION);

	private final StepFileHandler files;

	/** The answer, with the files that it names. */
	public record Decision(@Nullable String answer, @Nullable List<@Nullable UUID> files) implements StepDecision {

		@Override
		public OrderStep step() {
			return OrderStep.ANSWER_QUESTION;
		}

	}

	/** What the page shows. */
	public record View(QuestionView question) {

	}

	AnswerQuestion(StepFileHandler files, OrderSettings settings) {
		super(OrderStep.ANSWER_QUESTION, Decision.class, settings);
		this.files = files;
	}

	@Override
	public Optional<ApiOperation> api() {
		return Optional.of(new ApiOperation("questions/answer", "Answer the open question (B1)"));
	}

	@Override
	String assignee(Order order) {
		return order.client();
	}

	@Override
	Set<String> keys(Order order) {
		return Set.of("answer", FILES, StepFileHandler.STAGED);
	}

	@Override
	Decision fromTasklist(Order order, FormValues form) {
		return new Decision(form.value("answer"), this.files.fromTasklist(order, id(), FILES, assignee(order), form));
	}

	@Override
	public Decision fromPage(OrderView order, FormFields form) {
		return new Decision(form.text("answer"), new ArrayList<>(form.files(FILES)));
	}

	@Override
	public List<FileInput> files(OrderView order) {
		return List.of(FileInput.ANY);
	}

	@Override
	public Set<String> written(OrderView order) {
		return Set.of("answer");
	}

	/** The question's own files are attached under it too. */
	@Override
	public Optional<String> purpose() {
		return Optional.of(BlockingQuestion.PURPOSE);
	}

	@Override
	StepOutcome take(Order order, Decision decision, Submission submission) {
		BlockingQuestion asked = order.questions()
			.open()
			.orElseThrow(() -> Refusal.conflict("step-not-open", order.number()));
		String answer = submission.problems().text("answer", decision.answer(), MAX_TEXT);
		List<UUID> attached = this.files.of(FILES, decision.files(), submission);
		submission.problems().check();
		this.files.attach(order, BlockingQuestion.purpose(asked.no()) + "/answer", attached, submission);
		order.questions().answer(answer, attached, submission.now());
		return StepOutcome.DONE.withDueDateMoved();
	}

	@Override
	Instant due(Order order, Instant now) {
		return now.plus(settings().waitingReminderEvery());
	}

	@Override
	@Nullable String quote(Order order) {
		return order.questions().open().map(BlockingQuestion::question).orElse(null);
	}

	@Override
	String brief(Order order) {
		return order.questions()
			.open()
			.map((asked) -> asked.question() + BriefText.files(asked.files().size()))
			.orElse("");
	}

	@Override
	public @Nullable View view(OrderView order, SubmittedForm form, ReaderFormats formats) {
		QuestionView open = order.openQuestion();
		return (open != null) ? new View(open) : null;
	}

}
