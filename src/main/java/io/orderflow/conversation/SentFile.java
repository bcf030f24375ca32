package io.orderflow.conversation;

import io.orderflow.attachment.Attachment;

/**
 * A file of a message.
 *
 * @param authorName how whoever sent it is called
 * @param kind of the message
 */
public record SentFile(Attachment file, String authorName, MessageKind kind) {

}
