package io.orderflow.fulfilment;

import java.util.Date;
import java.util.Map;
import java.util.stream.Collectors;

import io.orderflow.order.brief.StepBrief;
import io.orderflow.order.step.StepSchedule;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.jspecify.annotations.Nullable;

/**
 * What Tasklist shows of an order beside a form and on the card of its task. The card is
 * a variable of the task and goes with it; the rest is made when the form is read.
 */
public final class TaskContext {

	/** Shown on the task's card in Tasklist's list, as plain text. */
	public static final String CARD = "orderCard";

	/** Markdown with what people wrote escaped; shown by every form of an order. */
	public static final String SUMMARY = "orderSummary";

	/** What the decision is about, as plain text; shown by every form of an order. */
	public static final String BRIEF = "orderBrief";

	private static final int ORDINARY = 50;

	private static final int RULING = 70;

	private static final int URGENT = 80;

	private TaskContext() {
	}

	/** What the form shows. */
	public static Map<String, String> of(StepBrief brief) {
		return Map.of(SUMMARY, summary(brief), BRIEF,
				TasklistText.brief(brief.about(), "…\n\nThe rest is on the order page: " + brief.link().path()));
	}

	/** Gives a task that is being created its card, its due date and its priority. */
	public static void announce(DelegateTask task, String card, StepSchedule schedule) {
		task.setVariableLocal(CARD, card);
		task.setDueDate(due(schedule));
		task.setPriority(priority(schedule));
	}

	/** As the engine keeps it; null while nobody can say. */
	public static @Nullable Date due(StepSchedule schedule) {
		return (schedule.due() != null) ? Date.from(schedule.due()) : null;
	}

	public static int priority(StepSchedule schedule) {
		return switch (schedule.urgency()) {
			case ORDINARY -> ORDINARY;
			case RULING -> RULING;
			case URGENT -> URGENT;
		};
	}

	/**
	 * The link opens a page of its own: leaving Tasklist would lose what is typed there.
	 */
	private static String summary(StepBrief brief) {
		String parties = brief.parties()
			.stream()
			.map((party) -> party.role() + ": " + TasklistText.plain(party.name()))
			.collect(Collectors.joining("  \n"));
		String due = brief.deliveryDue()
			.map((delivery) -> "  \nDelivery due: " + delivery.text(brief.zone()))
			.orElse("");
		String otherwise = brief.otherwise()
			.map((one) -> "  \n" + one.before() + StepBrief.time(one.at(), brief.zone()) + one.after())
			.orElse("");
		return "**Order " + brief.number() + "**: " + TasklistText.plain(brief.title()) + "\n\n" + parties + due
				+ otherwise + "  \n<a href=\"" + brief.link().path() + "\" target=\"_blank\">" + brief.link().text()
				+ "</a>";
	}

}
