package io.orderflow.conversation;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.orderflow.account.Account;
import io.orderflow.account.Accounts;
import io.orderflow.attachment.Attachment;
import io.orderflow.attachment.AttachmentUse;
import io.orderflow.attachment.Attachments;
import io.orderflow.notification.NewNotification;
import io.orderflow.notification.NotificationKind;
import io.orderflow.notification.Notifications;
import io.orderflow.platform.Cursor;
import io.orderflow.platform.FormValues;
import io.orderflow.platform.Page;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.live.LiveSignal;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the two sides of an order write to each other; nobody else reads or writes it. */
@Service
public class Conversations {

	/** What message files are attached as; the part before the slash. */
	static final String FILE_PURPOSE = "message";

	private static final int MAX_KEY = 200;

	private static final Cursor NEWEST = new Cursor(Instant.parse("9999-12-31T00:00:00Z"), new UUID(-1, -1));

	private final ConversationRows rows;

	private final Accounts accounts;

	private final Attachments attachments;

	private final Notifications notifications;

	private final LiveSignal live;

	private final Clock clock;

	Conversations(ConversationRows rows, Accounts accounts, Attachments attachments, Notifications notifications,
			LiveSignal live, Clock clock) {
		this.rows = rows;
		this.accounts = accounts;
		this.attachments = attachments;
		this.notifications = notifications;
		this.live = live;
		this.clock = clock;
	}

	/**
	 * Opens the conversation of an order, in the order's transaction (S7); a repeat finds
	 * the one there is.
	 */
	@Transactional
	public UUID openForOrder(UUID orderId, String orderNumber, String client, String freelancer) {
		this.rows.open(orderId, new Conversation(UUID.randomUUID(), orderNumber, client, freelancer, now()));
		return this.rows.ofOrder(orderNumber).orElseThrow().id();
	}

	/**
	 * Adds a message, attaches its files and tells the other side. The state of the order
	 * does not matter: its conversation stays open (S28).
	 * @param text as written, at most {@link Message#MAX_LENGTH} characters; may be blank
	 * where there are files
	 * @param files ids of the author's uploads
	 * @param key names this one message of this author: the same key again returns the
	 * message there is
	 * @throws Refusal not found for anyone but the two sides; on {@code message} and
	 * {@code files}; {@code key-reused} for another message with the same key
	 */
	@Transactional
	public Message post(String orderNumber, String author, MessageKind kind, String text, List<UUID> files,
			String key) {
		Conversation conversation = ofSide(orderNumber, author);
		check(text, files, key);
		Message message = new Message(UUID.randomUUID(), conversation.id(), author, kind, text, now());
		if (!this.rows.add(message, key)) {
			return repeated(this.rows.byKey(conversation.id(), author, key), message);
		}
		this.attachments.attach(author, files, "files",
				new AttachmentUse(orderNumber, FILE_PURPOSE + "/" + message.id()));
		this.rows.addFiles(message.id(), files);
		this.live.changed(List.of(conversation.client(), conversation.freelancer()));
		tell(conversation, message);
		return message;
	}

	private static Message repeated(Message kept, Message given) {
		if (kept.kind() != given.kind() || !kept.text().equals(given.text())) {
			throw Refusal.unprocessable("key-reused");
		}
		return kept;
	}

	private static void check(String text, List<UUID> files, String key) {
		FormValues form = new FormValues(Map.of("message", text));
		if (files.isEmpty()) {
			form.text("message", Message.MAX_LENGTH);
		}
		else {
			form.optionalText("message", Message.MAX_LENGTH);
		}
		if (key.isEmpty() || key.length() > MAX_KEY) {
			form.problem("key", "key-malformed", MAX_KEY);
		}
		form.check();
	}

	private void tell(Conversation conversation, Message message) {
		String author = this.accounts.get(message.author()).displayName();
		String number = conversation.orderNumber();
		this.notifications.notify(new NewNotification(conversation.otherSide(message.author()),
				NotificationKind.MESSAGE, "message/" + message.id(), number,
				(message.kind() == MessageKind.UPDATE) ? "update-posted" : "message-posted", List.of(author, number),
				"/orders/" + number + "#conversation"));
	}

	/**
	 * The messages of an order, newest first.
	 * @throws Refusal not found for anyone but the two sides
	 */
	@Transactional(readOnly = true)
	public Page<MessageView> messages(String orderNumber, String reader, @Nullable String cursor,
			@Nullable Integer limit) {
		Conversation conversation = ofSide(orderNumber, reader);
		int size = Cursor.limit(limit);
		Page<Message> page = Page.of(
				this.rows.before(conversation.id(), Cursor.decode(cursor).orElse(NEWEST), size + 1), size,
				(message) -> new Cursor(message.postedAt(), message.id()));
		Map<UUID, List<UUID>> ids = this.rows.filesOf(page.items().stream().map(Message::id).toList());
		Map<UUID, Attachment> files = this.attachments.all(ids.values().stream().flatMap(Collection::stream).toList())
			.stream()
			.collect(Collectors.toMap(Attachment::id, Function.identity()));
		Map<String, String> names = Map.of(conversation.client(), name(conversation.client()),
				conversation.freelancer(), name(conversation.freelancer()));
		return page.map((message) -> new MessageView(message.id(), message.author(), names.get(message.author()),
				message.author().equals(reader), message.kind(), message.text(),
				ids.getOrDefault(message.id(), List.of()).stream().map(files::get).toList(), message.postedAt()));
	}

	/** Whether the account is one of the two sides of the order. */
	boolean isSide(String orderNumber, String account) {
		return this.rows.ofOrder(orderNumber).filter((conversation) -> conversation.isBetween(account)).isPresent();
	}

	private Conversation ofSide(String orderNumber, String account) {
		return this.rows.ofOrder(orderNumber)
			.filter((conversation) -> conversation.isBetween(account))
			.orElseThrow(() -> Refusal.notFound("order-not-found"));
	}

	private String name(String account) {
		return this.accounts.find(account).map(Account::displayName).orElse(account);
	}

	private Instant now() {
		return this.clock.instant().truncatedTo(ChronoUnit.MICROS);
	}

}
