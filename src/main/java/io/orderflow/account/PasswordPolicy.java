package io.orderflow.account;

import java.util.Collection;
import java.util.List;

import io.orderflow.platform.FormValues;
import io.orderflow.platform.PasswordRules;

/** Reads a password that somebody chooses; the rules are {@link PasswordRules}. */
final class PasswordPolicy {

	private static final String FIELD = "password";

	private PasswordPolicy() {
	}

	/** Reads the field {@code password}, and notes what is wrong with it. */
	static String read(FormValues form, Collection<String> own) {
		String password = form.text(FIELD, PasswordRules.LONGEST);
		if (!form.noted(FIELD)) {
			PasswordRules.problem(FIELD, password, own).ifPresent(form.problems()::add);
		}
		return password;
	}

	static String read(FormValues form, Account account) {
		return read(form, List.of(account.id(), account.displayName(), account.email()));
	}

}
