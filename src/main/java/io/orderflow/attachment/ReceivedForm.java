package io.orderflow.attachment;

import java.util.List;
import java.util.Map;

import io.orderflow.platform.FormFields;
import io.orderflow.platform.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * A form as {@link SubmittedFormReader} read it; its files are kept in their fields'
 * slots already.
 *
 * @param fields what was typed, by field, line breaks as one character, without the CSRF
 * token; in a field for files the ids of those that the form lists and of those that came
 * with it
 * @param refusal what was wrong with files or with the form itself, by field; null where
 * nothing was
 * @param unsent whether a button was pressed that only changes the form (takes a file
 * back, uploads, adds a row): it is to be shown again, and nothing is to be decided
 */
public record ReceivedForm(Map<String, List<String>> fields, @Nullable Refusal refusal, boolean unsent) {

	/**
	 * What is wrong with files is told before anything is decided.
	 * @throws Refusal what was refused while the form was read
	 */
	public void check() {
		if (this.refusal != null) {
			throw this.refusal;
		}
	}

	/** What was typed into a field; empty where nothing was. */
	public String text(String field) {
		return values().textOrEmpty(field);
	}

	/** What was typed, to be read by field. */
	public FormFields values() {
		return new FormFields(this.fields);
	}

}
