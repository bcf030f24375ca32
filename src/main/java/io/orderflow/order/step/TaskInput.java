package io.orderflow.order.step;

import java.util.ArrayList;
import java.util.List;
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

	/** The day, then what parts it from the title. */
	private static final Pattern LINE = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})(?:\\s*[:,;–-]\\s+|[:,;]|\\s+)(\\S.*)");

	/**
	 * Reads a text area of Tasklist: one task a line, the deadline first, as
	 * {@code 2026-12-01 Storyboard}. A line that is none is noted.
	 */
	static List<@Nullable TaskInput> lines(FormValues form) {
		List<@Nullable TaskInput> tasks = new ArrayList<>();
		for (String line : form.lines(FIELD)) {
			Matcher matcher = LINE.matcher(line.strip());
			if (matcher.matches()) {
				tasks.add(new TaskInput(matcher.group(2), SubmittedDate.of(matcher.group(1))));
			}
			else {
				form.problem(FIELD, "plan-line-unreadable", line);
			}
		}
		return tasks;
	}

	/** Reads the rows of a page's form; empty ones do not count. */
	static List<@Nullable TaskInput> rows(FormFields form) {
		List<@Nullable TaskInput> tasks = new ArrayList<>();
		List<String> titles = form.all("title");
		for (int row = 0; row < titles.size(); row++) {
			String deadline = form.cell("deadline", row);
			if (!TextLimits.isBlank(titles.get(row))) {
				tasks.add(
						new TaskInput(titles.get(row).strip(), deadline.isBlank() ? null : SubmittedDate.of(deadline)));
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
