package io.orderflow.account;

import java.util.List;
import java.util.Locale;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Mails about the account itself, to an address that may belong to nobody here. No
 * preference switches them off. Implemented where mails are sent.
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
		/** There are new recovery codes, instead of those of before. */
		RECOVERY_CODES_MADE,
		/** Somebody used a recovery code. */
		RECOVERY_CODE_USED,
		/** Somebody signed in with a browser that is new. */
		NEW_BROWSER,
		/** A browser shows the account's notifications from now on. */
		NEW_PUSH_BROWSER,
		/** An API token was made. */
		NEW_TOKEN,
		/** Confirm the new address of an account. */
		EMAIL_CHANGE,
		/** Somebody wants an address that has an account. */
		EMAIL_TAKEN,
		/** The account has another address. */
		EMAIL_CHANGED

	}

	/**
	 * A mail.
	 *
	 * @param owner the account that it is about, without which it is not sent; null where
	 * there is none, perhaps
	 * @param path of the page that it links to
	 * @param token whose secret follows the path; null where the link needs none
	 * @param details what the text says beside the link
	 */
	record Mail(Kind kind, String email, @Nullable String owner, Locale language, String path, @Nullable UUID token,
			List<String> details) {

		public Mail {
			details = List.copyOf(details);
		}

		/** A link that is good once. */
		static Mail withSecret(Kind kind, String email, @Nullable String owner, Locale language, String path,
				UUID token) {
			return new Mail(kind, email, owner, language, path, token, List.of());
		}

		static Mail of(Kind kind, String email, @Nullable String owner, Locale language, String path) {
			return new Mail(kind, email, owner, language, path, null, List.of());
		}

	}

	/**
	 * Records a mail in the transaction of what it tells of, which has to run; it is sent
	 * afterwards, and tried again while the mail server is down. Recording takes as long
	 * for every address. A mail whose token is of no use is not sent, nor one about
	 * somebody who was removed meanwhile.
	 */
	void send(Mail mail);

}
