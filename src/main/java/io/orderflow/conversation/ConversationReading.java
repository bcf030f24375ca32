package io.orderflow.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import io.orderflow.attachment.Attachment;
import io.orderflow.attachment.Attachments;
import io.orderflow.platform.Page;
import io.orderflow.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Looking at a conversation: what is shown has been read. Each takes six statements at
 * most.
 */
@Service
public class ConversationReading {

	/** Where the files of somebody's next message wait for it, by what it goes to. */
	private static final String SLOTS = "conversations/";

	private final ConversationRows rows;

	private final MessageReading messages;

	private final ReadyMessages ready;

	private final Attachments attachments;

	ConversationReading(ConversationRows rows, MessageReading messages, ReadyMessages ready, Attachments attachments) {
		this.rows = rows;
		this.messages = messages;
		this.ready = ready;
		this.attachments = attachments;
	}

	/**
	 * Opens a conversation of one's own; looking at its newest messages marks all as
	 * read.
	 * @param locale the language of the ready-made messages
	 * @param cursor of the page before; null for the newest messages
	 * @throws Refusal {@code conversation-not-found}, for a stranger too
	 */
	@Transactional
	public OpenConversation open(UUID id, String reader, Locale locale, @Nullable String cursor) {
		return open(this.rows.one(id, reader), "conversation-not-found", reader, locale, cursor);
	}

	/**
	 * The same for the conversation of an order.
	 * @throws Refusal {@code order-not-found}, for a stranger too
	 */
	@Transactional
	public OpenConversation openOfOrder(String orderNumber, String reader, Locale locale, @Nullable String cursor) {
		return open(this.rows.oneOfOrder(orderNumber, reader), "order-not-found", reader, locale, cursor);
	}

	/**
	 * The conversation of an order was shown elsewhere, as on the order's page, up to its
	 * newest message: it has been read, unless another came meanwhile. One statement;
	 * nothing happens for anyone but the two sides.
	 * @param newest when the newest message that was shown was written
	 */
	@Transactional
	public void seen(String orderNumber, String reader, Instant newest) {
		this.rows.markAllRead(orderNumber, reader, newest);
	}

	private OpenConversation open(Optional<ConversationRows.Listed> found, String refusal, String reader, Locale locale,
			@Nullable String cursor) {
		ConversationRows.Listed row = found.orElseThrow(() -> Refusal.notFound(refusal));
		ConversationView view = ConversationView.of(row, reader);
		Page<MessageView> page = this.messages.page(row.conversation(), row.names(), reader, cursor, null);
		if (row.unread() > 0 && cursor == null && !page.items().isEmpty()) {
			this.rows.markAllRead(row.conversation(), reader, page.items().get(0).postedAt());
		}
		String slot = slot(view.id());
		return new OpenConversation(view, page,
				new MessageBox(slot, staged(reader, slot), this.ready.in(view, reader, locale)));
	}

	/**
	 * What a first message to somebody takes.
	 * @param account whom it is for
	 */
	@Transactional(readOnly = true)
	public MessageBox boxFor(String account, String writer) {
		String slot = slot(account);
		return new MessageBox(slot, staged(writer, slot), this.ready.own(writer));
	}

	/** Files that wait for the next message, oldest first. */
	@Transactional(readOnly = true)
	public List<Attachment> staged(String owner, String slot) {
		return this.attachments.staged(owner, slot);
	}

	/** Where the files of the next message to a conversation wait. */
	public static String slot(UUID conversation) {
		return SLOTS + conversation + "/message";
	}

	/** Where the files of the first message to somebody wait. */
	public static String slot(String account) {
		return SLOTS + "new/" + account + "/message";
	}

}
