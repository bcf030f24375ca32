package io.orderflow.conversation.web;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.orderflow.attachment.FileView;
import io.orderflow.conversation.AskedService;
import io.orderflow.conversation.MessageKind;
import io.orderflow.conversation.MessageView;
import org.jspecify.annotations.Nullable;

/**
 * A message as it is read.
 *
 * @param service which of the freelancer's services it asks about, where one was named
 */
record MessageEntry(UUID id, String author, String authorName, boolean mine, MessageKind kind, String text,
		@Nullable AskedService service, List<FileView> files, Instant postedAt) {

	static MessageEntry of(MessageView message) {
		return new MessageEntry(message.id(), message.author(), message.authorName(), message.mine(), message.kind(),
				message.text(), message.service(), message.files().stream().map(FileView::of).toList(),
				message.postedAt());
	}

}
