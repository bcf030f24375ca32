package io.orderflow.conversation;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import io.orderflow.attachment.Attachment;
import io.orderflow.attachment.AttachmentService;
import io.orderflow.notification.NotificationService;
import io.orderflow.platform.Cursor;
import io.orderflow.platform.Page;
import io.orderflow.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Looking at a conversation: what its own page shows has been read. */
@Service
public class ConversationViewService {

	/** Where the files of somebody's next message wait for it, by what it goes to. */
	private static final String SLOTS = "conversations/";

	private final OpenConversationRows rows;

	private final MessageViewService messages;

	private final ReadyMessageService ready;

	private final AttachmentService attachments;

	private final NotificationService notifications;

	ConversationViewService(OpenConversationRows rows, MessageViewService messages, ReadyMessageService ready,
			AttachmentService attachments, NotificationService notifications) {
		this.rows = rows;
		this.messages = messages;
		this.ready = ready;
		this.attachments = attachments;
		this.notifications = notifications;
	}

	/**
	 * Opens a conversation of one's own. Looking at its newest messages marks all as
	 * read, and what the reader was told about them.
	 * @param locale the language of the ready-made messages
	 * @param cursor of the page before; null for the newest messages
	 * @throws Refusal {@code conversation-not-found}, for a stranger too
	 */
	@Transactional
	public OpenConversation open(UUID id, String reader, Locale locale, @Nullable String cursor) {
		Optional<Cursor> from = Cursor.decode(cursor);
		OpenConversationRows.Opened opened = this.rows.open(id, reader, from.isEmpty())
			.orElseThrow(() -> Refusal.notFound("conversation-not-found"));
		ConversationView view = ConversationView.of(opened.listed(), reader);
		List<String> read = opened.readNow().stream().map(Message::notificationKey).toList();
		return opened(opened, view, reader, locale, from, staged(reader, slot(view)),
				this.notifications.markRead(reader, read));
	}

	/**
	 * The conversation of an order, on whose page it stands: what the reader was told
	 * about the order has been read, but for its messages. On a narrow page they are
	 * hidden behind a bar; {@link ConversationService#markRead} marks them when they are
	 * seen.
	 * @param staged what the reader has put down for the next message
	 * @throws Refusal {@code no-such-order}, for a stranger too
	 */
	@Transactional
	public OpenConversation openOfOrder(String orderNumber, String reader, Locale locale, @Nullable String cursor,
			List<Attachment> staged) {
		Optional<Cursor> from = Cursor.decode(cursor);
		OpenConversationRows.Opened opened = this.rows.openOfOrder(orderNumber, reader)
			.orElseThrow(() -> Refusal.notFound("no-such-order", orderNumber));
		return opened(opened, ConversationView.of(opened.listed(), reader), reader, locale, from, staged,
				this.notifications.markRead(reader, orderNumber));
	}

	private OpenConversation opened(OpenConversationRows.Opened opened, ConversationView view, String reader,
			Locale locale, Optional<Cursor> from, List<Attachment> staged, int settled) {
		Conversation conversation = opened.listed().conversation();
		// a message that came after the mark is not shown: it would look read
		Page<MessageView> messages = this.messages.page(conversation, opened.listed().people(), reader,
				from.orElse(new Cursor(conversation.lastMessageAt(), Cursor.NEWEST.id())), Cursor.limit(null));
		return new OpenConversation(view, messages,
				new MessageBox(slot(view), staged, this.ready.titles(view, opened.own(), locale)), settled);
	}

	/**
	 * What a first message to somebody takes.
	 * @param account whom it is for
	 */
	@Transactional(readOnly = true)
	public MessageBox boxFor(String account, String writer) {
		String slot = slot(account);
		return new MessageBox(slot, staged(writer, slot), this.ready.titles(writer));
	}

	/** Files that wait for the next message, oldest first. */
	@Transactional(readOnly = true)
	public List<Attachment> staged(String owner, String slot) {
		return this.attachments.stagedIn(owner, slot);
	}

	/** Where the files of the next message to a conversation wait. */
	public static String slot(ConversationView conversation) {
		return (conversation.orderNumber() != null) ? slotOfOrder(conversation.orderNumber())
				: SLOTS + conversation.id() + "/message";
	}

	/** The same for the conversation of an order. */
	public static String slotOfOrder(String orderNumber) {
		return orderNumber + "/message/files";
	}

	/** Where the files of the first message to somebody wait. */
	public static String slot(String account) {
		return SLOTS + "new/" + account + "/message";
	}

}
