package io.orderflow.order;

import java.time.Clock;
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
import io.orderflow.platform.FormValues;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The client answers the requirement questions, all at once, with files (S17, S18). */
@Component
class ProvideRequirements implements StepHandler {

	/** Before the key of a question, so that it is the name of no process variable. */
	static final String KEY_PREFIX = "answer_";

	static final int MAX_TEXT = 20_000;

	private final StepFiles files;

	private final AccountService accounts;

	private final Clock clock;

	ProvideRequirements(StepFiles files, AccountService accounts, Clock clock) {
		this.files = files;
		this.accounts = accounts;
		this.clock = clock;
	}

	@Override
	public OrderStep step() {
		return OrderStep.PROVIDE_REQUIREMENTS;
	}

	@Override
	public Set<String> keys(Order order) {
		return order.terms()
			.questions()
			.stream()
			.map((question) -> KEY_PREFIX + question.key())
			.collect(Collectors.toSet());
	}

	@Override
	public StepOutcome take(Order order, Decision decision) {
		List<Answer> answers = new ArrayList<>();
		for (RequirementQuestion question : order.terms().questions()) {
			Answer answer = read(order, question, decision);
			if (!answer.texts().isEmpty() || !answer.files().isEmpty()) {
				answers.add(answer);
			}
			else if (question.mandatory() && !decision.values().noted(KEY_PREFIX + question.key())) {
				missing(question, decision.values());
			}
		}
		Map<String, List<UUID>> files = new LinkedHashMap<>();
		answers.forEach((answer) -> files.put(KEY_PREFIX + answer.questionKey(), answer.files()));
		this.files.count(files, decision);
		decision.values().check();
		for (RequirementQuestion question : order.terms().questions()) {
			answers.stream()
				.filter((answer) -> answer.questionKey().equals(question.key()))
				.forEach((answer) -> this.files.attach(order, "requirements/" + question.key(), answer.files(),
						KEY_PREFIX + question.key(), question.accepts(), decision));
		}
		order.submitRequirements(answers, decision.now());
		return StepOutcome.DONE;
	}

	/** Answers given while ordering: the same checks, and nothing left to provide. */
	void takeWithOrder(Order order, Map<String, ? extends @Nullable Object> answers) {
		Map<String, @Nullable Object> given = new HashMap<>();
		answers.forEach((key, answer) -> given.put(KEY_PREFIX + key, answer));
		FormValues values = new FormValues(given);
		answers.keySet()
			.stream()
			.filter((key) -> !keys(order).contains(KEY_PREFIX + key))
			.forEach((key) -> values.problem(KEY_PREFIX + key, "unknown-field", key));
		take(order, new Decision(order.client(), values, this.clock.instant()));
	}

	private Answer read(Order order, RequirementQuestion question, Decision decision) {
		FormValues values = decision.values();
		String field = KEY_PREFIX + question.key();
		return switch (question.kind()) {
			case TEXT -> texts(question, nonBlank(values.optionalText(field, MAX_TEXT)));
			case DATE -> texts(question, day(order, field, decision));
			case SINGLE_CHOICE ->
				texts(question, chosen(question, nonBlank(values.optionalText(field, 1_000)), values));
			case MULTIPLE_CHOICE -> texts(question, chosen(question, values.items(field), values));
			case FILE -> new Answer(question.key(), List.of(), this.files.of(order, step(), field, decision));
		};
	}

	/** A day that is still to come, or today where the client is. */
	private List<String> day(Order order, String field, Decision decision) {
		Optional<LocalDate> day = decision.values().optionalDate(field);
		LocalDate today = LocalDate.ofInstant(decision.now(), this.accounts.get(order.client()).zone());
		day.filter((given) -> given.isBefore(today))
			.ifPresent((past) -> decision.values().problem(field, "date-past", past.toString()));
		return day.map(LocalDate::toString).map(List::of).orElse(List.of());
	}

	private static Answer texts(RequirementQuestion question, List<String> texts) {
		return new Answer(question.key(), texts, List.<UUID>of());
	}

	private static List<String> chosen(RequirementQuestion question, List<String> given, FormValues values) {
		given.stream()
			.filter((choice) -> !question.choices().contains(choice))
			.forEach((choice) -> values.problem(KEY_PREFIX + question.key(), "choice-unknown", choice));
		return given.stream().distinct().toList();
	}

	private static List<String> nonBlank(String text) {
		return text.isBlank() ? List.of() : List.of(text);
	}

	/**
	 * A missing file names its question: Tasklist has no field that the sentence could
	 * stand beside.
	 */
	private static void missing(RequirementQuestion question, FormValues values) {
		String field = KEY_PREFIX + question.key();
		switch (question.kind()) {
			case TEXT -> values.problem(field, "text-missing");
			case DATE -> values.problem(field, "date-missing");
			case SINGLE_CHOICE, MULTIPLE_CHOICE -> values.problem(field, "choice-missing");
			case FILE -> values.problem(field, "answer-file-missing", question.prompt());
		}
	}

}
