package io.orderflow.conversation;

import java.util.List;

/**
 * Whom a freelancer owes an answer: in orders and inquiries whose last word was the
 * client's, read or not.
 *
 * @param count all of them
 * @param newest some, the newest first
 */
public record UnansweredSummary(int count, List<ConversationView> newest) {

	public UnansweredSummary {
		newest = List.copyOf(newest);
	}

}
