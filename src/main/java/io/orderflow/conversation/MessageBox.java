package io.orderflow.conversation;

import java.util.List;
import java.util.UUID;

import io.orderflow.attachment.Attachment;
import io.orderflow.attachment.ReceivedForm;
import io.orderflow.platform.IdempotencyKey;
import io.orderflow.platform.Refusal;

/**
 * Where the next message is written.
 *
 * @param slot what its files are staged under
 * @param staged those that are there already
 * @param ready what texts that one click writes (S22) are called; each is read when it is
 * chosen, since all of them would be a megabyte
 * @param key names the one message that is written here: sent twice, it is kept once
 */
public record MessageBox(String slot, List<Attachment> staged, List<ReadyMessage.Title> ready, UUID key) {

	MessageBox(String slot, List<Attachment> staged, List<ReadyMessage.Title> ready) {
		this(slot, staged, ready, UUID.randomUUID());
	}

	/**
	 * What a message of a page is kept under: the same form with the same text twice is
	 * one message.
	 * @throws Refusal {@code wrong-type} on {@code key}
	 */
	public static String messageKey(ReceivedForm form) {
		return IdempotencyKey.ofPage(form.text("key")) + "/" + Integer.toHexString(form.text("message").hashCode());
	}

	/** Whether there are texts among them that everybody has. */
	public boolean hasCommonTexts() {
		return this.ready.stream().anyMatch((one) -> !one.own());
	}

}
