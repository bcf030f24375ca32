package io.orderflow.conversation;

import java.util.UUID;

import io.orderflow.attachment.AccessRule;
import io.orderflow.attachment.Attachment;

import org.springframework.stereotype.Component;

/** Both sides of a conversation read the files of its messages. */
@Component
class MessageAccessRule implements AccessRule {

	private static final String PREFIX = ConversationService.FILE_PURPOSE + "/";

	private final ConversationService conversations;

	MessageAccessRule(ConversationService conversations) {
		this.conversations = conversations;
	}

	@Override
	public boolean mayRead(String account, Attachment attachment) {
		return attachment.purpose() != null && attachment.purpose().startsWith(PREFIX) && this.conversations
			.mayRead(account, UUID.fromString(attachment.purpose().substring(PREFIX.length())));
	}

}
