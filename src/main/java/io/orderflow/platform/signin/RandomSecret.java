package io.orderflow.platform.signin;

import java.security.SecureRandom;
import java.util.Base64;

/** Makes what nobody can guess: tokens, cookies, links. */
public final class RandomSecret {

	private static final int BYTES = 32;

	private static final SecureRandom RANDOM = new SecureRandom();

	private RandomSecret() {
	}

	/**
	 * 32 random bytes as base64url, which are 43 letters, digits, hyphens and
	 * underscores.
	 */
	public static String make() {
		byte[] secret = new byte[BYTES];
		RANDOM.nextBytes(secret);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
	}

}
