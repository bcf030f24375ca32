package io.orderflow.platform;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * The fields of a page's form as a browser sent them: each has a name and any number of
 * values.
 *
 * @param values by name, in the form's order
 */
public record FormFields(Map<String, List<String>> values) {

	/** What was typed into a field; null where the form has none of that name. */
	public @Nullable String text(String field) {
		List<String> given = all(field);
		return given.isEmpty() ? null : given.get(0);
	}

	/** The same; empty where the form has none of that name. */
	public String textOrEmpty(String field) {
		return Objects.requireNonNullElse(text(field), "");
	}

	/**
	 * A whole number, as a page's hidden fields carry it; null where it is none, or
	 * longer than any that a page writes.
	 */
	public @Nullable Long number(String field) {
		String given = textOrEmpty(field);
		return given.matches("\\d{1,18}") ? Long.valueOf(given) : null;
	}

	/** Everything under one name: a row's column, ticked boxes. */
	public List<String> all(String field) {
		return this.values.getOrDefault(field, List.of());
	}

	/**
	 * The ids of the files that a form lists, and no other.
	 * @throws Refusal {@code unknown-file} of what is no id
	 */
	public List<UUID> files(String field) {
		return all(field).stream().map((id) -> fileId(field, id)).toList();
	}

	private static UUID fileId(String field, String id) {
		try {
			return UUID.fromString(id);
		}
		catch (IllegalArgumentException ex) {
			throw Refusal.invalid(field, "unknown-file", id);
		}
	}

	/** The value of a column in a row; empty where the row has none. */
	public String cell(String column, int row) {
		List<String> cells = all(column);
		return (row < cells.size()) ? cells.get(row) : "";
	}

	/**
	 * One of several.
	 * @return null where none was chosen
	 * @throws Refusal {@code choice-unknown} where it is none of them
	 */
	public <E extends Enum<E>> @Nullable E choice(String field, Class<E> type) {
		String given = textOrEmpty(field).strip();
		if (given.isEmpty()) {
			return null;
		}
		return FormValues.constant(type, given).orElseThrow(() -> Refusal.invalid(field, "choice-unknown", given));
	}

}
