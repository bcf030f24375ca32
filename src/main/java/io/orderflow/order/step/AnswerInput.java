package io.orderflow.order.step;

import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.orderflow.platform.ProblemCollector;
import io.orderflow.platform.SubmittedDate;
import io.orderflow.platform.TextLimits;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a requirement question as it was submitted: one text, several values, or
 * neither where it is of no type that a person would write. Which of them a question
 * takes, only the order's terms know.
 *
 * @param text null where it is not one text
 * @param values null where it is not several; in it, null for what is no single value
 * @param example how a day could have been written, for the sentence that refuses one
 */
@Schema(oneOf = { String.class, String[].class },
		description = "A text, a date as 2026-12-31, a choice; or a list of several choices or ids of files")
public record AnswerInput(@Nullable String text, @Nullable List<@Nullable String> values,
		SubmittedDate.Example example) {

	AnswerInput(@Nullable String text, @Nullable List<@Nullable String> values) {
		this(text, values, SubmittedDate.Example.PROGRAMS_DAY);
	}

	/** Reads JSON, or what a test has: a text, a number, a list of them. */
	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public static AnswerInput of(Object submitted) {
		Collection<?> several = (submitted instanceof Object[] array) ? Arrays.asList(array)
				: ((submitted instanceof Collection<?> list) ? list : null);
		if (several == null) {
			return new AnswerInput(single(submitted), null);
		}
		List<@Nullable String> values = new ArrayList<>();
		several.forEach((value) -> values.add(single(value)));
		return new AnswerInput(null, values);
	}

	/** One text, as a field of a form has it; null where the form has none. */
	static @Nullable AnswerInput ofText(@Nullable String text) {
		return (text != null) ? new AnswerInput(text, null) : null;
	}

	/** A day as a person typed it; null where the form has none. */
	static @Nullable AnswerInput ofDay(@Nullable String text, Locale writer) {
		if (text == null || TextLimits.isBlank(text)) {
			return ofText(text);
		}
		SubmittedDate typed = SubmittedDate.typed(text, writer);
		return new AnswerInput(typed.written(), null, typed.example());
	}

	/** Files, by their ids. */
	public static AnswerInput ofFiles(List<UUID> ids) {
		return of(ids);
	}

	/** Only what is written the way a person would write it. */
	private static @Nullable String single(@Nullable Object value) {
		boolean plain = value instanceof CharSequence || value instanceof Number || value instanceof Boolean
				|| value instanceof Enum<?> || value instanceof UUID || value instanceof Temporal;
		return plain ? value.toString() : null;
	}

	/** As JSON has it. */
	@JsonValue
	@Nullable Object written() {
		return (this.text != null) ? this.text : this.values;
	}

	/** Whether it is a text with nothing in it. */
	public boolean blank() {
		return this.text != null && TextLimits.isBlank(this.text);
	}

	/** The one text; empty, and noted, where it is none. */
	String text(String field, int max, ProblemCollector problems) {
		if (this.text == null) {
			problems.add(field, "wrong-json-type", field);
			return "";
		}
		return problems.optionalText(field, this.text, max);
	}

	/** Each of several, or the one text; what is none is noted. */
	List<String> each(String field, int max, ProblemCollector problems) {
		if (this.values == null) {
			String single = text(field, max, problems);
			return single.isBlank() ? List.of() : List.of(single);
		}
		List<String> each = new ArrayList<>();
		for (String value : this.values) {
			if (value == null) {
				problems.add(field, "wrong-json-type", field);
			}
			else if (value.indexOf('\0') >= 0) {
				problems.add(field, "text-null-character");
			}
			else {
				each.add(value);
			}
		}
		return each;
	}

	/** The ids of files; what is none is noted. */
	List<UUID> files(String field, int max, ProblemCollector problems) {
		List<UUID> ids = new ArrayList<>();
		for (String id : each(field, max, problems)) {
			try {
				ids.add(UUID.fromString(id));
			}
			catch (IllegalArgumentException ex) {
				problems.add(field, "unknown-file", id);
			}
		}
		return ids;
	}

}
