package io.orderflow.catalog.web;

import java.time.Duration;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.orderflow.catalog.CatalogSettings;
import io.orderflow.catalog.ListingContent;
import io.orderflow.catalog.RequirementQuestion;
import io.orderflow.platform.FormFields;
import io.orderflow.platform.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * The form in which a freelancer writes a service: the names of its fields are those of
 * {@link ListingBody}, so that what is wrong finds its field. A length of time is a
 * number and a unit.
 */
final class ListingForm {

	private static final Pattern QUESTION = Pattern.compile("questions\\[(\\d{1,3})]\\..*");

	private static final List<String> TIMES = List.of("deliveryTime", "revisionRoundTime", "updateAskedAfter",
			"updateRemindedAfter");

	private static final long HOURS_A_DAY = 24;

	/** Digits of days or hours: far more than any time takes. */
	private static final int DAYS = 6;

	private ListingForm() {
	}

	/** What a new service begins with. */
	static Map<String, List<String>> empty(CatalogSettings settings, String language) {
		Map<String, List<String>> values = new LinkedHashMap<>();
		values.put("language", List.of(language));
		values.put("price.currency", List.of("EUR"));
		values.put("revisions", List.of(String.valueOf(settings.revisions())));
		values.put("approval", List.of(settings.approval().name()));
		time(values, "deliveryTime", Duration.ofDays(5));
		time(values, "revisionRoundTime", settings.revisionRoundTime(Duration.ofDays(5)));
		time(values, "updateAskedAfter", settings.updateAskedAfter());
		time(values, "updateRemindedAfter", settings.updateRemindedAfter());
		return values;
	}

	/**
	 * A service as it was written last.
	 * @param locale whose way of writing numbers the price is in
	 */
	static Map<String, List<String>> of(ListingContent content, Locale locale) {
		Map<String, List<String>> values = new LinkedHashMap<>();
		values.put("title", List.of(content.title()));
		values.put("description", List.of(content.description()));
		values.put("language", List.of(content.language()));
		values.put("price.amount", List.of(content.hasPrice() ? TypedAmount.written(content.price(), locale) : ""));
		values.put("price.currency", List.of(content.price().getCurrency().getCurrencyCode()));
		values.put("revisions", List.of(String.valueOf(content.revisions())));
		values.put("approval", List.of(content.approval().name()));
		time(values, "deliveryTime", content.deliveryTime());
		time(values, "revisionRoundTime", content.revisionRoundTime());
		time(values, "updateAskedAfter", content.updateAskedAfter());
		time(values, "updateRemindedAfter", content.updateRemindedAfter());
		for (int i = 0; i < content.questions().size(); i++) {
			question(values, "questions[" + i + "].", content.questions().get(i));
		}
		PictureFields.of(content.pictures(), values);
		return values;
	}

	private static void question(Map<String, List<String>> values, String field, RequirementQuestion question) {
		values.put(field + "key", List.of(question.key()));
		values.put(field + "kind", List.of(question.kind().name()));
		values.put(field + "prompt", List.of(question.prompt()));
		values.put(field + "mandatory", List.of(String.valueOf(question.mandatory())));
		values.put(field + "choices", List.of(String.join("\n", question.choices())));
		values.put(field + "accepts", question.accepts());
	}

	private static void time(Map<String, List<String>> values, String field, Duration time) {
		boolean days = time.toHours() % HOURS_A_DAY == 0;
		values.put(field, List.of(String.valueOf(days ? time.toDays() : time.toHours())));
		values.put(field + ".unit", List.of(days ? "days" : "hours"));
	}

	/** How many questions are on the form. */
	static int questions(Map<String, List<String>> values) {
		return numbers(values).size();
	}

	private static Set<Integer> numbers(Map<String, List<String>> values) {
		Set<Integer> numbers = new TreeSet<>();
		for (String field : values.keySet()) {
			Matcher question = QUESTION.matcher(field);
			if (question.matches()) {
				numbers.add(Integer.parseInt(question.group(1)));
			}
		}
		return numbers;
	}

	/** The form with an empty question more. */
	static Map<String, List<String>> withQuestion(Map<String, List<String>> values) {
		Map<String, List<String>> more = new LinkedHashMap<>(values);
		String field = "questions[" + questions(values) + "].";
		more.put(field + "key", List.of(""));
		more.put(field + "kind", List.of("TEXT"));
		more.put(field + "prompt", List.of(""));
		more.put(field + "mandatory", List.of("true"));
		return more;
	}

	/** The form without one of its questions; those behind it move up. */
	static Map<String, List<String>> withoutQuestion(Map<String, List<String>> values, int left) {
		Map<String, List<String>> less = new LinkedHashMap<>();
		values.forEach((field, given) -> {
			Matcher question = QUESTION.matcher(field);
			int number = question.matches() ? Integer.parseInt(question.group(1)) : -1;
			if (number != left) {
				less.put((number > left) ? field.replaceFirst("\\[\\d+]", "[" + (number - 1) + "]") : field, given);
			}
		});
		return less;
	}

