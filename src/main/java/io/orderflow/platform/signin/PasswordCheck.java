package io.orderflow.platform.signin;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;

import io.orderflow.platform.Refusal;
import io.orderflow.platform.UserStore;
import io.orderflow.platform.audit.AuditKind;
import io.orderflow.platform.audit.AuditTrail;
import io.orderflow.platform.audit.RequestSource;
import io.orderflow.platform.quota.AccountQuota;
import io.orderflow.platform.text.MailAddress;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Service;

/**
 * Whether a password is right, within the bounds: how often a sender may try, how many
 * are hashed at once. Hashes while no connection to the database is held. The same
 * password that is sent many times at once is hashed once.
 */
@Service
public class PasswordCheck {

	private final UserStore users;

	private final SignInAttempts attempts;

	private final HashingQueue hashing;

	/** All attempts under one name, or from one address, wait for one row. */
	private final HashingQueue counting;

	private final KnownSenders senders;

	private final AuditTrail audit;

	private final AccountQuota quota;

	private final PasswordVerificationCache recent;

	private final Map<String, CompletableFuture<Boolean>> underWay = new ConcurrentHashMap<>();

	PasswordCheck(UserStore users, SignInAttempts attempts, HashingQueue hashing, KnownSenders senders,
			AuditTrail audit, AccountQuota quota, SignInSettings settings, Clock clock) {
		this.users = users;
		this.attempts = attempts;
		this.hashing = hashing;
		this.counting = new HashingQueue(settings, () -> new SignInPausedException(settings.firstPause()));
		this.senders = senders;
		this.audit = audit;
		this.quota = quota;
		this.recent = new PasswordVerificationCache(clock);
	}

	/**
	 * Whether this is the password of a user, as the sender of this thread's request
	 * tries it. Not within a transaction.
	 * @throws SignInPausedException while this sender has to wait
	 * @throws SignInBusyException where too many sign in at once
	 */
	public boolean isRight(String id, String password) {
		return isRight(this.users.named(id).orElseGet(() -> UserStore.Named.nobody(id)), password);
	}

	/**
	 * The same for who was read before: the password is right for that credential.
	 * @throws SignInPausedException while this sender has to wait
	 * @throws SignInBusyException where too many sign in at once
	 */
	public boolean isRight(UserStore.Named user, String password) {
		return isRight(user, user.id(), password);
	}

	/**
	 * The same as somebody types it.
	 * @param typed an id or an address, under which it counts
	 */
	boolean isRight(UserStore.Named user, String typed, String password) {
		Sender sender = Sender.current();
		// another way is another sign-in, and recorded; a call with a password is no
		// other for its cookies
		RequestSource.Way way = RequestSource.current().way();
		String from = (way == RequestSource.Way.BASIC) ? sender.address() : sender.toString();
		String digest = this.recent.digest(user, from + " " + way, password);
		if (this.recent.knows(digest)) {
			return true;
		}
		String name = counted(typed);
		// under another name it has other pauses
		String trial = digest + " " + name;
		CompletableFuture<Boolean> mine = new CompletableFuture<>();
		CompletableFuture<Boolean> first = this.underWay.putIfAbsent(trial, mine);
		if (first != null) {
			return join(first);
		}
		try {
			boolean right = look(user, name, sender, password);
			if (right) {
				this.recent.note(digest);
			}
			mine.complete(right);
			return right;
		}
		catch (RuntimeException ex) {
			mine.completeExceptionally(ex);
			throw ex;
		}
		finally {
			// nobody waits for ever, whatever has happened
			mine.complete(false);
			this.underWay.remove(trial);
		}
	}

	/**
	 * The name, in one spelling where {@link UserStore#named} takes several, and only
	 * there: two people never count together.
	 */
	private static String counted(String typed) {
		return (typed.indexOf('@') < 0) ? typed : MailAddress.folded(typed);
	}

	private static boolean join(CompletableFuture<Boolean> first) {
		try {
			return first.join();
		}
		catch (CompletionException ex) {
			if (ex.getCause() instanceof AuthenticationException refused) {
				throw refused;
			}
			throw ex;
		}
	}

	/**
	 * Before anything is hashed: the attempt stays counted, so that its sender is paused.
	 */
	private void checkRoom(UserStore.Named user) {
		try {
			if (RequestSource.current().way() == RequestSource.Way.PAGE) {
				this.quota.checkRoomOfSender(user.id(), AccountQuota.Made.SIGN_IN);
			}
		}
		catch (Refusal ex) {
			throw new SignInPausedException(Duration.ofSeconds(ex.retryAfter()));
		}
	}

	private boolean look(UserStore.Named user, String name, Sender sender, String password) {
		SignInAttempts.Attempt attempt = this.counting.run(sender.address(),
				() -> this.attempts.begin(name, user.id(), sender));
		checkRoom(user);
		boolean right;
		try {
			right = this.hashing.run(sender.address(), attempt.known() ? user.id() : null,
					() -> this.users.matches(user, password));
		}
		catch (SignInBusyException ex) {
			this.attempts.notTried(attempt);
			throw ex;
		}
		String who = user.known() ? user.id() : null;
		if (!right) {
			this.audit.record(AuditKind.SIGN_IN_REFUSED, who, null, user.known() ? "wrong password" : "unknown name");
			if (attempt.pause() != null) {
				this.audit.record(AuditKind.SIGN_IN_PAUSED, who, null, "for " + attempt.pause());
			}
			return false;
		}
		this.attempts.right(attempt);
		if (RequestSource.current().way() == RequestSource.Way.BASIC) {
			this.senders.note(user.id(), sender.address(), false);
			this.audit.record(AuditKind.SIGNED_IN, user.id(), null, null);
		}
		return true;
	}

}
