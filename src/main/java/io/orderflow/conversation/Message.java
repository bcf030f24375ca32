package io.orderflow.conversation;

import java.time.Instant;
import java.util.UUID;

/**
 * Something that was written; never changed afterwards.
 *
 * @param id its id
 * @param conversation where it was written
 * @param author the account that wrote it
 * @param kind why
 * @param text as written: show it as text, never as markup; empty where files say it all
 * @param postedAt when
 */
public record Message(UUID id, UUID conversation, String author, MessageKind kind, String text, Instant postedAt) {

	/** The most characters (Unicode code points) a message holds. */
	public static final int MAX_LENGTH = 20_000;

}
