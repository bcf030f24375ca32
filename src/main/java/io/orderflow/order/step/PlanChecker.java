package io.orderflow.order.step;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

import io.orderflow.account.AccountService;
import io.orderflow.order.Order;
import io.orderflow.order.OrderSettings;
import io.orderflow.order.PlanTask;
import io.orderflow.platform.CurrentReader;
import io.orderflow.platform.FormFields;
import io.orderflow.platform.FormValues;
import io.orderflow.platform.ProblemCollector;
import io.orderflow.platform.SubmittedDate;
import io.orderflow.platform.TextLimits;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Checks a submitted work plan (S21). Days are those of the freelancer's time zone; none
 * may be past, none after the due date. What stands in the plan already may stay in it.
 */
@Component
class PlanChecker {

	private static final int MAX_TITLE = 200;

	/** Characters by which a title that is too long is told apart. */
	private static final int BEGINNING = 40;

	private static final String TITLE = ".title";

	private static final String DEADLINE = ".deadline";

	private final AccountService accounts;

	private final OrderSettings settings;

	private final CurrentReader writer;

	PlanChecker(AccountService accounts, CurrentReader writer, OrderSettings settings) {
		this.accounts = accounts;
		this.writer = writer;
		this.settings = settings;
	}

	/** A plan from Tasklist, with days as its writer writes them. */
	List<@Nullable TaskInput> lines(FormValues form) {
		return TaskInput.lines(form, this.writer.locale());
	}

	/** The same from a page. */
	List<@Nullable TaskInput> rows(FormFields form) {
		return TaskInput.rows(form, this.writer.locale());
	}

	/**
	 * The tasks; empty where none was submitted. What is wrong with one of them is noted
	 * on {@code tasks[0].title} or {@code tasks[0].deadline}, what is wrong with all of
	 * them on {@code tasks}.
	 */
	List<PlanTask.Planned> check(Order order, @Nullable List<@Nullable TaskInput> submitted, Submission submission) {
		ProblemCollector problems = submission.problems();
		ZoneId zone = this.accounts.get(order.freelancer()).zone();
		LocalDate today = LocalDate.ofInstant(submission.now(), zone);
		LocalDate last = lastDay(order, submission.now(), zone);
		List<PlanTask.Planned> tasks = new ArrayList<>();
		int no = 0;
		for (TaskInput input : (submitted != null) ? submitted : List.<TaskInput>of()) {
			String field = TaskInput.FIELD + "[" + no++ + "]";
			PlanTask.Planned task = read(input, field, problems);
			if (task != null) {
				if (!order.plannedTasks().contains(task)) {
					check(task, today, last, field + DEADLINE, problems);
				}
				tasks.add(task);
			}
		}
		if (tasks.size() > this.settings.maxPlanTasks()) {
			problems.add(TaskInput.FIELD, "plan-too-long", this.settings.maxPlanTasks(), tasks.size());
		}
		return tasks;
	}

	private static PlanTask.@Nullable Planned read(@Nullable TaskInput input, String field, ProblemCollector problems) {
		if (input == null || (input.title() == null && input.deadline() == null)) {
			problems.add(field, "wrong-json-type", TaskInput.FIELD);
			return null;
		}
		String title = problems.optionalLine(field + TITLE, input.title(), MAX_TITLE);
		if (input.deadline() != null && input.deadline().day() == null) {
			problems.add(field + DEADLINE, "date-unreadable", input.deadline().written(), input.deadline().example());
			return null;
		}
		boolean untitled = input.title() == null || TextLimits.isBlank(input.title());
		if (input.deadline() == null) {
			unplanned(field, untitled, input, problems);
			return null;
		}
		if (untitled) {
			problems.add(field + TITLE, "task-untitled", input.deadline().day());
			return null;
		}
		return new PlanTask.Planned(title.isEmpty() ? TextLimits.beginning(input.title().strip(), BEGINNING) : title,
				input.deadline().day());
	}

	private static void unplanned(String field, boolean untitled, TaskInput input, ProblemCollector problems) {
		if (untitled) {
			problems.add(field + TITLE, "plan-line-unreadable", input.written(), SubmittedDate.Example.PROGRAMS_DAY);
		}
		else {
			problems.add(field + DEADLINE, "deadline-missing", input.written());
		}
	}

	private static void check(PlanTask.Planned task, LocalDate today, LocalDate last, String field,
			ProblemCollector problems) {
		LocalDate deadline = task.deadline();
		if (deadline.isBefore(today)) {
			problems.add(field, "deadline-past", task.title(), deadline);
		}
		else if (deadline.isAfter(last)) {
			problems.add(field, "deadline-after-due", task.title(), deadline, last);
		}
	}

	/**
	 * The day of the due date; today where that is past, so that a late order can be
	 * planned.
	 */
	private static LocalDate lastDay(Order order, Instant now, ZoneId zone) {
		Instant due = order.clock().expectedDue(now);
		return LocalDate.ofInstant((due != null && due.isAfter(now)) ? due : now, zone);
	}

}
