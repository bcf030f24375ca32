package io.orderflow.account;

import io.orderflow.platform.FormValues;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.UserStore;
import io.orderflow.platform.signin.PasswordCheck;
import io.orderflow.platform.signin.SignInBusyException;
import io.orderflow.platform.signin.SignInPausedException;
import org.springframework.stereotype.Component;

/**
 * Asks for the present password before something is changed about how one signs in. It
 * counts like an attempt to sign in: whoever finds an open session must not learn it
 * here.
 */
@Component
class PresentPassword {

	static final String FIELD = "present";

	static final String NOT_RIGHT = "password-not-right";

	private static final int LONGEST = 1_000;

	private final PasswordCheck passwords;

	private final UserStore users;

	PresentPassword(PasswordCheck passwords, UserStore users) {
		this.passwords = passwords;
		this.users = users;
	}

	/**
	 * Reads the field {@code present}, and notes what is wrong with it. Not within a
	 * transaction, since it hashes.
	 * @return the user whose password was checked
	 * @throws Refusal {@code sign-in-paused} after too many attempts, {@code busy}
	 */
	UserStore.Named check(String account, FormValues form) {
		String present = form.text(FIELD, LONGEST);
		UserStore.Named user = this.users.named(account).orElseGet(() -> UserStore.Named.nobody(account));
		if (!form.noted(FIELD) && !isRight(user, present)) {
			form.problem(FIELD, NOT_RIGHT);
		}
		return user;
	}

	private boolean isRight(UserStore.Named user, String present) {
		try {
			return this.passwords.isRight(user, present);
		}
		catch (SignInPausedException ex) {
			throw ex.refusal();
		}
		catch (SignInBusyException ex) {
			throw Refusal.unavailable("busy");
		}
	}

}
