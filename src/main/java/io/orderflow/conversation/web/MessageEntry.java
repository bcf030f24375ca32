package io.orderflow.conversation.web;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.orderflow.attachment.FileView;
import io.orderflow.conversation.MessageKind;
import io.orderflow.conversation.MessageView;

/** A message as it is read. */
record MessageEntry(UUID id, String author, String authorName, boolean mine, MessageKind kind, String text,
		List<FileView> files, Instant postedAt) {

	static MessageEntry of(MessageView message) {
		return new MessageEntry(message.id(), message.author(), message.authorName(), message.mine(), message.kind(),
				message.text(), message.files().stream().map(FileView::of).toList(), message.postedAt());
	}

}