	/** The form with two of its questions in each other's place. */
	static Map<String, List<String>> withSwapped(Map<String, List<String>> values, int one, int other) {
		if (Math.max(one, other) >= questions(values)) {
			return values;
		}
		Map<String, List<String>> swapped = new LinkedHashMap<>();
		values.forEach((field, given) -> {
			Matcher question = QUESTION.matcher(field);
			int number = question.matches() ? Integer.parseInt(question.group(1)) : -1;
			int place = (number == one) ? other : (number == other) ? one : number;
			swapped.put((place != number) ? field.replaceFirst("\\[\\d+]", "[" + place + "]") : field, given);
		});
		return swapped;
	}

	/**
	 * What was typed, read and judged.
	 * @param unfinished whether what is not there yet may come later
	 * @throws Refusal with everything that is wrong, in the words of the form: it has a
	 * number and a list where the API has ISO 8601
	 */
	static ListingContent content(Map<String, List<String>> values, CatalogSettings settings,
			ListingBody.Pictures pictures, boolean unfinished) {
		try {
			return body(values).content(settings, pictures, unfinished);
		}
		catch (Refusal refusal) {
			throw (refusal.kind() != Refusal.Kind.INVALID) ? refusal : Refusal
				.invalid(refusal.problems().stream().map((problem) -> ofTheForm(problem, values)).toList());
		}
	}

	private static Refusal.Problem ofTheForm(Refusal.Problem problem, Map<String, List<String>> values) {
		return switch (problem.code()) {
			case "time-unreadable" -> new Refusal.Problem(problem.field(), "time-not-a-number", problem.args());
			case "amount-unreadable" -> {
				String typed = text(values, problem.field()).strip();
				List<BigDecimal> readings = TypedAmount.readings(typed);
				yield readings.isEmpty() ? problem : new Refusal.Problem(problem.field(), "amount-ambiguous", typed,
						readings.get(0), readings.get(1));
			}
			default -> problem;
		};
	}

	/** What was typed, as the API takes it. */
	static ListingBody body(Map<String, List<String>> values) {
		Map<String, String> times = new LinkedHashMap<>();
		for (String field : TIMES) {
			times.put(field, time(text(values, field), text(values, field + ".unit")));
		}
		return new ListingBody(text(values, "title"), text(values, "description"), text(values, "language"),
				new ListingBody.Price(TypedAmount.plain(text(values, "price.amount"), text(values, "price.currency")),
						text(values, "price.currency")),
				times.get("deliveryTime"), number(text(values, "revisions")), text(values, "approval"),
				times.get("updateAskedAfter"), times.get("updateRemindedAfter"), times.get("revisionRoundTime"),
				readQuestions(values), PictureFields.read(values));
	}

	private static List<ListingBody.@Nullable Question> readQuestions(Map<String, List<String>> values) {
		Set<String> taken = new LinkedHashSet<>();
		numbers(values).forEach((number) -> taken.add(text(values, "questions[" + number + "].key")));
		List<ListingBody.@Nullable Question> questions = new ArrayList<>();
		for (int number : numbers(values)) {
			String field = "questions[" + number + "].";
			String kind = text(values, field + "kind");
			boolean chooses = kind.endsWith("_CHOICE");
			questions.add(new ListingBody.Question(key(text(values, field + "key"), taken), kind,
					text(values, field + "prompt"), text(values, field + "mandatory").equals("true"),
					chooses ? split(text(values, field + "choices"), "\\R") : List.of(),
					kind.equals("FILE")
							? split(String.join(",", values.getOrDefault(field + "accepts", List.of())), "[,\\s]+")
							: List.of()));
		}
		return questions;
	}

	/** A question keeps the name of its answers; a new one gets the next that is free. */
	private static String key(String given, Set<String> taken) {
		if (!given.isBlank()) {
			return given;
		}
		int number = 1;
		while (!taken.add("question" + number)) {
			number++;
		}
		return "question" + number;
	}

	private static List<@Nullable String> split(String text, String by) {
		return new ArrayList<>(Stream.of(text.split(by)).map(String::strip).filter((part) -> !part.isEmpty()).toList());
	}

	/**
	 * In ISO 8601, what is far too long as some that is; what is no whole number stays as
	 * it was typed, and is refused.
	 */
	private static String time(String amount, String unit) {
		String number = amount.strip();
		if (!number.matches("-?\\d+")) {
			return number;
		}
		if (number.length() > DAYS) {
			number = "9".repeat(DAYS);
		}
		return unit.equals("hours") ? "PT" + number + "H" : "P" + number + "D";
	}

	/** What is no number is as wrong as a negative one. */
	private static Integer number(String text) {
		return text.strip().matches("\\d{1,4}") ? Integer.parseInt(text.strip()) : -1;
	}

	private static String text(Map<String, List<String>> values, String field) {
		return new FormFields(values).textOrEmpty(field);
	}

}
