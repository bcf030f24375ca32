package io.orderflow.order;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.orderflow.account.AccountService;
import io.orderflow.order.StepHandler.Decision;
import io.orderflow.platform.FormValues;
import org.springframework.stereotype.Component;

/**
 * Reads a work plan: one task a line, the deadline first, as
 * {@code 2026-12-01 Storyboard}. Days are those of the freelancer's time zone; none may
 * be past, none after the due date. What stands in the plan already may stay in it.
 */
@Component
class PlanReader {

	static final String FIELD = "tasks";

	private static final int MAX_TITLE = 200;

	private static final Pattern LINE = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})[\\s:,;–-]+(\\S.*)");

	private final AccountService accounts;

	private final OrderSettings settings;

	PlanReader(AccountService accounts, OrderSettings settings) {
		this.accounts = accounts;
		this.settings = settings;
	}

	/**
	 * The tasks; empty where nothing was written. What is wrong is noted on
	 * {@code tasks}.
	 */
	List<PlannedTask> read(Order order, Decision decision) {
		ZoneId zone = this.accounts.get(order.freelancer()).zone();
		LocalDate today = LocalDate.ofInstant(decision.now(), zone);
		LocalDate last = lastDay(order, decision.now(), zone);
		List<PlannedTask> tasks = new ArrayList<>();
		for (String line : decision.values().lines(FIELD)) {
			Matcher matcher = LINE.matcher(line.strip());
			if (!matcher.matches()) {
				decision.values().problem(FIELD, "plan-line-unreadable", line);
				continue;
			}
			read(matcher, decision).ifPresent((task) -> {
				if (!order.plannedTasks().contains(task)) {
					check(task, today, last, decision.values());
				}
				tasks.add(task);
			});
		}
		if (tasks.size() > this.settings.maxPlanTasks()) {
			decision.values().problem(FIELD, "plan-too-long", this.settings.maxPlanTasks(), tasks.size());
		}
		return tasks;
	}

	private static Optional<PlannedTask> read(Matcher line, Decision decision) {
		String title = line.group(2);
		int length = title.codePointCount(0, title.length());
		if (length > MAX_TITLE) {
			decision.values().problem(FIELD, "text-too-long", MAX_TITLE, length);
		}
		try {
			return Optional.of(new PlannedTask(title, LocalDate.parse(line.group(1))));
		}
		catch (DateTimeException ex) {
			decision.values().problem(FIELD, "date-unreadable", line.group(1));
			return Optional.empty();
		}
	}

	private static void check(PlannedTask task, LocalDate today, LocalDate last, FormValues values) {
		LocalDate deadline = task.deadline();
		if (deadline.isBefore(today)) {
			values.problem(FIELD, "deadline-past", task.title(), deadline.toString());
		}
		else if (deadline.isAfter(last)) {
			values.problem(FIELD, "deadline-after-due", task.title(), deadline.toString(), last.toString());
		}
	}

	/**
	 * The day of the due date; today where that is past, so that a late order can be
	 * planned.
	 */
	private static LocalDate lastDay(Order order, Instant now, ZoneId zone) {
		Instant due = order.clock().dueAt();
		return LocalDate.ofInstant((due != null && due.isAfter(now)) ? due : now, zone);
	}

}
