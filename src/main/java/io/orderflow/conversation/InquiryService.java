package io.orderflow.conversation;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.orderflow.account.Account;
import io.orderflow.account.AccountService;
import io.orderflow.catalog.ListingService;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.UserStore;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Messages between a client and a freelancer without an order. Who may write the first is
 * {@link FirstContact}'s to say. A person who is both acts as one or the other.
 */
@Service
public class InquiryService {

	private final ConversationRows rows;

	private final ConversationService conversations;

	private final AskedServices services;

	private final AccountService accounts;

	private final ListingService listings;

	private final Clock clock;

	InquiryService(ConversationRows rows, ConversationService conversations, AskedServices services,
			AccountService accounts, ListingService listings, Clock clock) {
		this.rows = rows;
		this.conversations = conversations;
		this.services = services;
		this.accounts = accounts;
		this.listings = listings;
		this.clock = clock;
	}

	/**
	 * Whom a first message goes to.
	 *
	 * @param inquiry the conversation that the two have already; null before the first
	 * message
	 */
	public record Recipient(@Nullable UUID inquiry, ConversationView.Person person) {

	}

	/**
	 * Whether a client may write to a freelancer, before there is anything to send.
	 * @throws Refusal like {@link #ask}
	 */
	@Transactional(readOnly = true)
	public Recipient freelancer(String client, String freelancer) {
		FirstContact.checkRecipient(client, freelancer, "freelancer");
		Optional<UUID> inquiry = this.rows.inquiry(client, freelancer);
		if (inquiry.isEmpty()) {
			checkAsking(client, freelancer);
		}
		return recipient(inquiry, freelancer);
	}

	/**
	 * Whether a freelancer may write to a client, before there is anything to send.
	 * @throws Refusal like {@link #answer}
	 */
	@Transactional(readOnly = true)
	public Recipient client(String freelancer, String client) {
		FirstContact.checkRecipient(freelancer, client, "client");
		Optional<UUID> inquiry = this.rows.inquiry(client, freelancer);
		if (inquiry.isEmpty()) {
			checkAnswering(client, freelancer);
		}
		return recipient(inquiry, client);
	}

	/**
	 * What a client asks about, before there is anything to send.
	 * @param service the listing; null where none is named
	 * @throws Refusal {@code listing-not-found} where the freelancer sells no such thing
	 */
	@Transactional(readOnly = true)
	public @Nullable AskedService service(@Nullable UUID service, String freelancer) {
		return this.services.of(service, freelancer);
	}

	private Recipient recipient(Optional<UUID> inquiry, String id) {
		Account account = this.accounts.get(id);
		return new Recipient(inquiry.orElse(null),
				new ConversationView.Person(id, account.displayName(), account.picture().orElse(null)));
	}

	/**
	 * A client writes to a freelancer; the first message opens their inquiry, every other
	 * goes on with it.
	 * @param text like {@code files} and {@code key}, as in
	 * {@link ConversationService#post}
	 * @return the conversation
	 * @throws Refusal {@code to-oneself}; {@code first-contact} to a freelancer who is no
	 * client, {@code inquiry-clients-only} to others; not found
	 * ({@code freelancer-unknown}) unless something of a freelancer of that name was ever
	 * on sale, or the two have a conversation; what is wrong with the message
	 */
	public UUID ask(String client, String freelancer, String text, List<UUID> files, String key) {
		return ask(client, freelancer, text, null, files, key);
	}

	/**
	 * The same, about one of the freelancer's services.
	 * @param service the listing; null where none is named
	 * @throws Refusal {@code listing-not-found} too
	 */
	public UUID ask(String client, String freelancer, String text, @Nullable UUID service, List<UUID> files,
			String key) {
		FirstContact.checkRecipient(client, freelancer, "freelancer");
		return this.conversations.inTurn(client, freelancer, () -> {
			UUID inquiry = this.rows.inquiry(client, freelancer).orElseGet(() -> {
				checkAsking(client, freelancer);
				return open(client, freelancer);
			});
			this.conversations.post(inquiry, client, text, service, files, key);
			return inquiry;
		});
	}

	/**
	 * A freelancer writes to a client outside any order: only to one who has written
	 * first, or has ordered.
	 * @return the conversation
	 * @throws Refusal {@code to-oneself}; {@code first-contact} for everybody else,
	 * whether there is such a client or not; what is wrong with the message
	 */
	public UUID answer(String freelancer, String client, String text, List<UUID> files, String key) {
		FirstContact.checkRecipient(freelancer, client, "client");
		return this.conversations.inTurn(freelancer, client, () -> {
			UUID inquiry = this.rows.inquiry(client, freelancer).orElseGet(() -> {
				checkAnswering(client, freelancer);
				return open(client, freelancer);
			});
			this.conversations.post(inquiry, freelancer, text, files, key);
			return inquiry;
		});
	}

	/**
	 * Only whom anybody can find here, or the client knows: ids are made of names, and
	 * whoever tries them would hear who has an account.
	 */
	private void checkAsking(String client, String freelancer) {
		boolean known = (this.listings.wasEverOnSale(freelancer) || this.rows.know(client, freelancer))
				&& this.accounts.groupsOf(freelancer).contains(UserStore.FREELANCERS)
				&& this.accounts.find(freelancer).isPresent();
		new FirstContact(client, freelancer).checkAsking(this.accounts.groupsOf(client), known);
	}

	private void checkAnswering(String client, String freelancer) {
		new FirstContact(client, freelancer).checkAnswering(this.rows.haveOrder(client, freelancer));
	}

	/** Two who open it at once find the same one. */
	private UUID open(String client, String freelancer) {
		this.rows.openInquiry(
				new Conversation(UUID.randomUUID(), null, null, client, freelancer, null, this.clock.instant()));
		return this.rows.inquiry(client, freelancer).orElseThrow();
	}

}
