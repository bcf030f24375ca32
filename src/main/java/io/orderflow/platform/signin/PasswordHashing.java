package io.orderflow.platform.signin;

import io.orderflow.platform.Refusal;
import io.orderflow.platform.UserStore;
import org.springframework.stereotype.Service;

/** Hashes the passwords that people choose, within the same bounds as those they try. */
@Service
public class PasswordHashing {

	private final UserStore users;

	private final HashingQueue queue;

	PasswordHashing(UserStore users, HashingQueue queue) {
		this.users = users;
		this.queue = queue;
	}

	/**
	 * What is kept of a password that was chosen with the request of this thread. Not
	 * within a transaction, which would hold a connection meanwhile.
	 * @throws Refusal {@code busy}
	 */
	public UserStore.Hashed hash(String password) {
		try {
			return this.queue.run(Sender.current().address(), () -> this.users.hash(password));
		}
		catch (SignInBusyException ex) {
			throw Refusal.unavailable("busy");
		}
	}

}
