package io.orderflow.conversation;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

import io.orderflow.account.AccountService;
import io.orderflow.account.NotificationKind;
import io.orderflow.attachment.AttachmentUse;
import io.orderflow.attachment.AttachmentService;
import io.orderflow.notification.NewNotification;
import io.orderflow.notification.NotificationService;
import io.orderflow.platform.Cursor;
import io.orderflow.platform.Page;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.live.LiveNotifier;
import io.orderflow.platform.quota.AccountQuota;
import io.orderflow.platform.quota.ChangeTurns;
import io.orderflow.platform.text.SearchWords;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/**
 * What clients and freelancers write to each other, about an order or before there is
 * one. To all but the two sides a conversation is not there. Who may begin one without an
 * order is {@link InquiryService}' to say.
 */
@Service
public class ConversationService {

	/** What message files are attached as; the part before the slash. */
	static final String FILE_PURPOSE = "message";

	private final ConversationRows rows;

	private final MessageRows messages;

	private final MessageViewService reading;

	private final AskedServices services;

	private final AccountService accounts;

	private final AttachmentService attachments;

	private final NotificationService notifications;

	private final TransactionOperations transactions;

	private final ChangeTurns turns;

	private final AccountQuota quota;

	private final LiveNotifier live;

	private final Clock clock;

	ConversationService(ConversationRows rows, MessageRows messages, MessageViewService reading, AskedServices services,
			AccountService accounts, AttachmentService attachments, NotificationService notifications,
			TransactionOperations transactions, ChangeTurns turns, AccountQuota quota, LiveNotifier live, Clock clock) {
		this.rows = rows;
		this.messages = messages;
		this.reading = reading;
		this.services = services;
		this.accounts = accounts;
		this.attachments = attachments;
		this.notifications = notifications;
		this.transactions = transactions;
		this.turns = turns;
		this.quota = quota;
		this.live = live;
		this.clock = clock;
	}

	/**
	 * Opens the conversation of an order, in the order's transaction (S7); a repeat finds
	 * the one there is.
	 * @param title what was ordered
	 */
	@Transactional
	public UUID openForOrder(UUID orderId, String orderNumber, String title, String client, String freelancer) {
		return this.rows
			.open(orderId,
					new Conversation(UUID.randomUUID(), orderNumber, title, client, freelancer, null,
							this.clock.instant()))
			.orElseGet(() -> this.rows.ofOrder(orderNumber).orElseThrow().id());
	}

	/**
	 * Adds a message to an order's conversation, attaches its files and tells the other
	 * side. The state of the order does not matter: its conversation stays open (S28).
	 * @param text as written, at most {@link Message#MAX_LENGTH} characters; may be blank
	 * where there are files
	 * @param files ids of the author's uploads
	 * @param key names this one message of this author: the same key again returns the
	 * message there is
	 * @throws Refusal not found for anyone but the two sides; on {@code message} and
	 * {@code files}; {@code key-reused} for another message with the same key;
	 * {@code too-many-messages}, and {@code too-many-changes} for repeats
	 */
	public Message post(String orderNumber, String author, MessageKind kind, String text, List<UUID> files,
			String key) {
		return inTurn(author, orderNumber,
				() -> post(side(this.rows.lockOfOrder(orderNumber), author, "no-such-order", orderNumber), author, kind,
						text, null, files, key));
	}

	/** The same in any conversation of one's own, an inquiry too (S6, S8). */
	public Message post(UUID conversation, String author, String text, List<UUID> files, String key) {
		return post(conversation, author, text, null, files, key);
	}

	/**
	 * The same, asked about one of the freelancer's services.
	 * @param service the listing; null where none is named
	 * @throws Refusal {@code listing-not-found} too
	 */
	public Message post(UUID conversation, String author, String text, @Nullable UUID service, List<UUID> files,
			String key) {
		return inTurn(author, conversation.toString(), () -> {
			Conversation locked = side(this.rows.lock(conversation), author, "conversation-not-found");
			return post(locked, author, MessageKind.MESSAGE, text, this.services.of(service, locked.freelancer()),
					files, key);
		});
	}

	/**
	 * In a transaction of its own, once what the same account does to the same thing is
	 * done: whoever waits for a conversation's row holds a connection.
	 */
	<T> T inTurn(String account, String thing, Supplier<T> change) {
		return this.turns.call(account, thing,
				() -> Objects.requireNonNull(this.transactions.execute((tx) -> change.get())));
	}

