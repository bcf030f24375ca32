package io.orderflow.order.step;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import io.orderflow.account.AccountService;
import io.orderflow.order.Order;
import io.orderflow.order.OrderSettings;
import io.orderflow.order.OrderStep;
import io.orderflow.order.PlanTask;
import io.orderflow.order.brief.BriefText;
import io.orderflow.order.dashboard.OrderView;
import io.orderflow.order.flow.StepDecision;
import io.orderflow.platform.FormFields;
import io.orderflow.platform.FormValues;
import io.orderflow.platform.ReaderFormats;
import io.orderflow.platform.ReaderFormats.WrittenDates;
import io.orderflow.platform.SubmittedForm;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The freelancer breaks the work down into tasks with deadlines (S21). */
@Component
public class PlanWork extends Step<PlanWork.Decision> {

	private final PlanChecker plans;

	private final AccountService accounts;

	/** The tasks of the work. */
	public record Decision(@Nullable List<@Nullable TaskInput> tasks) implements StepDecision {

		@Override
		public OrderStep step() {
			return OrderStep.PLAN_WORK;
		}

	}

	/** What the page shows. */
	public record View(List<TaskInput.Row> tasks) {

	}

	PlanWork(PlanChecker plans, AccountService accounts, OrderSettings settings) {
		super(OrderStep.PLAN_WORK, Decision.class, settings);
		this.plans = plans;
		this.accounts = accounts;
	}

	@Override
	public Optional<ApiOperation> api() {
		return Optional
			.of(new ApiOperation("plan", "Plan the work (S21)", "Each task with a deadline as a day: 2026-12-31"));
	}

	@Override
	String assignee(Order order) {
		return order.freelancer();
	}

	@Override
	Set<String> keys(Order order) {
		return Set.of(TaskInput.FIELD);
	}

	@Override
	Decision fromTasklist(Order order, FormValues form) {
		return new Decision(this.plans.lines(form));
	}

	@Override
	public Decision fromPage(OrderView order, FormFields form) {
		return new Decision(this.plans.rows(form));
	}

	@Override
	public Set<String> written(OrderView order) {
		return Set.of("title");
	}

	/** The client is told once there is something to approve, or the delivery. */
	@Override
	public boolean tellsOtherSide(Decision decision) {
		return false;
	}

	@Override
	public String toldWhen(OrderView order) {
		return "." + order.approval();
	}

	@Override
	StepOutcome take(Order order, Decision decision, Submission submission) {
		List<PlanTask.Planned> tasks = this.plans.check(order, decision.tasks(), submission);
		if (tasks.isEmpty() && submission.problems().none()) {
			submission.problems().add(TaskInput.FIELD, "plan-missing");
		}
		submission.problems().check();
		order.planWork(tasks, submission.now());
		return StepOutcome.DONE;
	}

	@Override
	String brief(Order order) {
		return shortestPlan(order) + BriefText.requirements(order) + BriefText.clarifications(order);
	}

	/** One task is enough (S21): here it is, to be copied. */
	private String shortestPlan(Order order) {
		Instant due = order.clock().dueAt();
		if (due == null) {
			return "";
		}
		LocalDate day = LocalDate.ofInstant(due, this.accounts.get(order.freelancer()).zone());
		return "The shortest plan: " + WrittenDates.day(day, Locale.ENGLISH) + ": " + order.title() + "\n\n";
	}

	@Override
	public View view(OrderView order, SubmittedForm form, ReaderFormats formats) {
		return new View(TaskInput.rows(order, List.of(), form, formats));
	}

}
