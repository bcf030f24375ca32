package io.orderflow.order;

import java.time.Instant;

/**
 * What a person sees of an order in Tasklist before deciding. In English, as Tasklist's
 * frame is.
 *
 * @param card what tells the task from others in Tasklist's list, as plain text
 * @param summary the order's number, the other side, when the work is due, and a link to
 * the order's page, as Markdown; what people wrote is escaped in it
 * @param brief what the decision is about, as plain text of at most 3,900 characters
 * @param due by when to decide: a label to Tasklist
 * @param priority 50 is ordinary; more is more urgent
 */
public record StepContext(String card, String summary, String brief, Instant due, int priority) {

}
