package io.orderflow.platform.signin;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.orderflow.platform.UserStore;

/**
 * Passwords that were right a moment ago, so that a program that sends its password with
 * every call does not have it hashed slowly every time, and goes on working while
 * somebody else tries passwords for its account. Keeps no password, only a keyed digest
 * that is worth nothing outside this process. What is stored of the password goes into
 * the digest too: once it is changed, on whichever node, the old one is known no more;
 * and the sender, so that nobody elsewhere is spared the bounds. By hand, since what
 * Spring Security caches is users, whose passwords it would hash all the same.
 */
class PasswordVerificationCache {

	/** After the last use; as long as the longest pause. */
	static final Duration KEPT = Duration.ofMinutes(15);

	private static final int MOST = 1_000;

	private final SecretKeySpec key;

	private final Clock clock;

	private final Map<String, Instant> until = new LinkedHashMap<>(16, 0.75f, true) {

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
			return size() > MOST;
		}

	};

	PasswordVerificationCache(Clock clock) {
		byte[] secret = new byte[32];
		new SecureRandom().nextBytes(secret);
		this.key = new SecretKeySpec(secret, "HmacSHA256");
		this.clock = clock;
	}

	synchronized boolean knows(String digest) {
		Instant end = this.until.get(digest);
		Instant now = this.clock.instant();
		if (end == null || !now.isBefore(end)) {
			return false;
		}
		this.until.put(digest, now.plus(KEPT));
		return true;
	}

	synchronized void note(String digest) {
		this.until.put(digest, this.clock.instant().plus(KEPT));
	}

	/** What is kept of a password, if it turns out to be right. */
	String digest(UserStore.Named user, String sender, String password) {
		try {
			Mac mac = Mac.getInstance(this.key.getAlgorithm());
			mac.init(this.key);
			mac.update(user.id().getBytes(StandardCharsets.UTF_8));
			mac.update((byte) 0);
			mac.update(user.credential().getBytes(StandardCharsets.UTF_8));
			mac.update((byte) 0);
			mac.update(sender.getBytes(StandardCharsets.UTF_8));
			mac.update((byte) 0);
			mac.update(password.getBytes(StandardCharsets.UTF_8));
			return Base64.getEncoder().encodeToString(mac.doFinal());
		}
		catch (NoSuchAlgorithmException | InvalidKeyException ex) {
			throw new IllegalStateException("Every Java has HmacSHA256", ex);
		}
	}

}
