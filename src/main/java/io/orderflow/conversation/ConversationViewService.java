package io.orderflow.conversation;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import io.orderflow.attachment.Attachment;
import io.orderflow.attachment.AttachmentService;
import io.orderflow.platform.Cursor;
import io.orderflow.platform.Page;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.live.LiveNotifier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Looking at a conversation: what is shown has been read. */
@Service
public class ConversationViewService {

	/** Where the files of somebody's next message wait for it, by what it goes to. */
	private static final String SLOTS = "conversations/";

	private final OpenConversationRows rows;

	private final ReadyMessageService ready;

	private final AttachmentService attachments;

	private final LiveNotifier live;

	private final Clock clock;

	ConversationViewService(OpenConversationRows rows, ReadyMessageService ready, AttachmentService attachments,
			LiveNotifier live, Clock clock) {
		this.rows = rows;
		this.ready = ready;
		this.attachments = attachments;
		this.live = live;
		this.clock = clock;
	}

	/**
	 * Opens a conversation of one's own, in two statements. Looking at its newest
	 * messages marks all as read, and what the reader was told about them.
	 * @param locale the language of the ready-made messages
	 * @param cursor of the page before; null for the newest messages
	 * @throws Refusal {@code conversation-not-found}, for a stranger too
	 */
	@Transactional
	public OpenConversation open(UUID id, String reader, Locale locale, @Nullable String cursor) {
		OpenConversationRows.Talk talk = this.rows
			.open(id, reader, from(cursor), Cursor.limit(null) + 1, cursor == null, this.clock.instant())
			.orElseThrow(() -> Refusal.notFound("conversation-not-found"));
		return opened(talk, reader, locale, null);
	}

	/**
	 * The same for the conversation of an order, in one statement.
	 * @param staged what the reader has put down for the next message
	 * @throws Refusal {@code order-not-found}, for a stranger too
	 */
	@Transactional
	public OpenConversation openOfOrder(String orderNumber, String reader, Locale locale, @Nullable String cursor,
			List<Attachment> staged) {
		OpenConversationRows.Talk talk = this.rows
			.openOfOrder(orderNumber, reader, from(cursor), Cursor.limit(null) + 1, cursor == null,
					this.clock.instant())
			.orElseThrow(() -> Refusal.notFound("order-not-found"));
		return opened(talk, reader, locale, staged);
	}

	private OpenConversation opened(OpenConversationRows.Talk talk, String reader, Locale locale,
			@Nullable List<Attachment> staged) {
		if (talk.settled() > 0) {
			this.live.changed(List.of(reader));
		}
		ConversationView view = ConversationView.of(talk.listed(), reader);
		String slot = slot(view);
		return new OpenConversation(view,
				Page.of(talk.messages(), Cursor.limit(null), (message) -> new Cursor(message.postedAt(), message.id())),
				new MessageBox(slot, (staged != null) ? staged : staged(reader, slot),
						this.ready.in(view, talk.own(), locale)),
				talk.settled());
	}

	private static Cursor from(@Nullable String cursor) {
		return Cursor.decode(cursor).orElse(MessageViewService.NEWEST);
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
