package io.orderflow.order.step;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

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

/** The client answers what was unclear, with files where they help (S19). */
@Component
public class ClarifyRequirements extends Step<ClarifyRequirements.Decision> {

	private static final String PURPOSE = "clarification";

	private final StepFileHandler files;

	/** The answer, with the files that it names. */
	public record Decision(@Nullable String answer, @Nullable List<@Nullable UUID> files) implements StepDecision {

		@Override
		public OrderStep step() {
			return OrderStep.CLARIFY_REQUIREMENTS;
		}

	}

	/**
	 * What the page shows.
	 *
	 * @param question what is unclear
	 */
	public record View(String question) {

	}

	ClarifyRequirements(StepFileHandler files, OrderSettings settings) {
		super(OrderStep.CLARIFY_REQUIREMENTS, Decision.class, settings);
		this.files = files;
	}

	@Override
	public Optional<ApiOperation> api() {
		return Optional.of(new ApiOperation("requirements/clarification", "Answer what was unclear (S19)"));
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

	@Override
	public Optional<String> purpose() {
		return Optional.of(PURPOSE);
	}

	@Override
	StepOutcome take(Order order, Decision decision, Submission submission) {
		String answer = submission.problems().text("answer", decision.answer(), MAX_TEXT);
		List<UUID> attached = this.files.of(FILES, decision.files(), submission);
		submission.problems().check();
		this.files.attach(order, PURPOSE + "/" + order.requirements().clarifications().size(), attached, submission);
		order.requirements().clarify(answer, attached, submission.now());
		return StepOutcome.DONE.withDueDateMoved();
	}

	@Override
	Instant due(Order order, Instant now) {
		return now.plus(settings().waitingReminderEvery());
	}

	@Override
	String quote(Order order) {
		return brief(order);
	}

	@Override
	String brief(Order order) {
		return BriefText.last(order.requirements().clarifications()).question();
	}

	@Override
	public View view(OrderView order, SubmittedForm form, ReaderFormats formats) {
		return new View(BriefText.last(order.clarifications()).question());
	}

}
