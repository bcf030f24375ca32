package io.orderflow.order.step;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

import io.orderflow.order.Order;
import io.orderflow.order.OrderFixtures;
import io.orderflow.order.PlanTask;
import io.orderflow.order.dashboard.OrderView;
import io.orderflow.order.dashboard.OrderViews;
import io.orderflow.platform.FormValues;
import io.orderflow.platform.ReaderFormats;
import io.orderflow.platform.SubmittedDate;
import io.orderflow.platform.SubmittedForm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.support.StaticMessageSource;

import static io.orderflow.RefusalAssertions.problemsOf;
import static io.orderflow.order.OrderFixtures.PLACED;
import static io.orderflow.order.OrderFixtures.days;
import static io.orderflow.order.step.StepFixtures.page;
import static io.orderflow.order.step.StepFixtures.tasklist;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** How a work plan is read, from Tasklist and from a page, and what is wrong with it. */
class TaskInputTest {

	private final PlanChecker plans = new PlanChecker(StepFixtures.ACCOUNTS, StepFixtures.AMERICAN,
			StepFixtures.SETTINGS);

	private final Order order = OrderFixtures.planning(OrderFixtures.placed(), PLACED);

	@ParameterizedTest
	@ValueSource(strings = { "2026-12-04 Draw", "2026-12-04: Draw", "2026-12-04 – Draw", "2026-12-04 - Draw",
			"2026-12-04:Draw", "2026-12-04,Draw", "2026-12-04; Draw", "  2026-12-04   Draw  " })
	void a_line_of_tasklist_is_a_day_and_a_title(String line) {
		assertThat(TaskInput.lines(tasklist(Map.of("tasks", line)), Locale.US))
			.containsExactly(task("Draw", "2026-12-04"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			fr-FR | 4 décembre 2026 Draw
			fr-FR | 4 décembre 2026 : Draw
			fr-FR | vendredi 4 décembre 2026, Draw
			fr-FR | 04/12/2026 Draw
			en-GB | 4 Dec 2026 – Draw
			en-GB | 4/12/2026: Draw
			en-US | December 4, 2026: Draw
			en-US | Friday, December 4, 2026 Draw
			en-US | 12/4/2026 Draw
			""")
	void its_day_may_be_written_as_its_writer_writes_days(String writer, String line) {
		assertThat(TaskInput.lines(tasklist(Map.of("tasks", line)), Locale.forLanguageTag(writer)))
			.containsExactly(task("Draw", "2026-12-04"));
	}

	@Test
	void a_day_that_can_be_read_as_two_is_no_day() {
		assertThat(TaskInput.lines(tasklist(Map.of("tasks", "03/04/2027 Draw")), Locale.CANADA))
			.extracting((task) -> task.deadline().day(), (task) -> task.deadline().example())
			.containsExactly(tuple(null, SubmittedDate.Example.DAY));
	}

	@Test
	void several_lines_are_several_tasks() {
		assertThat(TaskInput.lines(tasklist(Map.of("tasks", "2026-12-03 Sketch\n\n2026-12-04 Draw")), Locale.US))
			.containsExactly(task("Sketch", "2026-12-03"), task("Draw", "2026-12-04"));
		assertThat(TaskInput.lines(tasklist(Map.of()), Locale.US)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Draw", "4 December Draw", "2026-12-04", "2026-12-04Draw", "Draw 2026-12-04" })
	void a_line_that_is_no_task_is_noted(String line) {
		FormValues form = tasklist(Map.of("tasks", line));
		assertThat(TaskInput.lines(form, Locale.US)).isEmpty();
		assertThat(problemsOf(form::check)).containsExactly("tasks plan-line-unreadable " + line + " DAY");
	}

	@Test
	void rows_of_a_page_are_tasks_where_they_have_a_title() {
		assertThat(TaskInput.rows(page("title", " Draw ", "deadline", "2026-12-04", "title", " ", "deadline",
				"2026-12-05", "title", "Ink"), Locale.US))
			.containsExactly(task("Draw", "2026-12-04"), new TaskInput("Ink", null));
	}

	@Test
	void what_there_is_of_a_task_is_told() {
		assertThat(task("Draw", "2026-12-04").written()).isEqualTo("2026-12-04 Draw");
		assertThat(new TaskInput("Draw", null).written()).isEqualTo("Draw");
		assertThat(new TaskInput(null, SubmittedDate.of("soon")).written()).isEqualTo("soon");
	}

	@Test
	void a_plan_in_order_is_taken() {
		Submission submission = StepFixtures.submission("lea", days(1));
		assertThat(this.plans.check(this.order, List.of(task("Draw", "2026-12-04")), submission))
			.containsExactly(new PlanTask.Planned("Draw", LocalDate.of(2026, 12, 4)));
		assertThat(this.plans.check(this.order, null, submission)).isEmpty();
		assertThat(problemsOf(submission.problems()::check)).isEmpty();
	}

	/** Due on 6 December at nine in London, four in New York. */
	@ParameterizedTest
	@CsvSource({ "2026-12-01, deadline-past", "2026-12-02, ", "2026-12-06, ", "2026-12-07, deadline-after-due" })
	void a_task_is_done_between_today_and_the_due_date_where_the_freelancer_is(String deadline, String problem) {
		assertThat(problems(days(1), task("Draw", deadline))).isEqualTo((problem != null) ? List
			.of("tasks[0].deadline " + problem + " Draw " + deadline + ((deadline.endsWith("7")) ? " 2026-12-06" : ""))
				: List.of());
	}

	@Test
	void a_day_begins_later_in_new_york() {
		Instant threeInTheMorningInLondon = Instant.parse("2026-12-03T03:00:00Z");
		assertThat(problems(threeInTheMorningInLondon, task("Draw", "2026-12-02"))).isEmpty();
		assertThat(problems(threeInTheMorningInLondon, task("Draw", "2026-12-01"))).hasSize(1);
	}

	@Test
	void what_is_late_already_is_planned_for_today() {
		assertThat(problems(days(9), task("Draw", "2026-12-10"))).isEmpty();
		assertThat(problems(days(9), task("Draw", "2026-12-11")))
			.containsExactly("tasks[0].deadline deadline-after-due Draw 2026-12-11 2026-12-10");
	}

	@Test
	void a_title_that_is_too_long_is_named_by_its_beginning() {
		assertThat(problems(days(9), task("fox ".repeat(60), "2026-12-11")))
			.contains("tasks[0].deadline deadline-after-due " + "fox ".repeat(10) + "… 2026-12-11 2026-12-10");
		assertThat(problems(days(9), task("a" + "🦊".repeat(201), "2026-12-11"))).as("no half of a character")
			.contains("tasks[0].deadline deadline-after-due a" + "🦊".repeat(39) + "… 2026-12-11 2026-12-10");
	}

	@Test
	void what_stands_in_the_plan_already_may_stay_in_it() {
		Order drafting = OrderFixtures.drafting(PLACED);
		Submission submission = StepFixtures.submission("lea", days(4));
		this.plans.check(drafting, List.of(task("Storyboard", "2026-12-04"), task("Other", "2026-12-04")), submission);
		assertThat(problemsOf(submission.problems()::check))
			.containsExactly("tasks[1].deadline deadline-past Other 2026-12-04");
	}

	@Test
	void everything_that_is_wrong_with_a_plan_is_told() {
		assertThat(problems(days(1), null, new TaskInput(null, null), task("Draw", "soon"), new TaskInput("Ink", null),
				task(" ", "2026-12-04"), new TaskInput(null, SubmittedDate.of("2026-12-05"))))
			.containsExactly("tasks[0] wrong-json-type tasks", "tasks[1] wrong-json-type tasks",
					"tasks[2].deadline date-unreadable soon PROGRAMS_DAY", "tasks[3].deadline deadline-missing Ink",
					"tasks[4].title task-untitled 2026-12-04", "tasks[5].title task-untitled 2026-12-05");
	}

	@Test
	void a_title_has_200_characters_at_most_and_a_plan_as_many_tasks_as_are_set() {
		assertThat(problems(days(1), task("x".repeat(200), "2026-12-04"))).isEmpty();
		assertThat(problems(days(1), task("x".repeat(201), "2026-12-04")))
			.containsExactly("tasks[0].title text-too-long 200 201");
		assertThat(problems(days(1), task("\u00a0", "2026-12-04"))).as("a space, however wide")
			.containsExactly("tasks[0].title task-untitled 2026-12-04");
		assertThat(problems(days(1), task("a\0b", "2026-12-04"))).as("once")
			.containsExactly("tasks[0].title text-null-character");
		TaskInput[] four = IntStream.range(0, 4)
			.mapToObj((i) -> task("Task " + i, "2026-12-04"))
			.toArray(TaskInput[]::new);
		assertThat(problems(days(1), Arrays.copyOf(four, 3))).isEmpty();
		assertThat(problems(days(1), four)).containsExactly("tasks plan-too-long 3 4");
	}

	@Test
	void an_empty_form_begins_with_one_task_on_the_due_date() {
		OrderView order = new OrderViews().due(days(5)).build();
		assertThat(rows(order, SubmittedForm.nothing())).containsExactly(new TaskInput.Row("Storyboard", "2026-12-06"));
		assertThat(rows(new OrderViews().build(), SubmittedForm.nothing())).as("no due date yet")
			.containsExactly(new TaskInput.Row("Storyboard", "2026-12-02"));
		assertThat(rows(new OrderViews().due(PLACED).build(), SubmittedForm.nothing())).as("late")
			.containsExactly(new TaskInput.Row("Storyboard", "2026-12-02"));
	}

	@Test
	void a_form_begins_with_the_plan_where_there_is_one() {
		OrderView order = new OrderViews().build();
		assertThat(TaskInput.rows(order, List.of(new OrderView.Task(1, "Draw", LocalDate.of(2026, 12, 4), null)),
				SubmittedForm.nothing(), formats()))
			.containsExactly(new TaskInput.Row("Draw", "2026-12-04"));
	}

	@Test
	void a_form_that_comes_back_has_what_was_typed_and_a_row_more_where_one_was_asked_for() {
		OrderView order = new OrderViews().due(days(5)).build();
		Map<String, List<String>> typed = Map.of("title", List.of("Draw", "Ink"), "deadline", List.of("soon"));
		assertThat(rows(order, SubmittedForm.unsent(typed))).containsExactly(new TaskInput.Row("Draw", "soon"),
				new TaskInput.Row("Ink", "2026-12-06"));
		Map<String, List<String>> more = Map.of("title", List.of("Draw"), "deadline", List.of("soon"), "more",
				List.of("1"));
		assertThat(rows(order, SubmittedForm.unsent(more))).containsExactly(new TaskInput.Row("Draw", "soon"),
				new TaskInput.Row("", "2026-12-06"));
	}

	private static List<TaskInput.Row> rows(OrderView order, SubmittedForm form) {
		return TaskInput.rows(order, List.of(), form, formats());
	}

	private static ReaderFormats formats() {
		return new ReaderFormats(new StaticMessageSource(), Locale.ENGLISH, ZoneId.of("Europe/Paris"), days(1));
	}

	private List<String> problems(Instant now, TaskInput... tasks) {
		Submission submission = StepFixtures.submission("lea", now);
		this.plans.check(this.order, Arrays.asList(tasks), submission);
		return problemsOf(submission.problems()::check);
	}

	private static TaskInput task(String title, String deadline) {
		return new TaskInput(title, SubmittedDate.of(deadline));
	}

}
