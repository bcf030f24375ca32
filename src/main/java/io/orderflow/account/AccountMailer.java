package io.orderflow.account;

import java.util.Locale;

/**
 * Mails about the account itself, to an address that may belong to nobody here.
 * Implemented where mails are sent.
 */
public interface AccountMailer {

	/**
	 * What a mail is about; its texts are {@code account-mail.<name>.subject} and
	 * {@code .text}.
	 */
	enum Kind {

		/** Confirm the address and choose a password. */
		REGISTRATION,
		/** Somebody registered with an address that has an account. */
		ALREADY_REGISTERED,
		/** Choose a new password. */
		RESET,
		/** The password was changed. */
		PASSWORD_CHANGED,
		/** There is a new passkey. */
		PASSKEY_ADDED,
		/** A passkey is no longer good. */
		PASSKEY_REMOVED,
		/** Somebody used a recovery code. */
		RECOVERY_CODE_USED,
		/** Somebody signed in with a browser that is new. */
		NEW_BROWSER,
		/** An API token was made. */
		NEW_TOKEN

	}

	/**
	 * Sends a mail once the transaction that runs now has committed; does not wait for
	 * it, so that nobody can tell by the time whether an address is known. A mail that
	 * cannot be sent is logged: who waits for it asks for another.
	 * @param path of the page that the mail links to
	 * @param details what the text says beside the link
	 */
	void send(Kind kind, String email, Locale language, String path, Object... details);

}
