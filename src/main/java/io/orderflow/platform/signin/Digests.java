package io.orderflow.platform.signin;

import org.apache.commons.codec.digest.DigestUtils;

/** SHA-256 in hex of texts that are kept apart. */
final class Digests {

	private Digests() {
	}

	static String sha256(String... parts) {
		return DigestUtils.sha256Hex(String.join("\0", parts));
	}

}
