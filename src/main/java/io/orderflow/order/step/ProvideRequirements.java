package io.orderflow.order.step;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import io.orderflow.account.AccountService;
import io.orderflow.catalog.RequirementQuestion;
import io.orderflow.catalog.RequirementQuestion.Kind;
import io.orderflow.order.Answer;
import io.orderflow.order.Order;
import io.orderflow.order.OrderSettings;
import io.orderflow.order.OrderStep;
import io.orderflow.order.StepDecision;
import io.orderflow.order.dashboard.OrderView;
import io.orderflow.platform.FormFields;
import io.orderflow.platform.FormValues;
import io.orderflow.platform.ProblemCollector;
import io.orderflow.platform.ReaderFormats;
import io.orderflow.platform.SubmittedForm;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The client answers the requirement questions, all at once, with files (S17, S18). */
@Component
public class ProvideRequirements extends Step<ProvideRequirements.Decision> {

	public static final int MAX_TEXT = 20_000;

	private static final int MAX_CHOICE = 1_000;

	private final StepFiles files;

	private final AccountService accounts;

	/**
	 * The answers by question key: a text, a date (today or later where the client is), a
	 * choice, a list of choices or of file ids. What a question takes, only the order's
	 * terms know.
	 */
	public record Decision(@Nullable Map<String, ? extends @Nullable Object> answers) implements StepDecision {

		@Override
		public OrderStep step() {
			return OrderStep.PROVIDE_REQUIREMENTS;
		}

	}

	/** What the page shows. */
	public record View(List<RequirementQuestion> questions) {

	}

	ProvideRequirements(StepFiles files, AccountService accounts, OrderSettings settings) {
		super(OrderStep.PROVIDE_REQUIREMENTS, Decision.class, settings);
		this.files = files;
		this.accounts = accounts;
	}

	@Override
	public Optional<ApiOperation> api() {
		return Optional.of(new ApiOperation("requirements", "Provide the requirements (S17, S18)",
				"Dates as 2026-12-31, today or later in the account's time zone"));
	}

	@Override
	String assignee(Order order) {
		return order.client();
	}

	@Override
	Set<String> keys(Order order) {
		return order.terms().questions().stream().map(RequirementQuestion::field).collect(Collectors.toSet());
	}

	@Override
	Decision fromTasklist(Order order, FormValues form) {
		Map<String, @Nullable Object> answers = new HashMap<>();
		order.terms().questions().forEach((question) -> answers.put(question.key(), form.raw(question.field())));
		return new Decision(answers);
	}

	@Override
	public Decision fromPage(OrderView order, FormFields form) {
		return fromPage(order.requirements().stream().map(OrderView.Requirement::question).toList(), form);
	}

	/** The same of a form that asks while ordering. */
	public static Decision fromPage(List<RequirementQuestion> questions, FormFields form) {
		Map<String, @Nullable Object> answers = new LinkedHashMap<>();
		for (RequirementQuestion question : questions) {
			List<String> given = form.all(question.field());
			if (question.kind() != Kind.FILE && !given.isEmpty()) {
				answers.put(question.key(), (question.kind() == Kind.MULTIPLE_CHOICE) ? given : given.get(0));
			}
		}
		return new Decision(answers);
	}

	@Override
	public List<FileInput> files(OrderView order) {
		return files(order.requirements().stream().map(OrderView.Requirement::question).toList());
	}

	/** The same before there is an order. */
	public static List<FileInput> files(List<RequirementQuestion> questions) {
		return questions.stream()
			.filter((question) -> question.kind() == Kind.FILE)
			.map((question) -> new FileInput(question.field(), question.prompt(), question.accepts()))
			.toList();
	}

	@Override
	StepOutcome take(Order order, Decision decision, Submission submission) {
		ProblemCollector problems = submission.problems();
		FormValues form = new FormValues(byField(order, decision, problems), problems);
		List<Answer> answers = new ArrayList<>();
		for (RequirementQuestion question : order.terms().questions()) {
			Answer answer = read(order, question, form, submission);
			if (!answer.texts().isEmpty() || !answer.files().isEmpty()) {
				answers.add(answer);
			}
			else if (question.mandatory() && !problems.has(question.field())) {
				missing(question, problems);
			}
		}
		Map<String, RequirementQuestion> questions = order.terms()
			.questions()
			.stream()
			.collect(Collectors.toMap(RequirementQuestion::key, (question) -> question));
		Map<String, List<UUID>> filesByField = new LinkedHashMap<>();
		answers.forEach((answer) -> filesByField.put(questions.get(answer.questionKey()).field(), answer.files()));
		this.files.count(filesByField, submission);
		problems.check();
		for (Answer answer : answers) {
			RequirementQuestion question = questions.get(answer.questionKey());
			this.files.attach(order, "requirements/" + question.key(), answer.files(), question.field(),
					question.accepts(), submission);
		}
		order.requirements().submit(answers, submission.now());
		return StepOutcome.DONE;
	}

