package io.orderflow.order.step;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
import io.orderflow.order.brief.Consequence;
import io.orderflow.order.dashboard.OrderView;
import io.orderflow.order.flow.StepDecision;
import io.orderflow.platform.CurrentReader;
import io.orderflow.platform.FormFields;
import io.orderflow.platform.FormValues;
import io.orderflow.platform.ProblemCollector;
import io.orderflow.platform.ReaderFormats;
import io.orderflow.platform.SubmittedDate;
import io.orderflow.platform.SubmittedForm;
import io.orderflow.platform.TextLimits;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The client answers the requirement questions, all at once, with files (S17, S18). */
@Component
public class ProvideRequirements extends Step<ProvideRequirements.Decision> {

	public static final int MAX_ANSWER = 20_000;

	/** Characters of all together: an order is read as a whole. */
	static final int MAX_ANSWERS = 200_000;

	private static final int MAX_CHOICE = 1_000;

	private static final int MAX_DATE = 100;

	private static final AnswerInput NOTHING = new AnswerInput("", null);

	private static final String PURPOSE = "requirements";

	private final StepFileHandler files;

	private final AccountService accounts;

	private final CurrentReader writer;

	/**
	 * The answers by question key: a text, a date (today or later where the client is), a
	 * choice, several choices or ids of files.
	 */
	public record Decision(@Nullable Map<String, @Nullable AnswerInput> answers) implements StepDecision {

		@Override
		public OrderStep step() {
			return OrderStep.PROVIDE_REQUIREMENTS;
		}

	}

	/** What the page shows. */
	public record View(List<RequirementQuestion> questions) {

	}

	ProvideRequirements(StepFileHandler files, AccountService accounts, CurrentReader writer, OrderSettings settings) {
		super(OrderStep.PROVIDE_REQUIREMENTS, Decision.class, settings);
		this.files = files;
		this.accounts = accounts;
		this.writer = writer;
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
		Set<String> keys = order.terms()
			.questions()
			.stream()
			.map(RequirementQuestion::field)
			.collect(Collectors.toCollection(HashSet::new));
		keys.add(StepFileHandler.STAGED);
		return keys;
	}

	@Override
	Map<String, String> labels(Order order) {
		return order.terms()
			.questions()
			.stream()
			.collect(Collectors.toMap(RequirementQuestion::field, RequirementQuestion::prompt));
	}

	@Override
	Decision fromTasklist(Order order, FormValues form) {
		Map<String, @Nullable AnswerInput> answers = new HashMap<>();
		order.terms().questions().forEach((question) -> answers.put(question.key(), read(order, question, form)));
		return new Decision(answers);
	}

	private @Nullable AnswerInput read(Order order, RequirementQuestion question, FormValues form) {
		String field = question.field();
		if (question.kind() == Kind.FILE) {
			return AnswerInput.ofFiles(this.files.fromTasklist(order, id(), field, assignee(order), form));
		}
		if (!form.has(field)) {
			return null;
		}
		return switch (question.kind()) {
			case TEXT, SINGLE_CHOICE -> AnswerInput.ofText(form.value(field));
			case DATE -> AnswerInput.ofDay(form.value(field), this.writer.locale());
			case MULTIPLE_CHOICE -> AnswerInput.of(form.items(field));
			case FILE -> null;
		};
	}

	@Override
	public Decision fromPage(OrderView order, FormFields form) {
		return fromPage(order.requirements().stream().map(OrderView.Requirement::question).toList(), form,
				this.writer.locale());
	}