	private Message post(Conversation locked, String author, MessageKind kind, String text,
			@Nullable AskedService about, List<UUID> files, String key) {
		Message.check(text, !files.isEmpty(), key);
		Message message = locked.written(UUID.randomUUID(), author, kind, text, about, this.clock.instant());
		if (!this.messages.add(message, key)) {
			this.quota.count(author, AccountQuota.Made.CHANGE);
			return repeated(locked.id(), author, kind, text, files, key).orElseThrow();
		}
		this.quota.count(author, AccountQuota.Made.MESSAGE);
		this.attachments.attach(author, files, "files",
				new AttachmentUse(locked.orderNumber(), FILE_PURPOSE + "/" + message.id()));
		this.messages.addFiles(message.id(), files);
		this.live.changed(List.of(locked.client(), locked.freelancer()));
		tell(locked, message);
		return message;
	}

	/**
	 * Whether this very message was written before, under the same key.
	 * @throws Refusal {@code key-reused} where another was
	 */
	@Transactional(readOnly = true)
	public boolean posted(String orderNumber, String author, MessageKind kind, String text, List<UUID> files,
			String key) {
		return this.rows.ofOrder(orderNumber)
			.flatMap((conversation) -> repeated(conversation.id(), author, kind, text, files, key))
			.isPresent();
	}

	private Optional<Message> repeated(UUID conversation, String author, MessageKind kind, String text,
			List<UUID> files, String key) {
		return this.messages.byKey(conversation, author, key)
			.map((kept) -> kept.repeated(kind, text, alike(author, this.messages.files(kept.id()), files)));
	}

	/**
	 * Whether no other files come with it: a form that is sent anew brings its own once
	 * more, or does not list them any longer.
	 */
	private boolean alike(String author, List<UUID> kept, List<UUID> again) {
		if (kept.containsAll(again)) {
			return true;
		}
		List<String> looks = look(author, again);
		return looks.size() == again.size() && look(author, kept).containsAll(looks);
	}

	private List<String> look(String author, List<UUID> files) {
		return this.attachments.all(files)
			.stream()
			.filter((file) -> file.owner().equals(author))
			.map((file) -> file.sha256() + " " + file.fileName())
			.toList();
	}

	private void tell(Conversation conversation, Message message) {
		String author = this.accounts.get(message.author()).displayName();
		String number = conversation.orderNumber();
		this.notifications.notify(new NewNotification(conversation.otherSide(message.author()),
				NotificationKind.MESSAGE, Message.notificationKey(message.id()), number, conversation.toldAs(message),
				conversation.toldOf(message, author), conversation.link(), "conversation/" + conversation.id(),
				message.text().isBlank() ? null : new NewNotification.Quote(author, message.text())));
	}

	/**
	 * The messages of an order, newest first.
	 * @throws Refusal not found for anyone but the two sides
	 */
	@Transactional(readOnly = true)
	public Page<MessageView> messages(String orderNumber, String reader, @Nullable String cursor,
			@Nullable Integer limit) {
		return this.reading.page(side(this.rows.ofOrder(orderNumber), reader, "no-such-order", orderNumber), reader,
				cursor, limit);
	}

	/**
	 * The files of an order's messages, the newest first.
	 * @param most how many at most
	 * @throws Refusal not found for anyone but the two sides
	 */
	@Transactional(readOnly = true)
	public List<SentFile> files(String orderNumber, String reader, int most) {
		return this.reading.files(side(this.rows.ofOrder(orderNumber), reader, "no-such-order", orderNumber), most);
	}

	/** The same of any conversation of one's own. */
	@Transactional(readOnly = true)
	public Page<MessageView> messages(UUID conversation, String reader, @Nullable String cursor,
			@Nullable Integer limit) {
		return this.reading.page(side(this.rows.find(conversation), reader, "conversation-not-found"), reader, cursor,
				limit);
	}

	/**
	 * One message of a conversation of one's own.
	 * @throws Refusal {@code conversation-not-found}, for a stranger too;
	 * {@code message-not-found}
	 */
	@Transactional(readOnly = true)
	public MessageView message(UUID conversation, UUID message, String reader) {
		return this.reading.one(side(this.rows.find(conversation), reader, "conversation-not-found"), message, reader)
			.orElseThrow(() -> Refusal.notFound("message-not-found"));
	}

