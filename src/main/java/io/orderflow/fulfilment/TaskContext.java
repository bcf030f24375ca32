package io.orderflow.fulfilment;

import java.util.Date;
import java.util.stream.Collectors;

import io.orderflow.order.step.StepBrief;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.jspecify.annotations.Nullable;

/**
 * What Tasklist shows of an order beside a form and on the card of its task. It is kept
 * in variables local to the task, which go with it.
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

	/** Gives a task that is being created its variables, due date and priority. */
	public static void set(DelegateTask task, StepBrief brief) {
		task.setVariableLocal(CARD, card(brief));
		task.setVariableLocal(SUMMARY, summary(brief));
		task.setVariableLocal(BRIEF,
				TasklistText.brief(brief.about(), "…\n\nThe rest is on the order page: " + brief.link().path()));
		task.setDueDate(due(brief));
		task.setPriority(priority(brief));
	}

	/** As the engine keeps it; null while nobody can say. */
	public static @Nullable Date due(StepBrief brief) {
		return (brief.due() != null) ? Date.from(brief.due()) : null;
	}

	public static int priority(StepBrief brief) {
		return switch (brief.urgency()) {
			case ORDINARY -> ORDINARY;
			case RULING -> RULING;
			case URGENT -> URGENT;
		};
	}

	private static String card(StepBrief brief) {
		return brief.number() + " · "
				+ brief.parties().stream().map(StepBrief.Party::name).collect(Collectors.joining(" · ")) + " · "
				+ brief.title();
	}

	/**
	 * The link opens a page of its own: leaving Tasklist would lose what is typed there.
	 */
	public static String summary(StepBrief brief) {
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
