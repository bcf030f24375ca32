package io.orderflow.platform;

/**
 * Lets a statement that is a transaction by itself answer before it is on the disk, where
 * what comes right after it is waited for anyway, or where losing it costs nothing. It is
 * seen by everybody at once, and a death of this application loses nothing; only a crash
 * of the database itself within the next moments does. Every commit on the disk puts all
 * earlier ones there too.
 */
public final class AsyncCommit {

	/**
	 * A condition, always true, for the {@code where} of such a statement. Within a
	 * larger transaction it would loosen that one: for statements outside of any only.
	 */
	public static final String COMMIT = "(select set_config('synchronous_commit', 'off', true)) = 'off'";

	private AsyncCommit() {
	}

}