	/**
	 * An account's conversations on either side, the one with the newest message first,
	 * in one statement.
	 * @param other only those with this account, if given
	 */
	@Transactional(readOnly = true)
	public Page<ConversationView> page(String account, @Nullable String other, @Nullable String cursor,
			@Nullable Integer limit) {
		return filtered(account, ConversationFilter.with(other), cursor, limit);
	}

	/**
	 * The same of those that a filter leaves.
	 * @throws Refusal {@code text-too-long} on {@code q}
	 */
	@Transactional(readOnly = true)
	public Page<ConversationView> filtered(String account, ConversationFilter filter, @Nullable String cursor,
			@Nullable Integer limit) {
		if (filter.with() != null && filter.with().indexOf('\0') >= 0) {
			// nobody is called that, and PostgreSQL would not even look
			return new Page<>(List.of(), null);
		}
		if (filter.words() != null && filter.words().length() > SearchWords.LONGEST) {
			throw Refusal.invalid("q", "text-too-long", SearchWords.LONGEST, filter.words().length());
		}
		Cursor from = Cursor.decode(cursor).orElse(Cursor.NEWEST);
		int size = Cursor.limit(limit);
		Page<ConversationRows.Listed> page = Page.of(this.rows.list(account, filter, from, size + 1), size,
				(listed) -> new Cursor(listed.conversation().lastMessageAt(), listed.conversation().id()));
		return new Page<>(views(page.items(), account), page.next());
	}

	/**
	 * What was last said with one person elsewhere, of other orders and inquiries (S15),
	 * the newest first, in one statement.
	 * @param exceptOrder the order that is being looked at
	 */
	@Transactional(readOnly = true)
	public List<ConversationView> recentWith(String account, String other, String exceptOrder, int limit) {
		return views(this.rows.listWithBut(account, other, exceptOrder, Cursor.NEWEST, limit), account);
	}

	/** What waits for a freelancer's answer, in one statement. */
	@Transactional(readOnly = true)
	public UnansweredSummary unanswered(String freelancer, int limit) {
		return this.rows.unanswered(freelancer, limit);
	}

	private static List<ConversationView> views(List<ConversationRows.Listed> listed, String account) {
		return listed.stream().map((row) -> ConversationView.of(row, account)).toList();
	}

	/**
	 * One conversation.
	 * @throws Refusal {@code conversation-not-found}, for a stranger too
	 */
	@Transactional(readOnly = true)
	public ConversationView get(UUID id, String account) {
		return this.rows.one(id, account)
			.map((row) -> ConversationView.of(row, account))
			.orElseThrow(() -> Refusal.notFound("conversation-not-found"));
	}

	/**
	 * Where an account talks with others, in one statement.
	 * @param sells whether the account is the freelancer in it
	 * @param others accounts; at least one
	 * @param orders ids of orders between them; at least one
	 */
	@Transactional(readOnly = true)
	public ConversationLinks links(String account, boolean sells, Collection<String> others, Collection<UUID> orders) {
		return new ConversationLinks(this.rows.links(account, sells, others, orders));
	}

	/** In how many conversations the account has something to read. */
	@Transactional(readOnly = true)
	public int unread(String account) {
		return this.rows.unread(account);
	}

	/**
	 * Everything up to a message has been read, and what the reader was told about it; a
	 * mark that is further on already stays.
	 * @return how many messages of the other side are left to read
	 * @throws Refusal not found for anyone but the two sides; {@code message-unknown} on
	 * {@code upTo}
	 */
	public int markRead(UUID id, String reader, UUID upTo) {
		return inTurn(reader, id.toString(), () -> markedRead(id, reader, upTo));
	}

	private int markedRead(UUID id, String reader, UUID upTo) {
		Conversation locked = side(this.rows.lock(id), reader, "conversation-not-found");
		Instant until = this.messages.postedAt(id, upTo)
			.orElseThrow(() -> Refusal.invalid("upTo", "message-unknown", upTo.toString()));
		List<UUID> readNow = this.messages.unmarked(id, reader, until);
		this.rows.markRead(locked, reader, until);
		this.notifications.markRead(reader, readNow.stream().map(Message::notificationKey).toList());
		return this.rows.one(id, reader).orElseThrow().unread();
	}

	/** The files of a message are for both sides of its conversation. */
	boolean mayRead(String account, UUID message) {
		return this.rows.mayRead(account, message);
	}

	private static Conversation side(Optional<Conversation> conversation, String account, String refusal,
			Object... args) {
		return conversation.filter((found) -> found.isBetween(account))
			.orElseThrow(() -> Refusal.notFound(refusal, args));
	}

}
