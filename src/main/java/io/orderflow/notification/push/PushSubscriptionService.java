package io.orderflow.notification.push;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.orderflow.account.AccountMailer;
import io.orderflow.account.SecurityMails;
import io.orderflow.platform.ProblemCollector;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.quota.AccountQuota;
import io.orderflow.platform.signin.AccountSessions;
import io.orderflow.platform.signin.PasswordChanged;
import io.orderflow.platform.signin.SignedInUsers;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The browsers that people have subscribed (S4). */
@Service
public class PushSubscriptionService {

	/** How many browsers one account can have. */
	static final int MAX = 20;

	private static final int MAX_LABEL = 100;

	private final PushSubscriptionRows rows;

	private final PublicAddressDnsResolver addresses;

	private final VapidKeyProvider keys;

	private final SignedInUsers users;

	private final SecurityMails mails;

	private final AccountQuota quota;

	private final Clock clock;

	PushSubscriptionService(PushSubscriptionRows rows, PublicAddressDnsResolver addresses, VapidKeyProvider keys,
			SignedInUsers users, SecurityMails mails, AccountQuota quota, Clock clock) {
		this.rows = rows;
		this.addresses = addresses;
		this.keys = keys;
		this.users = users;
		this.mails = mails;
		this.quota = quota;
		this.clock = clock;
	}

	/** The public key that browsers subscribe with, base64url; always the same. */
	public String publicKey() {
		return this.keys.publicKey();
	}

	/**
	 * Subscribes a browser. One that is subscribed already is kept once, with the new
	 * keys and for whoever is signed in there now. The owner is mailed of a new one:
	 * whoever found an open session could have it shown what they are told.
	 * @throws Refusal on {@code endpoint}, {@code keys.p256dh}, {@code keys.auth} and
	 * {@code label}; {@code too-many-browsers}; {@code too-many-new-browsers};
	 * {@code not-signed-in} where the session was ended meanwhile
	 */
	@Transactional
	public PushSubscriptionView subscribe(String account, NewPushSubscription given) {
		ProblemCollector problems = new ProblemCollector();
		String endpoint = Optional.ofNullable(given.endpoint()).orElse("");
		this.addresses.problem(endpoint)
			.ifPresent((code) -> problems.add("endpoint", code, PublicAddressDnsResolver.MAX_LENGTH));
		String p256dh = kept(PushKeyReader.publicKey(given.p256dh()), "keys.p256dh", problems);
		String auth = kept(PushKeyReader.secret(given.auth()), "keys.auth", problems);
		problems.optionalLine("label", given.label(), MAX_LABEL);
		problems.check();
		this.users.checkCaller();
		this.rows.lockOf(account);
		if (this.rows.others(account, endpoint) >= MAX) {
			throw Refusal.conflict("too-many-browsers", MAX);
		}
		if (!this.rows.isOf(account, endpoint)) {
			this.quota.count(account, AccountQuota.Made.BROWSER);
			this.mails.tell(account, AccountMailer.Kind.NEW_PUSH_BROWSER, "/account/security");
		}
		return view(this.rows.put(new PushSubscriptionRows.Row(UUID.randomUUID(), account, endpoint, p256dh, auth,
				given.label(), this.clock.instant())));
	}

	private static String kept(Optional<String> key, String field, ProblemCollector problems) {
		if (key.isEmpty()) {
			problems.add(field, "push-key-unusable");
		}
		return key.orElse("");
	}

	/** An account's browsers, oldest first; there are never many. */
	@Transactional(readOnly = true)
	public List<PushSubscriptionView> of(String account) {
		return this.rows.of(account).stream().map(PushSubscriptionService::view).toList();
	}

	/**
	 * Nothing is pushed to the browser any more.
	 * @throws Refusal not found, for another's too
	 */
	@Transactional
	public void unsubscribe(String account, UUID id) {
		if (!this.rows.remove(id, account)) {
			throw Refusal.notFound("push-subscription-not-found");
		}
	}

	/**
	 * Another password ends sessions, and what was subscribed in them: whoever knew the
	 * one before hears nothing any more. The owner turns them on again.
	 */
	@EventListener
	@Transactional
	public void passwordChanged(PasswordChanged event) {
		this.rows.removeAll(event.account());
	}

	/** So does who ends all other sessions: nobody knows in which of them it was done. */
	@EventListener
	@Transactional
	public void sessionsEnded(AccountSessions.OthersEnded event) {
		this.rows.removeAll(event.account());
	}

	private static PushSubscriptionView view(PushSubscriptionRows.Row row) {
		return new PushSubscriptionView(row.id(), row.endpoint(), row.label(), row.createdAt());
	}

}
