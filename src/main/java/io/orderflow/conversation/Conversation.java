package io.orderflow.conversation;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Where a client and a freelancer write: about an order, which it outlives (S28), or
 * before there is one (S8).
 *
 * @param id its id
 * @param orderNumber the order it belongs to; null for an inquiry
 * @param orderTitle what was ordered; null for an inquiry
 * @param client the account that ordered, or asks
 * @param freelancer the account that sells
 * @param service which of the freelancer's services was asked about last; null for that
 * of an order, and where none was named
 * @param lastMessageAt when the newest message was written; before the first, when it was
 * opened
 */
record Conversation(UUID id, @Nullable String orderNumber, @Nullable String orderTitle, String client,
		String freelancer, @Nullable AskedService service, Instant lastMessageAt) {

	boolean isBetween(String account) {
		return account.equals(this.client) || account.equals(this.freelancer);
	}

	String otherSide(String account) {
		return account.equals(this.client) ? this.freelancer : this.client;
	}

	/**
	 * When a message that is written now was: later than every other, also where the
	 * clocks of two nodes differ, so that a mark set at one never covers the next.
	 */
	Instant afterTheLast(Instant now) {
		Instant earliest = this.lastMessageAt.plus(1, ChronoUnit.MICROS);
		return now.isBefore(earliest) ? earliest : now;
	}

	/** A message that one of the two sides writes now. */
	Message written(UUID message, String author, MessageKind kind, String text, @Nullable AskedService about,
			Instant now) {
		return new Message(message, this.id, author, kind, text, about, afterTheLast(now));
	}

	/** How the other side is told of a message: key of the text. */
	String toldAs(Message message) {
		if (this.orderNumber == null) {
			return (message.service() != null) ? "service-asked"
					: (this.service != null) ? "service-talk" : "inquiry-posted";
		}
		return (message.kind() == MessageKind.UPDATE) ? "update-posted" : "message-posted";
	}

	/** What that text is filled with. */
	List<String> toldOf(Message message, String author) {
		if (this.orderNumber != null) {
			return List.of(author, this.orderNumber);
		}
		AskedService about = (message.service() != null) ? message.service() : this.service;
		return (about != null) ? List.of(author, about.title()) : List.of(author);
	}

	/** The page that shows it. */
	String link() {
		return (this.orderNumber != null) ? "/orders/" + this.orderNumber + "#conversation"
				: "/conversations/" + this.id;
	}

}