	/** Answers given while ordering: the same checks, and nothing left to provide. */
	public void takeWithOrder(Order order, Decision decision, Instant now) {
		take(order, decision, new Submission(order.client(), now, new ProblemCollector()));
	}

	/** The answers by the fields of the form; what answers no question is noted. */
	private static Map<String, @Nullable Object> byField(Order order, Decision decision, ProblemCollector problems) {
		Map<String, String> fields = order.terms()
			.questions()
			.stream()
			.collect(Collectors.toMap(RequirementQuestion::key, RequirementQuestion::field));
		Map<String, @Nullable Object> values = new HashMap<>();
		if (decision.answers() != null) {
			decision.answers().forEach((key, answer) -> {
				if (fields.containsKey(key)) {
					values.put(fields.get(key), answer);
				}
				else {
					problems.add(RequirementQuestion.field(key), "unknown-field", key);
				}
			});
		}
		return values;
	}

	private Answer read(Order order, RequirementQuestion question, FormValues form, Submission submission) {
		String field = question.field();
		return switch (question.kind()) {
			case TEXT -> texts(question, nonBlank(form.optionalText(field, MAX_TEXT)));
			case DATE -> texts(question, day(order, field, form, submission));
			case SINGLE_CHOICE ->
				texts(question, chosen(question, nonBlank(form.optionalText(field, MAX_CHOICE)), form));
			case MULTIPLE_CHOICE -> texts(question, chosen(question, form.items(field), form));
			case FILE -> new Answer(question.key(), List.of(),
					this.files.of(order, id(), field, List.copyOf(StepFiles.named(form, field)), submission));
		};
	}

	/** A day that is still to come, or today where the client is. */
	private List<String> day(Order order, String field, FormValues form, Submission submission) {
		Optional<LocalDate> day = form.optionalDate(field);
		LocalDate today = LocalDate.ofInstant(submission.now(), this.accounts.get(order.client()).zone());
		day.filter((given) -> given.isBefore(today))
			.ifPresent((past) -> form.problem(field, "date-past", past.toString()));
		return day.map(LocalDate::toString).map(List::of).orElse(List.of());
	}

	private static Answer texts(RequirementQuestion question, List<String> texts) {
		return new Answer(question.key(), texts, List.<UUID>of());
	}

	private static List<String> chosen(RequirementQuestion question, List<String> given, FormValues form) {
		given.stream()
			.filter((choice) -> !question.choices().contains(choice))
			.forEach((choice) -> form.problem(question.field(), "choice-unknown", choice));
		return given.stream().distinct().toList();
	}

	private static List<String> nonBlank(String text) {
		return text.isBlank() ? List.of() : List.of(text);
	}

	/**
	 * A missing file names its question: Tasklist has no field that the sentence could
	 * stand beside.
	 */
	private static void missing(RequirementQuestion question, ProblemCollector problems) {
		switch (question.kind()) {
			case TEXT -> problems.add(question.field(), "text-missing");
			case DATE -> problems.add(question.field(), "date-missing");
			case SINGLE_CHOICE, MULTIPLE_CHOICE -> problems.add(question.field(), "choice-missing");
			case FILE -> problems.add(question.field(), "answer-file-missing", question.prompt());
		}
	}

	@Override
	Instant due(Order order, Instant now) {
		return order.requirements().dueAt();
	}

	/** On the days that are set (C5). */
	@Override
	boolean remind(Order order, Instant now) {
		return order.requirements().remind(settings().requirementsReminders(), now);
	}

	@Override
	String brief(Order order) {
		return "Please answer everything up front: work starts, and the clock with it, once you have.";
	}

	@Override
	Optional<Consequence> otherwise(Order order) {
		return Optional.of(new Consequence("Awaited until: ", order.requirements().dueAt(),
				"; without them the order is then cancelled"));
	}

	@Override
	public View view(OrderView order, SubmittedForm form, ReaderFormats formats) {
		return new View(order.requirements().stream().map(OrderView.Requirement::question).toList());
	}

}
