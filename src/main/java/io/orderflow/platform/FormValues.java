package io.orderflow.platform;

import java.time.LocalDate;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The values of a form as a person submitted them, wherever from: a page, Tasklist or the
 * API. Reads them typed and collects what is wrong by field, so that one call to
 * {@link #check()} tells everything at once. A reader of a bad field notes the problem
 * and returns a harmless value.
 */
public final class FormValues {

	/** The most characters that {@link #lines} takes, of all lines together. */
	public static final int MAX_LINES = 100_000;

	private final Map<String, ? extends @Nullable Object> values;

	private final ProblemCollector problems;

	public FormValues(Map<String, ? extends @Nullable Object> values) {
		this(values, new ProblemCollector());
	}

	/** The same, which notes what is wrong beside what was noted already. */
	public FormValues(Map<String, ? extends @Nullable Object> values, ProblemCollector problems) {
		this.values = values;
		this.problems = problems;
	}

	/** What is wrong with the values so far. */
	public ProblemCollector problems() {
		return this.problems;
	}

	/**
	 * A text that must be there, at most {@code max} characters (Unicode code points).
	 */
	public String text(String field, int max) {
		return this.problems.text(field, value(field), max);
	}

	/**
	 * A text that may be missing: then it is empty. A list or an object is no text, and
	 * never becomes one.
	 */
	public String optionalText(String field, int max) {
		return this.problems.optionalText(field, value(field), max);
	}

	/** A text of one line that must be there: a name, a title. */
	public String line(String field, int max) {
		return this.problems.line(field, value(field), max);
	}

	/** A text of any length; null where there is none. */
	public @Nullable String value(String field) {
		Object value = this.values.get(field);
		return (value != null) ? single(field, value).orElse(null) : null;
	}

	/** One of the values of an enumeration, written in kebab, camel or upper case. */
	public <E extends Enum<E>> E choice(String field, Class<E> type) {
		return this.problems.choice(field, optionalChoice(field, type), type);
	}

	/** The same where none need be chosen. */
	public <E extends Enum<E>> @Nullable E optionalChoice(String field, Class<E> type) {
		String given = optionalText(field, 100).strip();
		Optional<E> constant = constant(type, given);
		if (constant.isEmpty() && !given.isEmpty()) {
			problem(field, "choice-unknown", given);
		}
		return constant.orElse(null);
	}

	/** The constant that is meant, in kebab, camel or upper case; empty where none is. */
	public static <E extends Enum<E>> Optional<E> constant(Class<E> type, String given) {
		return Arrays.stream(type.getEnumConstants())
			.filter((constant) -> plain(constant.name()).equals(plain(given)))
			.findFirst();
	}

	/** Whether a box is ticked; not where there is none. */
	public boolean optionalFlag(String field) {
		String given = optionalText(field, 100).strip();
		if (!given.isEmpty() && !given.equalsIgnoreCase("true") && !given.equalsIgnoreCase("false")) {
			problem(field, "choice-unknown", given);
		}
		return given.equalsIgnoreCase("true");
	}

	/** A date as {@code 2026-12-31}, which may be missing. */
	public Optional<LocalDate> optionalDate(String field) {
		return optionalDate(field, SubmittedDate::of);
	}

	/** The same in a way of its own, as {@link SubmittedDate#typed}. */
	public Optional<LocalDate> optionalDate(String field, Function<String, SubmittedDate> reading) {
		String given = optionalText(field, 100).strip();
		if (given.isEmpty()) {
			return Optional.empty();
		}
		SubmittedDate date = reading.apply(given);
		if (date.day() == null) {
			problem(field, "date-unreadable", given, date.example());
		}
		return Optional.ofNullable(date.day());
	}

	/**
	 * Several values: a collection, an array, or text parted by commas or white space.
	 */
	public List<String> list(String field) {
		Object value = this.values.get(field);
		if (isList(value)) {
			return elements(field, value);
		}
		return split(optionalText(field, 20_000), "[,\\s]+");
	}

	/** Several choices: a collection or an array, or one value as it stands. */
	public List<String> items(String field) {
		if (isList(this.values.get(field))) {
			return list(field);
		}
		String single = optionalText(field, 20_000);
		return single.isBlank() ? List.of() : List.of(single);
	}

	/** The lines of a text area, or a collection's items; empty lines do not count. */
	public List<String> lines(String field) {
		Object value = this.values.get(field);
		if (isList(value)) {
			return elements(field, value).stream().filter((line) -> !line.isBlank()).toList();
		}
		return split(optionalText(field, MAX_LINES), "\\R");
	}

	/** Whether anything at all was submitted under this name. */
	public boolean has(String field) {
		return this.values.get(field) != null;
	}

	public Set<String> fields() {
		return this.values.keySet();
	}

	/**
	 * Whether anything is wrong with the field: what is then missing need not be told.
	 */
	public boolean noted(String field) {
		return this.problems.has(field);
	}

	/** Notes what is wrong with a field. */
	public void problem(String field, String code, Object... args) {
		this.problems.add(field, code, args);
	}

	/**
	 * Refuses if anything was noted.
	 * @throws Refusal of kind INVALID, with every problem
	 */
	public void check() {
		this.problems.check();
	}

	private static boolean isList(@Nullable Object value) {
		return value instanceof Collection<?> || value instanceof Object[];
	}

	/** What a list holds; what is no single value in it, or none at all, is noted. */
	private List<String> elements(String field, @Nullable Object list) {
		Stream<?> elements = (list instanceof Object[] array) ? Arrays.stream(array)
				: ((Collection<?>) Objects.requireNonNull(list)).stream();
		return elements.map((element) -> single(field, element)).flatMap(Optional::stream).toList();
	}

	/** Only what is written the way a person would write it. */
	private Optional<String> single(String field, @Nullable Object value) {
		if (!(value instanceof CharSequence || value instanceof Number || value instanceof Boolean
				|| value instanceof Enum<?> || value instanceof UUID || value instanceof Temporal)) {
			problem(field, "wrong-json-type", field);
			return Optional.empty();
		}
		String text = value.toString();
		if (text.indexOf('\0') >= 0) {
			problem(field, "text-null-character");
			return Optional.empty();
		}
		return Optional.of(text);
	}

	private static List<String> split(String text, String separator) {
		return Arrays.stream(text.split(separator)).map(String::strip).filter((part) -> !part.isEmpty()).toList();
	}

	private static String plain(String name) {
		return name.replaceAll("[-_ ]", "").toLowerCase(Locale.ROOT);
	}

}
