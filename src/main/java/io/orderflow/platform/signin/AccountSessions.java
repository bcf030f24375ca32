package io.orderflow.platform.signin;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** The sessions in which people are signed in, on all nodes. */
public interface AccountSessions {

	/** Signs a person out everywhere. */
	void endAll(String account);

	/**
	 * A person's sessions, the one that was used last first.
	 * @param current the id of the session that asks; null where none does
	 */
	List<OpenSession> of(String account, @Nullable String current);

	/**
	 * Ends one session of a person; one that is not there, or somebody else's, is left
	 * alone.
	 * @param handle of {@link OpenSession}
	 * @return whether there was one
	 */
	boolean end(String account, String handle);

	/**
	 * Ends all sessions of a person but one.
	 * @param current the id of the one that stays; null for none
	 * @return how many were ended
	 */
	int endOthers(String account, @Nullable String current);

	/**
	 * The same, also of those that are being begun and not kept yet. The one that stays
	 * has to be let go on ({@link CurrentSession#goOn}): it began earlier, too.
	 */
	void endEarlier(String account, @Nullable String current);

	/**
	 * Takes what a session keeps for one use, whoever it is that has the session: of
	 * several requests at once, on whichever nodes, one gets it.
	 * @param session its id
	 * @param attribute the name under which it is kept
	 * @return whether it was there
	 */
	boolean take(String session, String attribute);

	/**
	 * An event: an account's sessions have been ended, all or all but one. Published in
	 * the transaction that ends them, where there is one.
	 */
	record OthersEnded(String account) {

	}

	/**
	 * A session, as its owner sees it.
	 *
	 * @param handle by which it can be ended; not its id, which would open it
	 * @param since when it was signed in
	 * @param lastUsed to the minute
	 * @param address where it was signed in from
	 * @param browser what the browser called itself then
	 * @param current whether it is the one that asks
	 */
	record OpenSession(String handle, Instant since, Instant lastUsed, @Nullable String address,
			@Nullable String browser, boolean current) {

	}

}
