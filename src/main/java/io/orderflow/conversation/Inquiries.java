package io.orderflow.conversation;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import io.orderflow.account.Accounts;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.UserStore;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who may write to whom without an order. A client may ask any freelancer (S8); a
 * freelancer never makes first contact (S5), but may write once the client has, or once
 * there is an order between them (S6). A person who is both acts as one or the other.
 */
@Service
public class Inquiries {

	private final ConversationRows rows;

	private final Conversations conversations;

	private final Accounts accounts;

	private final Clock clock;

	Inquiries(ConversationRows rows, Conversations conversations, Accounts accounts, Clock clock) {
		this.rows = rows;
		this.conversations = conversations;
		this.accounts = accounts;
		this.clock = clock;
	}

	/**
	 * A client writes to a freelancer; the first message opens their inquiry, every other
	 * goes on with it.
	 * @param text like {@code files} and {@code key}, as in {@link Conversations#post}
	 * @return the conversation
	 * @throws Refusal {@code to-oneself}; {@code first-contact} to a freelancer who is no
	 * client, {@code inquiry-clients-only} to others; not found
	 * ({@code freelancer-unknown}) where nobody of that name sells; what is wrong with
	 * the message
	 */
	@Transactional
	public UUID ask(String client, String freelancer, String text, List<UUID> files, String key) {
		if (client.equals(freelancer)) {
			throw Refusal.invalid("freelancer", "to-oneself");
		}
		if (freelancer.indexOf('\0') >= 0) {
			throw Refusal.invalid("freelancer", "text-null-character");
		}
		UUID inquiry = this.rows.inquiry(client, freelancer).orElseGet(() -> {
			checkClient(client);
			if (!this.accounts.groupsOf(freelancer).contains(UserStore.FREELANCERS)
					|| this.accounts.find(freelancer).isEmpty()) {
				throw Refusal.notFound("freelancer-unknown", freelancer);
			}
			return open(client, freelancer);
		});
		this.conversations.post(inquiry, client, text, files, key);
		return inquiry;
	}

	/**
	 * A freelancer writes to a client outside any order: only to one who has written
	 * first, or has ordered.
	 * @return the conversation
	 * @throws Refusal {@code to-oneself}; {@code first-contact} for everybody else,
	 * whether there is such a client or not; what is wrong with the message
	 */
	@Transactional
	public UUID answer(String freelancer, String client, String text, List<UUID> files, String key) {
		if (freelancer.equals(client)) {
			throw Refusal.invalid("client", "to-oneself");
		}
		if (client.indexOf('\0') >= 0) {
			throw Refusal.invalid("client", "text-null-character");
		}
		UUID inquiry = this.rows.inquiry(client, freelancer).orElseGet(() -> {
			if (!this.rows.haveOrder(client, freelancer)) {
				throw Refusal.forbidden("first-contact");
			}
			return open(client, freelancer);
		});
		this.conversations.post(inquiry, freelancer, text, files, key);
		return inquiry;
	}

	private void checkClient(String account) {
		Set<String> groups = this.accounts.groupsOf(account);
		if (!groups.contains(UserStore.CLIENTS)) {
			throw Refusal.forbidden(groups.contains(UserStore.FREELANCERS) ? "first-contact" : "inquiry-clients-only");
		}
	}

	/** Two who open it at once find the same one. */
	private UUID open(String client, String freelancer) {
		this.rows.openInquiry(new Conversation(UUID.randomUUID(), null, null, client, freelancer,
				this.clock.instant().truncatedTo(ChronoUnit.MICROS)));
		return this.rows.inquiry(client, freelancer).orElseThrow();
	}

}
