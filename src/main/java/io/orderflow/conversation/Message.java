package io.orderflow.conversation;

import java.time.Instant;
import java.util.UUID;

import io.orderflow.platform.IdempotencyKey;
import io.orderflow.platform.ProblemCollector;
import io.orderflow.platform.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Something that was written; never changed afterwards.
 *
 * @param id its id
 * @param conversation where it was written
 * @param author the account that wrote it
 * @param kind why
 * @param text as written: show it as text, never as markup; empty where files say it all
 * @param service which of the freelancer's services it asks about; null where none was
 * named
 * @param postedAt when
 */
public record Message(UUID id, UUID conversation, String author, MessageKind kind, String text,
		@Nullable AskedService service, Instant postedAt) {

	/** The most characters (Unicode code points) a message holds. */
	public static final int MAX_LENGTH = 20_000;

	/** Under which key the other side is told of a message. */
	static String notificationKey(UUID message) {
		return "message/" + message;
	}

	/**
	 * Refuses what is no message.
	 * @param withFiles whether files say it where the text does not
	 * @param key names this one message of its author
	 * @throws Refusal of kind INVALID on {@code message} and {@code key}
	 */
	static void check(String text, boolean withFiles, String key) {
		ProblemCollector problems = new ProblemCollector();
		if (withFiles) {
			problems.optionalText("message", text, MAX_LENGTH);
		}
		else {
			problems.text("message", text, MAX_LENGTH);
		}
		if (key.isEmpty() || key.length() > IdempotencyKey.MAX_LENGTH) {
			problems.add("key", "key-malformed", IdempotencyKey.MAX_LENGTH);
		}
		problems.check();
	}

	/**
	 * This message, when it is written again under its key.
	 * @throws Refusal {@code key-reused} where it is another one that is written
	 */
	Message repeated(MessageKind again, String sameText, boolean sameFiles) {
		if (this.kind != again || !this.text.equals(sameText) || !sameFiles) {
			throw Refusal.unprocessable("key-reused", this.id);
		}
		return this;
	}

}