	/** The same of a form that asks while ordering, whose writer reads so. */
	public static Decision fromPage(List<RequirementQuestion> questions, FormFields form, Locale writer) {
		Map<String, @Nullable AnswerInput> answers = new LinkedHashMap<>();
		for (RequirementQuestion question : questions) {
			List<String> given = form.all(question.field());
			if (given.isEmpty()) {
				continue;
			}
			answers.put(question.key(), switch (question.kind()) {
				case TEXT, SINGLE_CHOICE -> AnswerInput.ofText(given.get(0));
				case DATE -> AnswerInput.ofDay(given.get(0), writer);
				case MULTIPLE_CHOICE -> AnswerInput.of(given);
				case FILE -> AnswerInput.ofFiles(form.files(question.field()));
			});
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
	public Set<String> written(OrderView order) {
		return order.requirements()
			.stream()
			.map(OrderView.Requirement::question)
			.filter((question) -> question.kind() != Kind.FILE)
			.map(RequirementQuestion::field)
			.collect(Collectors.toSet());
	}

	@Override
	public Optional<String> purpose() {
		return Optional.of(PURPOSE);
	}

	@Override
	StepOutcome take(Order order, Decision decision, Submission submission) {
		ProblemCollector problems = submission.problems();
		Map<String, @Nullable AnswerInput> submitted = (decision.answers() != null) ? decision.answers() : Map.of();
		expectNoOther(order, submitted, problems);
		List<Answer> answers = new ArrayList<>();
		for (RequirementQuestion question : order.terms().questions()) {
			AnswerInput given = submitted.get(question.key());
			Answer answer = read(order, question, (given != null) ? given : NOTHING, submission);
			if (!answer.texts().isEmpty() || !answer.files().isEmpty()) {
				answers.add(answer);
			}
			else if (question.mandatory() && !problems.has(question.field())) {
				missing(question, problems);
			}
		}
		expectRoom(answers, problems);
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
			this.files.attach(order, PURPOSE + "/" + question.key(), answer.files(), question.field(),
					question.accepts(), submission);
		}
		order.requirements().submit(answers, submission.now());
		return StepOutcome.DONE;
	}

	/** Answers given while ordering: the same checks, and nothing left to provide. */
	public void takeWithOrder(Order order, Decision decision, Instant now) {
		take(order, decision, new Submission(order.client(), now, new ProblemCollector()));
	}

	/** What answers no question is noted. */
	private static void expectNoOther(Order order, Map<String, @Nullable AnswerInput> submitted,
			ProblemCollector problems) {
		Set<String> keys = order.terms().questions().stream().map(RequirementQuestion::key).collect(Collectors.toSet());
		submitted.keySet()
			.stream()
			.filter((key) -> !keys.contains(key))
			.forEach((key) -> problems.add(RequirementQuestion.field(key), "unknown-field", key));
	}

	/** Said of the longest, where all are too long together. */
	private static void expectRoom(List<Answer> answers, ProblemCollector problems) {
		if (answers.stream().mapToInt(ProvideRequirements::length).sum() > MAX_ANSWERS) {
			Answer longest = Collections.max(answers, Comparator.comparingInt(ProvideRequirements::length));
			problems.add(RequirementQuestion.field(longest.questionKey()), "answers-too-long", MAX_ANSWERS);
		}
	}

	private static int length(Answer answer) {
		return answer.texts().stream().mapToInt(TextLimits::length).sum();
	}

	private Answer read(Order order, RequirementQuestion question, AnswerInput given, Submission submission) {
		String field = question.field();
		ProblemCollector problems = submission.problems();
		return switch (question.kind()) {
			case TEXT -> texts(question, nonBlank(given.text(field, MAX_ANSWER, problems)));
			case DATE -> texts(question, day(order, field, given, submission));
			case SINGLE_CHOICE ->
				texts(question, chosen(question, nonBlank(given.text(field, MAX_CHOICE, problems)), problems));
			case MULTIPLE_CHOICE ->
				texts(question, chosen(question, given.each(field, MAX_ANSWER, problems), problems));
			case FILE -> new Answer(question.key(), List.of(),
					this.files.of(field, List.copyOf(given.files(field, MAX_ANSWER, problems)), submission));
		};
	}

	/** A day that is still to come, or today where the client is. */
	private List<String> day(Order order, String field, AnswerInput given, Submission submission) {
		String written = given.text(field, MAX_DATE, submission.problems()).strip();
		if (written.isEmpty()) {
			return List.of();
		}
		LocalDate day = SubmittedDate.of(written).day();
		if (day == null) {
			submission.problems().add(field, "date-unreadable", written, given.example());
			return List.of();
		}
		if (day.isBefore(LocalDate.ofInstant(submission.now(), this.accounts.get(order.client()).zone()))) {
			submission.problems().add(field, "date-past", day);
		}
		return List.of(day.toString());
	}

	private static Answer texts(RequirementQuestion question, List<String> texts) {
		return new Answer(question.key(), texts, List.<UUID>of());
	}

	private static List<String> chosen(RequirementQuestion question, List<String> given, ProblemCollector problems) {
		given.stream()
			.filter((choice) -> !question.choices().contains(choice))
			.forEach((choice) -> problems.add(question.field(), "choice-unknown", choice));
		return given.stream().distinct().toList();
	}

	private static List<String> nonBlank(String text) {
		return TextLimits.isBlank(text) ? List.of() : List.of(text);
	}

	/**
	 * A missing file names its question: Tasklist has no field that the sentence could
	 * stand beside.
	 */
	private static void missing(RequirementQuestion question, ProblemCollector problems) {
		switch (question.kind()) {
			case TEXT -> problems.add(question.field(), "text-missing");
			case DATE -> problems.add(question.field(), "date-missing");
			case SINGLE_CHOICE -> problems.add(question.field(), "choice-missing");
			case MULTIPLE_CHOICE -> problems.add(question.field(), "choices-missing");
			case FILE -> problems.add(question.field(), "answer-file-missing", question.prompt());
		}
	}

	@Override
	Instant due(Order order, Instant now) {
		return order.requirements().dueAt();
	}

	@Override
	boolean dueWithOrder() {
		return true;
	}

	/** On the days that are set (C5). */
	@Override
	boolean remind(Order order, Instant since, Instant now) {
		return order.requirements().remind(settings().requirementsReminders(), settings().remindedBeforeSilence(), now);
	}

	@Override
	Optional<Instant> silenceDecides(Order order) {
		return Optional.of(order.requirements().dueAt());
	}

	@Override
	boolean cancelsUndecided(Order order, Instant now) {
		return order.requirements()
			.missing(settings().requirementsReminders(), settings().remindedBeforeSilence(), now);
	}

	@Override
	boolean remindAnew(Order order, Instant now) {
		return order.requirements().remindAnew(settings().requirementsReminders(), now);
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
