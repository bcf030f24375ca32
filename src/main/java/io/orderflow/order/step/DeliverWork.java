package io.orderflow.order.step;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import io.orderflow.catalog.ApprovalNeeded;
import io.orderflow.order.Draft;
import io.orderflow.order.Order;
import io.orderflow.order.OrderSettings;
import io.orderflow.order.OrderStep;
import io.orderflow.order.RevisionPoint;
import io.orderflow.order.brief.BriefText;
import io.orderflow.order.dashboard.OrderView;
import io.orderflow.order.dashboard.PointView;
import io.orderflow.order.flow.StepDecision;
import io.orderflow.platform.FormFields;
import io.orderflow.platform.FormValues;
import io.orderflow.platform.ProblemCollector;
import io.orderflow.platform.ReaderFormats;
import io.orderflow.platform.SubmittedForm;
import io.orderflow.platform.TextLimits;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The freelancer delivers a round of work: a message and files (S26). */
@Component
public class DeliverWork extends Step<DeliverWork.Decision> {

	private static final String PURPOSE = "delivery";

	private static final String ANSWERS = "answers";

	/** A field of the page's form for each point, in their order. */
	private static final String ROW = "answer";

	private static final String WITHOUT_FILES = "withoutFiles";

	private static final int MAX_ANSWER = 1_000;

	/** Characters of all answers, as of all points. */
	private static final int MAX_ANSWERS = 20_000;

	private final StepFileHandler files;

	/**
	 * A delivery.
	 *
	 * @param answers what was done about each point of a revision, in their order (B5)
	 * @param withoutFiles true where there are none, on purpose
	 */
	public record Decision(@Nullable String message, @Nullable List<@Nullable UUID> files,
			@Nullable List<@Nullable String> answers, @Nullable Boolean withoutFiles) implements StepDecision {

		@Override
		public OrderStep step() {
			return OrderStep.DELIVER_WORK;
		}

	}

	/**
	 * What the page shows.
	 *
	 * @param points what a revision was asked for with; empty before the first delivery
	 * @param answers what was typed about each of them
	 */
	public record View(List<PointView> points, FormFields answers) {

	}

	DeliverWork(StepFileHandler files, OrderSettings settings) {
		super(OrderStep.DELIVER_WORK, Decision.class, settings);
		this.files = files;
	}

	@Override
	public Optional<ApiOperation> api() {
		return Optional.of(new ApiOperation("deliveries", "Deliver the work (S26)",
				"With files, or withoutFiles: true; after a revision was asked for with an answer to each of its"
						+ " points, in their order (B5)"));
	}

	@Override
	String assignee(Order order) {
		return order.freelancer();
	}

	@Override
	Set<String> keys(Order order) {
		return Set.of("message", FILES, StepFileHandler.STAGED, ANSWERS, WITHOUT_FILES);
	}

	/**
	 * The form of an order that began before points were answered has no field for that.
	 */
	@Override
	Decision fromTasklist(Order order, FormValues form) {
		if (!form.fields().contains(ANSWERS) && !order.rounds().openPoints().isEmpty()) {
			form.problem(ANSWERS, "points-answered-on-page", order.rounds().openPoints().size(), order.number());
		}
		return new Decision(form.value("message"), this.files.fromTasklist(order, id(), FILES, assignee(order), form),
				new ArrayList<>(form.lines(ANSWERS)), form.optionalFlag(WITHOUT_FILES));
	}

	@Override
	public Decision fromPage(OrderView order, FormFields form) {
		return new Decision(form.text("message"), new ArrayList<>(form.files(FILES)), new ArrayList<>(form.all(ROW)),
				!form.textOrEmpty(WITHOUT_FILES).isEmpty());
	}

	@Override
	public List<FileInput> files(OrderView order) {
		return List.of(FileInput.ANY);
	}

	@Override
	public Set<String> written(OrderView order) {
		return Set.of("message", ROW);
	}

	@Override
	public Optional<String> purpose() {
		return Optional.of(PURPOSE);
	}

	@Override
	StepOutcome take(Order order, Decision decision, Submission submission) {
		String message = submission.problems().text("message", decision.message(), MAX_TEXT);
		List<String> answers = answers(order, decision, submission.problems());
		List<UUID> attached = this.files.of(FILES, decision.files(), submission);
		boolean without = Boolean.TRUE.equals(decision.withoutFiles());
		if (without != attached.isEmpty() && !submission.problems().has(FILES)) {
			submission.problems().add(FILES, without ? "delivery-with-files" : "delivery-without-file");
		}
		submission.problems().check();
		this.files.attach(order, PURPOSE + "/" + order.rounds().round(), attached, submission);
		order.rounds().answerPoints(answers);
		order.rounds()
			.deliver(message, attached, settings().acceptedAfter(), settings().acceptanceReminderBefore(),
					submission.now());
		return StepOutcome.DONE;
	}

	/**
	 * Each point of a revision is answered, and nothing else (B5). What is wrong with one
	 * of them is noted on {@code answers[0]}.
	 */
	private static List<String> answers(Order order, Decision decision, ProblemCollector problems) {
		List<@Nullable String> given = (decision.answers() != null) ? decision.answers() : List.of();
		int points = order.rounds().openPoints().size();
		if (problems.has(ANSWERS)) {
			return List.of();
		}
		List<String> answers = new ArrayList<>();
		for (int i = 0; i < points; i++) {
			String field = ANSWERS + "[" + i + "]";
			String answer = problems.optionalText(field, (i < given.size()) ? given.get(i) : null, MAX_ANSWER);
			if (TextLimits.isBlank(answer) && !problems.has(field)) {
				problems.add(field, "point-unanswered", i + 1);
			}
			answers.add(answer);
		}
		int together = answers.stream().mapToInt(TextLimits::length).sum();
		if (together > MAX_ANSWERS) {
			problems.add(ANSWERS, "point-answers-too-long", MAX_ANSWERS, together);
		}
		if (given.size() > points) {
			problems.add(ANSWERS, "too-many-answers", points, given.size());
		}
		return answers;
	}

	@Override
	@Nullable Instant due(Order order, Instant now) {
		return workDue(order, now);
	}

	@Override
	boolean dueWithOrder() {
		return true;
	}

	@Override
	String brief(Order order) {
		return revision(order) + BriefText.plan(order);
	}

	/**
	 * After a revision was asked for, after a draft or a plan was approved, or at once.
	 */
	@Override
	String occasion(Order order) {
		if (!order.rounds().all().isEmpty()) {
			return "revision";
		}
		if (order.drafts().newest().isEmpty()) {
			return "";
		}
		return (order.terms().approval() == ApprovalNeeded.PLAN) ? "planApproved" : "approved";
	}

	/** The points of a revision, or what the client said to an approved draft. */
	@Override
	@Nullable String quote(Order order) {
		if (!order.rounds().all().isEmpty()) {
			return order.rounds().openPoints().stream().map(RevisionPoint::text).collect(Collectors.joining("\n"));
		}
		return order.drafts().newest().map(Draft::comments).orElse(null);
	}

	private static String revision(Order order) {
		if (order.rounds().all().isEmpty()) {
			return "";
		}
		return "Revision " + (order.rounds().round() - 1) + "\n"
				+ BriefText.points(order.rounds().openPoints(), PointInput::line) + "\n\n";
	}

	@Override
	public View view(OrderView order, SubmittedForm form, ReaderFormats formats) {
		return new View(order.deliveries().isEmpty() ? List.of() : BriefText.last(order.deliveries()).points(),
				new FormFields(Map.of(ROW, form.all(ROW))));
	}

}
