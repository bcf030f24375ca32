package io.orderflow.conversation;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

import io.orderflow.account.FirstName;
import io.orderflow.platform.Refusal;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Messages that are ready to be sent (S22): a freelancer is led through the first days of
 * an order by texts that thank, ask, explain and announce; everybody can save texts of
 * their own.
 */
@Service
public class ReadyMessageService {

	/** How many an account can save. */
	static final int MOST = 50;

	private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

	private final ReadyMessageRows rows;

	private final ConversationService conversations;

	private final MessageSource texts;

	private final Clock clock;

	ReadyMessageService(ReadyMessageRows rows, ConversationService conversations, MessageSource texts, Clock clock) {
		this.rows = rows;
		this.conversations = conversations;
		this.texts = texts;
		this.clock = clock;
	}

	/** Those that the account has saved, the oldest first. */
	@Transactional(readOnly = true)
	public List<ReadyMessage> own(String account) {
		return this.rows.of(account);
	}

	/**
	 * What the account can send in a conversation: to the freelancer of it also the texts
	 * that everybody has, filled in for the other side, in the given language.
	 * @throws Refusal {@code conversation-not-found}, for a stranger too
	 */
	@Transactional(readOnly = true)
	public List<ReadyMessage> in(UUID conversation, String account, Locale locale) {
		return in(this.conversations.get(conversation, account), own(account), locale);
	}

	private List<ReadyMessage> in(ConversationView conversation, List<ReadyMessage> own, Locale locale) {
		List<ReadyMessage> ready = new ArrayList<>();
		ReadyMessage.offeredIn(conversation).forEach((id) -> ready.add(filledIn(id, conversation, locale)));
		ready.addAll(own);
		return ready;
	}

	/** What all of them are called, where everything has been read already. */
	List<ReadyMessage.Title> titles(ConversationView conversation, List<ReadyMessage.Title> own, Locale locale) {
		List<ReadyMessage.Title> titles = new ArrayList<>();
		ReadyMessage.offeredIn(conversation)
			.forEach((id) -> titles.add(new ReadyMessage.Title(id, false, title(id, locale))));
		titles.addAll(own);
		return titles;
	}

	/** What those are called that the account has saved. */
	List<ReadyMessage.Title> titles(String account) {
		return this.rows.titles(account);
	}

	/**
	 * One of them.
	 * @param conversation in which it is to be sent; null where there is none yet
	 * @throws Refusal {@code ready-message-not-found}, for another's too;
	 * {@code conversation-not-found}
	 */
	@Transactional(readOnly = true)
	public ReadyMessage one(String id, @Nullable UUID conversation, String account, Locale locale) {
		if (conversation != null) {
			ConversationView view = this.conversations.get(conversation, account);
			if (ReadyMessage.offeredIn(view).contains(id)) {
				return filledIn(id, view, locale);
			}
		}
		return Optional.of(id)
			.filter((written) -> UUID_TEXT.matcher(written).matches())
			.flatMap((written) -> this.rows.one(UUID.fromString(written), account))
			.orElseThrow(() -> Refusal.notFound("ready-message-not-found"));
	}

	/**
	 * The text of one, to begin a message with; empty where it was removed meanwhile.
	 * @param conversation in which it is to be sent; null where there is none yet
	 */
	@Transactional(readOnly = true)
	public String text(String id, @Nullable UUID conversation, String account, Locale locale) {
		try {
			return one(id, conversation, account, locale).text();
		}
		catch (Refusal refusal) {
			return "";
		}
	}

	private ReadyMessage filledIn(String id, ConversationView conversation, Locale locale) {
		String about = (conversation.kind() == ConversationView.Kind.ORDER) ? "order" : "inquiry";
		Object[] args = { FirstName.of(conversation.other().name()), conversation.orderTitle() };
		return new ReadyMessage(id, false, title(id, locale),
				this.texts.getMessage("ready." + id + "." + about, args, locale));
	}

	private String title(String id, Locale locale) {
		return this.texts.getMessage("ready." + id + ".title", null, locale);
	}

	/**
	 * Saves a text to write again.
	 * @throws Refusal on {@code title}, which another one may have, and {@code text};
	 * {@code ready-messages-full} where there are as many as fit
	 */
	@Transactional
	public ReadyMessage save(String account, String title, String text) {
		ReadyMessage.check(title, text);
		UUID id = UUID.randomUUID();
		checkTitle(id, account, title);
		if (!this.rows.add(id, account, title, text, this.clock.instant(), MOST)) {
			throw Refusal.conflict("ready-messages-full", MOST);
		}
		return new ReadyMessage(id.toString(), true, title, text);
	}

	/**
	 * Changes a text of one's own.
	 * @throws Refusal {@code ready-message-not-found}, for another's too; on
	 * {@code title} and {@code text}
	 */
	@Transactional
	public ReadyMessage change(UUID id, String account, String title, String text) {
		ReadyMessage.check(title, text);
		checkTitle(id, account, title);
		if (!this.rows.change(id, account, title, text)) {
			throw Refusal.notFound("ready-message-not-found");
		}
		return new ReadyMessage(id.toString(), true, title, text);
	}

	/**
	 * Each is a button of its own: two with the same words could not be told apart.
	 */
	private void checkTitle(UUID id, String account, String title) {
		this.rows.lock(account);
		if (this.rows.isTaken(title.strip(), id, account)) {
			throw Refusal.invalid("title", "ready-message-title-taken", title.strip());
		}
	}

	/**
	 * Removes a text of one's own.
	 * @throws Refusal {@code ready-message-not-found}, for another's too
	 */
	@Transactional
	public void remove(UUID id, String account) {
		if (!this.rows.remove(id, account)) {
			throw Refusal.notFound("ready-message-not-found");
		}
	}

}
