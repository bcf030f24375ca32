package io.orderflow.platform.engine;

import java.util.concurrent.atomic.LongAdder;

import org.camunda.bpm.engine.impl.digest.PasswordEncryptor;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder.SecretKeyFactoryAlgorithm;

/**
 * The engine's passwords, kept as PBKDF2 with HMAC-SHA-512. Of the slow algorithms it is
 * the one without a limit on the length, which the engine's own salt, appended to the
 * password, would otherwise use up. The number of rounds is part of what is stored, so
 * that the setting can be raised while old passwords still match.
 */
class Pbkdf2PasswordEncryptor implements PasswordEncryptor {

	private static final int SALT_BYTES = 16;

	private final int iterations;

	private final LongAdder rounds = new LongAdder();

	Pbkdf2PasswordEncryptor(int iterations) {
		this.iterations = iterations;
	}

	@Override
	public String encrypt(String password) {
		this.rounds.add(this.iterations);
		return this.iterations + "$" + encoder(this.iterations).encode(password);
	}

	@Override
	public boolean check(String password, String encrypted) {
		int end = encrypted.indexOf('$');
		if (end < 1) {
			return false;
		}
		int rounds = Integer.parseInt(encrypted, 0, end, 10);
		this.rounds.add(rounds);
		return encoder(rounds).matches(password, encrypted.substring(end + 1));
	}

	/** How much work was done so far, in rounds. */
	long rounds() {
		return this.rounds.sum();
	}

	@Override
	public String hashAlgorithmName() {
		return "PBKDF2";
	}

	private static Pbkdf2PasswordEncoder encoder(int iterations) {
		return new Pbkdf2PasswordEncoder("", SALT_BYTES, iterations, SecretKeyFactoryAlgorithm.PBKDF2WithHmacSHA512);
	}

}
