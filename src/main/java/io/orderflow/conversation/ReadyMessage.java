package io.orderflow.conversation;

import java.util.List;

import io.orderflow.platform.ProblemCollector;
import io.orderflow.platform.Refusal;

/**
 * A text that somebody need not write again (S22); whoever sends it can change it first.
 *
 * @param id of one's own, a UUID; of those that everybody has, a word
 * @param own whether the reader saved it, and can change and remove it
 * @param title at most {@value #MAX_TITLE} characters
 * @param text at most {@link Message#MAX_LENGTH} characters
 */
public record ReadyMessage(String id, boolean own, String title, String text) {

	/** One of which the text is read later. */
	public record Title(String id, boolean own, String title) {

	}

	/** The most characters (Unicode code points) a title holds. */
	public static final int MAX_TITLE = 100;

	/** By what comes first in an order. */
	private static final List<String> FOR_ORDERS = List.of("thank", "questions", "firstStep", "underWay");

	private static final List<String> FOR_INQUIRIES = List.of("thank", "questions", "firstStep");

	/** Which of the texts that everybody has lead the freelancer of a conversation on. */
	static List<String> offeredIn(ConversationView conversation) {
		if (conversation.role() != ConversationView.Role.FREELANCER) {
			return List.of();
		}
		return (conversation.kind() == ConversationView.Kind.ORDER) ? FOR_ORDERS : FOR_INQUIRIES;
	}

	/**
	 * Refuses what cannot be saved.
	 * @throws Refusal of kind INVALID on {@code title} and {@code text}
	 */
	static void check(String title, String text) {
		ProblemCollector problems = new ProblemCollector();
		problems.line("title", title, MAX_TITLE);
		problems.text("text", text, Message.MAX_LENGTH);
		problems.check();
	}

}
