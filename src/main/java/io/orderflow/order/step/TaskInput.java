package io.orderflow.order.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.orderflow.order.dashboard.OrderView;
import io.orderflow.platform.FormFields;
import io.orderflow.platform.FormValues;
import io.orderflow.platform.ReaderFormats;
import io.orderflow.platform.SubmittedDate;
import io.orderflow.platform.SubmittedForm;
import io.orderflow.platform.TextLimits;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A task of a work plan as it was submitted; what is wrong with it, {@link PlanChecker}
 * tells.
 *
 * @param title what is to be done
 * @param deadline a day in the freelancer's time zone
 */
public record TaskInput(@Nullable String title, @Schema(description = "A day, in the freelancer's time zone",
		example = "2026-12-31") @Nullable SubmittedDate deadline) {

	static final String FIELD = "tasks";

	/**
	 * What looks like a day in numbers, or with a month's name before or behind it, where
	 * a word is short.
	 */
	private static final String DAY = "\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}|\\d{1,2}[-/.]\\d{1,2}[-/.]\\d{4}"
			+ "|(?:WORD\\s{1,3}){0,2}\\d{1,2}\\p{L}{0,3}\\.?\\s{1,3}(?:WORD\\s{1,3})?WORD\\s{1,3}\\d{4}"
			+ "|(?:WORD\\s{1,3})?WORD\\s{1,3}\\d{1,2}\\p{L}{0,3},?\\s{1,3}\\d{4}";

	/** The day, then what parts it from the title. */
	private static final Pattern LINE = Pattern.compile(
			"^(" + DAY.replace("WORD", "[\\p{L}\\p{M}]{1,12}[.,]{0,2}") + ")(?:\\s*[:,;–-]\\s+|[:,;]|\\s+)(\\S.*)",
			Pattern.UNICODE_CHARACTER_CLASS);

	/**
	 * Reads a text area of Tasklist: one task a line, the deadline first, as
	 * {@code 2026-12-01 Storyboard} or with a day as its writer writes days. A line that
	 * is none is noted.
	 */
	static List<@Nullable TaskInput> lines(FormValues form, Locale writer) {
		List<@Nullable TaskInput> tasks = new ArrayList<>();
		for (String line : form.lines(FIELD)) {
			Matcher matcher = LINE.matcher(line.strip());
			if (matcher.matches()) {
				tasks.add(new TaskInput(matcher.group(2), SubmittedDate.typed(matcher.group(1), writer)));
			}
			else {
				form.problem(FIELD, "plan-line-unreadable", line, SubmittedDate.Example.DAY);
			}
		}
		return tasks;
	}

	/** Reads the rows of a page's form; empty ones do not count. */
	static List<@Nullable TaskInput> rows(FormFields form, Locale writer) {
		List<@Nullable TaskInput> tasks = new ArrayList<>();
		List<String> titles = form.all("title");
		for (int row = 0; row < titles.size(); row++) {
			String deadline = form.cell("deadline", row);
			if (!TextLimits.isBlank(titles.get(row))) {
				tasks.add(new TaskInput(titles.get(row).strip(),
						deadline.isBlank() ? null : SubmittedDate.typed(deadline, writer)));
			}
		}
		return tasks;
	}

	/** What there is of it. */
	String written() {
		return Stream.of((this.deadline != null) ? this.deadline.written() : null, this.title)
			.filter(Objects::nonNull)
			.collect(Collectors.joining(" "));
	}

	/**
	 * A row of the page's form.
	 *
	 * @param deadline as {@code 2026-12-31}, or what was typed
	 */
	public record Row(String title, String deadline) {

	}

	/**
	 * What the page's form shows: what was typed, else a plan to begin with, else one
	 * task prefilled with the due date (S21). A form that was refused has no empty rows,
	 * so that its rows are numbered as what is wrong with them.
	 */
	static List<Row> rows(OrderView order, List<OrderView.Task> begin, SubmittedForm form, ReaderFormats formats) {
		String last = ((order.clock().due() != null && !formats.past(order.clock().due()))
				? formats.dayOf(order.clock().due()) : formats.today())
			.toString();
		List<String> titles = form.all("title");
		if (!titles.isEmpty()) {
			FormFields typed = new FormFields(Map.of("title", titles, "deadline", form.all("deadline")));
			return IntStream.range(0, titles.size() + (form.has("more", "1") ? 1 : 0))
				.mapToObj((row) -> new Row(typed.cell("title", row),
						(row < typed.all("deadline").size()) ? typed.cell("deadline", row) : last))
				.filter((row) -> form.refusal() == null || !row.title().isBlank()
						|| titles.stream().allMatch(String::isBlank))
				.toList();
		}
		return begin.isEmpty() ? List.of(new Row(order.title(), last))
				: begin.stream().map((task) -> new Row(task.title(), task.deadline().toString())).toList();
	}

}
