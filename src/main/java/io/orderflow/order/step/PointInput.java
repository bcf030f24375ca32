package io.orderflow.order.step;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.orderflow.catalog.RequirementQuestion;
import io.orderflow.order.RevisionPoint;
import io.orderflow.order.RevisionPoint.Scope;
import io.orderflow.platform.FormFields;
import io.orderflow.platform.SubmittedForm;
import io.orderflow.platform.TextLimits;
import org.jspecify.annotations.Nullable;

/**
 * One thing that the client wants changed, as it was submitted (B5).
 *
 * @param text what is to be changed
 * @param belongsTo the key of a requirement question, {@code task-1} of the plan,
 * {@code approved-draft} or {@code something-else}
 * @param scope whether it is part of what was agreed; inside where nothing is said
 */
public record PointInput(@Nullable String text, @JsonAlias("requirement") @Nullable String belongsTo,
		@Nullable Scope scope) {

	/** Stands beside what a point belongs to, or alone, for what was not agreed. */
	static final String OUTSIDE = RequirementQuestion.RESERVED_KEY;

	private static final Pattern MARKED = Pattern
		.compile("\\[([a-z][a-zA-Z0-9-]*(?:\\s*,\\s*[a-z][a-zA-Z0-9-]*)?)]\\s*(.*)", Pattern.DOTALL);

	/**
	 * Reads a line as Tasklist has it: {@code [logo] Larger, please},
	 * {@code [task-2] Sharper}, and for what was not agreed
	 * {@code [outside] A third variant} or {@code [logo, outside] In gold}. No question
	 * is called that. What stands in brackets and was not offered is text.
	 * @param offered what a line can name
	 */
	static PointInput read(String line, Set<String> offered) {
		Matcher marked = MARKED.matcher(line);
		if (!marked.matches()) {
			return new PointInput(line, null, Scope.INSIDE);
		}
		List<String> marks = Arrays.stream(marked.group(1).split(",")).map(String::strip).toList();
		if (!marks.stream().allMatch((mark) -> mark.equals(OUTSIDE) || offered.contains(mark))) {
			return new PointInput(line, null, Scope.INSIDE);
		}
		Scope scope = marks.contains(OUTSIDE) ? Scope.OUTSIDE : Scope.INSIDE;
		String belongsTo = marks.stream().filter((mark) -> !mark.equals(OUTSIDE)).findFirst().orElse(null);
		return new PointInput(marked.group(2), belongsTo, scope);
	}

	/** The line of Tasklist that reads back as this point. */
	static String line(RevisionPoint point) {
		return "[" + point.belongsTo() + (point.outside() ? ", " + OUTSIDE : "") + "] " + point.text();
	}

	/** Reads the rows of a page's form; empty ones do not count. */
	static List<@Nullable PointInput> rows(FormFields form) {
		List<@Nullable PointInput> points = new ArrayList<>();
		List<String> texts = form.all("point");
		for (int row = 0; row < texts.size(); row++) {
			String belongsTo = form.cell("belongsTo", row);
			Scope scope = form.cell("scope", row).equals("outside") ? Scope.OUTSIDE : Scope.INSIDE;
			if (!TextLimits.isBlank(texts.get(row))) {
				points.add(new PointInput(texts.get(row).strip(), belongsTo.isEmpty() ? null : belongsTo, scope));
			}
		}
		return points;
	}

	/** A row of the page's form. */
	public record Row(String text, String belongsTo, boolean outside) {

	}

	/**
	 * What the page's form shows: what was typed, else one empty row. A form that was
	 * refused has no empty rows, so that its rows are numbered as what is wrong with
	 * them.
	 */
	static List<Row> rows(SubmittedForm form) {
		FormFields typed = new FormFields(
				Map.of("belongsTo", form.all("belongsTo"), "scope", form.all("scope"), "point", form.all("point")));
		int rows = Math.max(1, typed.all("point").size() + (form.has("more", "1") ? 1 : 0));
		return IntStream.range(0, rows)
			.mapToObj((row) -> new Row(typed.cell("point", row), typed.cell("belongsTo", row),
					typed.cell("scope", row).equals("outside")))
			.filter((row) -> form.refusal() == null || !row.text().isBlank()
					|| typed.all("point").stream().allMatch(String::isBlank))
			.toList();
	}

}
