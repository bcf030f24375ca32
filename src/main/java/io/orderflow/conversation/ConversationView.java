package io.orderflow.conversation;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A conversation as one of its two sides finds it in a list.
 *
 * @param kind about an order, or before there is one
 * @param orderNumber null for an inquiry
 * @param orderTitle what was ordered; null for an inquiry
 * @param service which of the freelancer's services was asked about last; null for that
 * of an order, and where none was named
 * @param role what the reader is in it
 * @param other the other side
 * @param last the newest message; null before the first
 * @param lastMessageAt by which the list is sorted: when the newest message was written,
 * or the conversation opened
 * @param unread how many messages of the other side the reader has not read
 */
public record ConversationView(UUID id, Kind kind, @Nullable String orderNumber, @Nullable String orderTitle,
		@Nullable AskedService service, Role role, Person other, @Nullable Excerpt last, Instant lastMessageAt,
		int unread) {

	/** What a conversation is about. */
	public enum Kind {

		ORDER, INQUIRY

	}

	/** Which side somebody is on. */
	public enum Role {

		CLIENT, FREELANCER

	}

	/**
	 * One of the two sides.
	 *
	 * @param picture what they show of themselves (GET /api/pictures/{id}); null for none
	 */
	public record Person(String id, String name, @Nullable UUID picture) {

		static Person of(Map<String, io.orderflow.account.Person> people, String account) {
			io.orderflow.account.Person person = people.get(account);
			return (person != null) ? new Person(account, person.name(), person.picture())
					: new Person(account, account, null);
		}

	}

	/**
	 * The beginning of a message.
	 *
	 * @param mine whether the reader wrote it
	 * @param text at most 200 characters of it; show it as text, never as markup
	 */
	public record Excerpt(UUID id, boolean mine, MessageKind kind, String text, Instant postedAt) {

	}

	/** Where it is read: on its order's page, or on its own. */
	public String href() {
		return (this.orderNumber != null) ? "/orders/" + this.orderNumber + "#conversation"
				: "/conversations/" + this.id;
	}

	static ConversationView of(ConversationRows.Listed listed, String reader) {
		Conversation conversation = listed.conversation();
		Message last = listed.last();
		String other = conversation.otherSide(reader);
		return new ConversationView(
				conversation.id(), (conversation.orderNumber() != null)
						? Kind.ORDER : Kind.INQUIRY,
				conversation.orderNumber(), conversation.orderTitle(), conversation.service(),
				reader.equals(conversation.client()) ? Role.CLIENT : Role.FREELANCER, Person.of(listed.people(), other),
				(last != null) ? new Excerpt(last.id(), last.author().equals(reader), last.kind(), last.text(),
						last.postedAt()) : null,
				conversation.lastMessageAt(), listed.unread());
	}

}
