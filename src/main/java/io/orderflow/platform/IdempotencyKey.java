package io.orderflow.platform;

import java.util.UUID;

/**
 * What names a request that may be repeated, so that it is done once. Pages and API have
 * names of their own: neither can meet the other's by chance.
 */
public final class IdempotencyKey {

	/** The most characters one has, in UTF-16 units. */
	public static final int MAX_LENGTH = 200;

	private IdempotencyKey() {
	}

	/** The key of a request to the API, as its header gives it. */
	public static String ofApi(String given) {
		return "api/" + given;
	}

	/**
	 * The key of a page's form, which was drawn when the form was shown.
	 * @throws Refusal {@code wrong-type} on {@code key}
	 */
	public static String ofPage(String drawn) {
		try {
			return "page/" + UUID.fromString(drawn);
		}
		catch (IllegalArgumentException ex) {
			throw Refusal.invalid("key", "wrong-type", drawn);
		}
	}

}
