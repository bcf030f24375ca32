package io.orderflow.order.step;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import io.orderflow.catalog.ApprovalNeeded;
import io.orderflow.order.Draft;
import io.orderflow.order.Order;
import io.orderflow.order.OrderSettings;
import io.orderflow.order.OrderStep;
import io.orderflow.order.PlanTask;
import io.orderflow.order.brief.BriefText;
import io.orderflow.order.dashboard.OrderView;
import io.orderflow.order.flow.StepDecision;
import io.orderflow.platform.FormFields;
import io.orderflow.platform.FormValues;
import io.orderflow.platform.ReaderFormats;
import io.orderflow.platform.SubmittedDate;
import io.orderflow.platform.SubmittedForm;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The freelancer puts a draft, the plan, or both before the client (S23). The plan may be
 * changed with it, since it is approved together.
 */
@Component
public class SubmitDraft extends Step<SubmitDraft.Decision> {

	private static final String PURPOSE = "draft";

	private static final String PLAYABLE = "playable";

	private final StepFileHandler files;

	private final PlanChecker plans;

	/**
	 * A draft.
	 *
	 * @param tasks the plan where it changes; null or empty where it stays
	 * @param playable true where the client may play its films and sounds before the
	 * order is accepted (B8)
	 */
	public record Decision(@Nullable String message, @Nullable List<@Nullable UUID> files,
			@Nullable List<@Nullable TaskInput> tasks, @Nullable Boolean playable) implements StepDecision {

		@Override
		public OrderStep step() {
			return OrderStep.SUBMIT_DRAFT;
		}

	}

	/**
	 * What the page shows.
	 *
	 * @param changesAsked what the client wants otherwise than in the last draft; null
	 * before the first
	 * @param planOpen whether the plan is shown to be changed
	 */
	public record View(@Nullable String changesAsked, List<TaskInput.Row> tasks, boolean planOpen) {

	}

	SubmitDraft(StepFileHandler files, PlanChecker plans, OrderSettings settings) {
		super(OrderStep.SUBMIT_DRAFT, Decision.class, settings);
		this.files = files;
		this.plans = plans;
	}

	@Override
	public Optional<ApiOperation> api() {
		return Optional.of(new ApiOperation("drafts", "Put a draft, the plan, or both before the client (S23)",
				"With playable: true the client may play the films and sounds of this draft before the order is"
						+ " accepted, and so keep them; its pictures and documents stay previews (B8)"));
	}

	@Override
	String assignee(Order order) {
		return order.freelancer();
	}

	@Override
	Set<String> keys(Order order) {
		return Set.of("message", FILES, StepFileHandler.STAGED, TaskInput.FIELD, PLAYABLE);
	}

	@Override
	Decision fromTasklist(Order order, FormValues form) {
		return new Decision(form.value("message"), this.files.fromTasklist(order, id(), FILES, assignee(order), form),
				this.plans.lines(form), form.optionalFlag(PLAYABLE));
	}

	/**
	 * The plan goes along only where it was changed: the one there is keeps its ticks.
	 */
	@Override
	public Decision fromPage(OrderView order, FormFields form) {
		List<@Nullable TaskInput> tasks = this.plans.rows(form);
		List<TaskInput> present = order.plan()
			.stream()
			.map((task) -> new TaskInput(task.title(), SubmittedDate.of(task.deadline())))
			.toList();
		return new Decision(form.text("message"), new ArrayList<>(form.files(FILES)),
				tasks.equals(present) ? null : tasks, !form.textOrEmpty(PLAYABLE).isEmpty());
	}

	@Override
	public List<FileInput> files(OrderView order) {
		return List.of(FileInput.ANY);
	}

	@Override
	public Set<String> written(OrderView order) {
		return Set.of("message", "title");
	}

	@Override
	public Optional<String> purpose() {
		return Optional.of(PURPOSE);
	}

	@Override
	StepOutcome take(Order order, Decision decision, Submission submission) {
		String message = submission.problems().text("message", decision.message(), MAX_TEXT);
		List<PlanTask.Planned> changedPlan = this.plans.check(order, decision.tasks(), submission);
		List<UUID> attached = this.files.of(FILES, decision.files(), submission);
		if (attached.isEmpty() && !submission.problems().has(FILES)
				&& order.terms().approval() == ApprovalNeeded.DRAFT_AND_PLAN) {
			submission.problems().add(FILES, "draft-without-file");
		}
		submission.problems().check();
		this.files.attach(order, PURPOSE + "/" + (order.drafts().all().size() + 1), attached, submission);
		boolean overtaken = order.questions().open().isPresent();
		order.drafts()
			.submit(message, attached, changedPlan, Boolean.TRUE.equals(decision.playable()), submission.now());
		return (overtaken ? StepOutcome.DONE.withQuestionOvertaken() : StepOutcome.DONE)
			.withUpdateSuspended(order.updates().suspended());
	}

	@Override
	@Nullable Instant due(Order order, Instant now) {
		return workDue(order, now);
	}

	@Override
	boolean dueWithOrder() {
		return true;
	}

	/** After the client asked for changes, or for the first time; of a plan alone. */
	@Override
	String occasion(Order order) {
		boolean changes = order.drafts().newest().isPresent();
		return planAlone(order) ? (changes ? "planChanges" : "plan") : (changes ? "changes" : "");
	}

	@Override
	String reminded(Order order) {
		return planAlone(order) ? "plan" : "";
	}

	/** The changes that the client asks for. */
	@Override
	@Nullable String quote(Order order) {
		return order.drafts().newest().map(Draft::comments).orElse(null);
	}

	@Override
	String brief(Order order) {
		return order.drafts()
			.newest()
			.map((draft) -> "The client asked for changes:\n" + draft.comments() + "\n\n")
			.orElse("") + BriefText.planToCopy(order);
	}

	@Override
	public View view(OrderView order, SubmittedForm form, ReaderFormats formats) {
		String changesAsked = order.drafts().isEmpty() ? null : BriefText.last(order.drafts()).comments();
		return new View(changesAsked, TaskInput.rows(order, order.plan(), form, formats),
				form.wrongIn(TaskInput.FIELD));
	}

}
