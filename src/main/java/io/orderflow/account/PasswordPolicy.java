package io.orderflow.account;

import java.util.Locale;

import io.orderflow.platform.FormValues;

/**
 * What a password must be: long, and not the person's own name. No rule about its
 * characters, which make passwords worse, not better.
 */
final class PasswordPolicy {

	static final int SHORTEST = 10;

	static final int LONGEST = 200;

	private PasswordPolicy() {
	}

	/** Reads the field {@code password}, and notes what is wrong with it. */
	static String read(FormValues form, String email) {
		String password = form.text("password", LONGEST);
		if (!password.isEmpty() && password.codePointCount(0, password.length()) < SHORTEST) {
			form.problem("password", "password-too-short", SHORTEST);
		}
		String plain = password.toLowerCase(Locale.ROOT);
		if (!plain.isBlank()
				&& (plain.equals(email.toLowerCase(Locale.ROOT)) || plain.chars().distinct().count() < 4)) {
			form.problem("password", "password-too-easy");
		}
		return password;
	}

}
