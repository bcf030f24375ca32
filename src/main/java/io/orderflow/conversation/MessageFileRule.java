package io.orderflow.conversation;

import io.orderflow.attachment.AccessRule;
import io.orderflow.attachment.Attachment;

import org.springframework.stereotype.Component;

/** Both sides of an order read the files of its messages. */
@Component
class MessageFileRule implements AccessRule {

	private final Conversations conversations;

	MessageFileRule(Conversations conversations) {
		this.conversations = conversations;
	}

	@Override
	public boolean mayRead(String account, Attachment attachment) {
		return attachment.orderNumber() != null && attachment.purpose() != null
				&& attachment.purpose().startsWith(Conversations.FILE_PURPOSE + "/")
				&& this.conversations.isSide(attachment.orderNumber(), account);
	}

}
