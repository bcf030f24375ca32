package io.orderflow.platform;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;

/** Who is reading or acting on this thread; implemented by the accounts. */
public interface CurrentReader {

	/** The signed-in person; empty for jobs, for start-up and for strangers. */
	Optional<Reader> reader();

	/**
	 * Whose request this is.
	 * @throws Refusal {@code not-signed-in}
	 */
	default Reader signedIn() {
		return reader().orElseThrow(() -> Refusal.forbidden("not-signed-in"));
	}

	/** The reader's language, else the request's, else English. */
	Locale locale();

	/** The request's language, without asking anybody who it is. */
	Locale requestedLocale();

	/**
	 * In which language a refusal is said. Where the database is away or everything is
	 * taken, nobody is asked who it is.
	 */
	default Locale locale(Refusal refusal) {
		return (refusal.kind() == Refusal.Kind.UNAVAILABLE) ? requestedLocale() : locale();
	}

	/**
	 * A signed-in person.
	 *
	 * @param accountId the account, which is also the user in the engine
	 * @param name what other people read
	 * @param locale the language of the account
	 * @param zone the time zone of the account
	 */
	record Reader(String accountId, String name, Locale locale, ZoneId zone) {

	}

}
