package io.orderflow.conversation.web;

import java.time.Instant;
import java.util.UUID;

import io.orderflow.conversation.Message;
import io.orderflow.conversation.MessageKind;

/** A message that was kept. */
record Posted(UUID id, MessageKind kind, String text, Instant postedAt) {

	static Posted of(Message message) {
		return new Posted(message.id(), message.kind(), message.text(), message.postedAt());
	}

}
