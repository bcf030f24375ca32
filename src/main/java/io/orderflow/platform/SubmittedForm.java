package io.orderflow.platform;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * What a person typed into a form of a page, and what was wrong with it: a refused form
 * comes back with everything in it, the sentences on their fields, the focus on the
 * first.
 */
public final class SubmittedForm {

	/** The field, or parameter of an address, in which a form sends its CSRF token. */
	public static final String CSRF = "_csrf";

	/**
	 * How large a form is shown again, in bytes of HTML, where a quote takes six: any
	 * that is taken and is prose, on a page that has as much beside it.
	 */
	private static final long MOST_SHOWN = 360_000;

	/** In bytes of HTML, of a field without its text. */
	private static final long FIELD = 200;

	/**
	 * Fields of one name, each of which may stand in a row of its own; a plan has 100.
	 */
	private static final int ROWS = 200;

	private static final Pattern ENTRY = Pattern.compile("\\[\\d+]$");

	private static final SubmittedForm NOTHING = new SubmittedForm(Map.of(), Map.of(), null);

	private final Map<String, List<String>> values;

	private final Map<String, String> errors;

	private final @Nullable String refusal;

	private SubmittedForm(Map<String, List<String>> values, Map<String, String> errors, @Nullable String refusal) {
		this.values = values;
		this.errors = errors;
		this.refusal = refusal;
	}

	/** Browsers send every line break as two characters; a person typed one. */
	public static String lineBreaks(String text) {
		return text.replace("\r\n", "\n");
	}

	/** A form that nobody has filled in yet. */
	public static SubmittedForm nothing() {
		return NOTHING;
	}

	/**
	 * A form that is not sent yet, only changed: a row more, a file less.
	 * @throws Refusal {@code request-too-large}, which the person goes back from, where
	 * it cannot be shown with everything in it
	 */
	public static SubmittedForm unsent(Map<String, List<String>> values) {
		return kept(bounded(values));
	}

	/** The same of what may be larger, since it was taken in before there was a bound. */
	public static SubmittedForm kept(Map<String, List<String>> values) {
		return new SubmittedForm(Map.copyOf(values), Map.of(), null);
	}

	private static Map<String, List<String>> bounded(Map<String, List<String>> values) {
		if (size(values) > MOST_SHOWN || values.values().stream().anyMatch((same) -> same.size() > ROWS)) {
			throw Refusal.tooLarge("form", "request-too-large");
		}
		return values;
	}

	private static long size(Map<String, List<String>> values) {
		return values.values().stream().flatMap(List::stream).mapToLong((text) -> FIELD + Excerpts.size(text)).sum();
	}

	/** In bytes of HTML, about. */
	long size() {
		return size(this.values);
	}

	/**
	 * A form that was refused, with everything in it.
	 * @throws Refusal {@code request-too-large}, as {@link #unsent}
	 */
	public static SubmittedForm refused(Map<String, List<String>> values, Refusal refusal, RefusalText texts,
			Locale locale) {
		Map<String, String> errors = refusal.problems()
			.stream()
			.collect(Collectors.toMap((problem) -> shownOn(problem.field(), values),
					(problem) -> texts.of(problem, locale), (one, other) -> one + " " + other, LinkedHashMap::new));
		return new SubmittedForm(Map.copyOf(bounded(values)), errors, texts.of(refusal, locale));
	}

	/** Where a field takes a list, each in a line of its own: that field. */
	private static String shownOn(String field, Map<String, List<String>> values) {
		String list = ENTRY.matcher(field).replaceFirst("");
		return (!values.containsKey(field) && values.containsKey(list)) ? list : field;
	}

	/** Whether anything was typed, here or in vain. */
	public boolean any() {
		return !this.values.isEmpty() || this.refusal != null;
	}

	/** What is in the field; empty where nothing is. */
	public String text(String field) {
		return text(field, "");
	}

	/** What is in the field; where the form is a new one, what it begins with. */
	public String text(String field, String beginsWith) {
		if (this.values.isEmpty()) {
			return beginsWith;
		}
		return new FormFields(this.values).textOrEmpty(field);
	}

	public List<String> all(String field) {
		return this.values.getOrDefault(field, List.of());
	}

	public boolean has(String field, String value) {
		return all(field).contains(value);
	}

	/** What is wrong with the field; null where nothing is. */
	public @Nullable String error(String field) {
		return this.errors.get(field);
	}

	/** Whether anything is wrong with what a list holds, or with all of it. */
	public boolean wrongIn(String list) {
		return this.errors.keySet().stream().anyMatch((field) -> field.equals(list) || field.startsWith(list + "["));
	}

	/**
	 * Whether the field asks for the focus: each that something is wrong with does, and a
	 * browser gives it to the first on the page.
	 */
	public boolean first(String field) {
		return this.errors.containsKey(field);
	}

	/** Everything that is wrong, as sentences; null where nothing is. */
	public @Nullable String refusal() {
		return this.refusal;
	}

	/**
	 * Whether what is wrong is said above the form too, and not on its fields alone.
	 * @param meanwhile what happened since the form was shown; null where nothing did
	 * that is told
	 */
	public boolean saidAbove(@Nullable Object meanwhile) {
		return this.refusal != null && (meanwhile != null || !onFields());
	}

	/** Whether what is wrong stands on fields, all of it. */
	public boolean onFields() {
		return !this.errors.isEmpty();
	}

}
