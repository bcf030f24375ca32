package io.orderflow.conversation;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.orderflow.attachment.Attachment;
import org.jspecify.annotations.Nullable;

/**
 * A message as one side of the order reads it.
 *
 * @param author the account that wrote it
 * @param authorName how that person is called
 * @param authorPicture what they show of themselves (GET /api/pictures/{id}); null for
 * none
 * @param mine whether the reader wrote it
 * @param text as written
 * @param service which of the freelancer's services it asks about, where one was named
 */
public record MessageView(UUID id, String author, String authorName, @Nullable UUID authorPicture, boolean mine,
		MessageKind kind, String text, @Nullable AskedService service, List<Attachment> files, Instant postedAt) {

	/** Whether it tells how an order goes on. */
	public boolean progressUpdate() {
		return this.kind == MessageKind.UPDATE;
	}

}
