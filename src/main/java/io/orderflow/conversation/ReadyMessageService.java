package io.orderflow.conversation;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import io.orderflow.account.FirstName;
import io.orderflow.platform.Refusal;

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

	/** The same where everything has been read already. */
	List<ReadyMessage> in(ConversationView conversation, List<ReadyMessage> own, Locale locale) {
		List<ReadyMessage> ready = new ArrayList<>();
		ReadyMessage.offeredIn(conversation).forEach((id) -> ready.add(filledIn(id, conversation, locale)));
		ready.addAll(own);
		return ready;
	}

	private ReadyMessage filledIn(String id, ConversationView conversation, Locale locale) {
		String about = (conversation.kind() == ConversationView.Kind.ORDER) ? "order" : "inquiry";
		Object[] args = { FirstName.of(conversation.other().name()), conversation.orderTitle() };
		return new ReadyMessage(id, false, this.texts.getMessage("ready." + id + ".title", null, locale),
				this.texts.getMessage("ready." + id + "." + about, args, locale));
	}

	/**
	 * Saves a text to write again.
	 * @throws Refusal on {@code title} and {@code text}; {@code ready-messages-full}
	 * where there are as many as fit
	 */
	@Transactional
	public ReadyMessage save(String account, String title, String text) {
		ReadyMessage.check(title, text);
		UUID id = UUID.randomUUID();
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
		if (!this.rows.change(id, account, title, text)) {
			throw Refusal.notFound("ready-message-not-found");
		}
		return new ReadyMessage(id.toString(), true, title, text);
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
