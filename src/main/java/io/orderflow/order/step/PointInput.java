package io.orderflow.order.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.orderflow.order.RevisionPoint.Scope;
import io.orderflow.platform.FormFields;
import io.orderflow.platform.SubmittedForm;
import org.jspecify.annotations.Nullable;

/**
 * One thing that the client wants changed, as it was submitted (B5).
 *
 * @param text what is to be changed
 * @param requirement the key of the requirement question it belongs to, if to one
 * @param scope whether it is part of what was agreed; inside where nothing is said
 */
public record PointInput(@Nullable String text, @Nullable String requirement, @Nullable Scope scope) {

	/** Reads the rows of a page's form; empty ones do not count. */
	static List<@Nullable PointInput> rows(FormFields form) {
		List<@Nullable PointInput> points = new ArrayList<>();
		List<String> texts = form.all("point");
		for (int row = 0; row < texts.size(); row++) {
			String requirement = form.cell("requirement", row);
			Scope scope = form.cell("scope", row).equals("outside") ? Scope.OUTSIDE : Scope.INSIDE;
			if (!texts.get(row).isBlank()) {
				points.add(new PointInput(texts.get(row).strip(), requirement.isEmpty() ? null : requirement, scope));
			}
		}
		return points;
	}

	/** A row of the page's form. */
	public record Row(String text, String requirement, boolean outside) {

	}

	/** What the page's form shows: what was typed, else one empty row. */
	static List<Row> rows(SubmittedForm form) {
		FormFields typed = new FormFields(
				Map.of("requirement", form.all("requirement"), "scope", form.all("scope"), "point", form.all("point")));
		int rows = Math.max(1, typed.all("point").size() + (form.has("more", "1") ? 1 : 0));
		return IntStream.range(0, rows)
			.mapToObj((row) -> new Row(typed.cell("point", row), typed.cell("requirement", row),
					typed.cell("scope", row).equals("outside")))
			.toList();
	}

}
