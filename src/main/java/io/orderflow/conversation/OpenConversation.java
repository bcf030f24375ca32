package io.orderflow.conversation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.orderflow.platform.Page;

/**
 * A conversation that one of its two sides has before them, with all it takes to go on
 * writing.
 *
 * @param conversation as it was before it was looked at: with what was unread
 * @param messages newest first
 * @param box where the next message is written
 * @param settled how many notifications about it were read with it
 */
public record OpenConversation(ConversationView conversation, Page<MessageView> messages, MessageBox box, int settled) {

	/** The messages as a page shows them: the newest last, where one writes. */
	public List<MessageView> oldestFirst() {
		List<MessageView> messages = new ArrayList<>(this.messages.items());
		Collections.reverse(messages);
		return messages;
	}

	/**
	 * Whether messages say about which service they ask: not where the first asks about
	 * the one that the whole conversation says it is about, and none about another.
	 */
	public boolean namesServices() {
		List<MessageView> messages = this.messages.items();
		AskedService about = this.conversation.service();
		return about == null || messages.isEmpty() || !about.equals(messages.get(messages.size() - 1).service())
				|| messages.stream()
					.anyMatch((message) -> message.service() != null && !message.service().equals(about));
	}

	/** By which live events name it. */
	public String liveName() {
		return (this.conversation.orderNumber() != null) ? this.conversation.orderNumber()
				: this.conversation.id().toString();
	}

}
