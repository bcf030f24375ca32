package io.orderflow.platform;

import java.util.Optional;
import java.util.Set;

/**
 * Where credentials and groups are kept: the engine's identity service, so that one
 * sign-in serves the application, Tasklist and Cockpit.
 */
public interface UserStore {

	/** Runs orders: Cockpit, Admin, everything. */
	String PROCESS_ADMINS = "camunda-admin";

	/** Approve services, rule on disputes. */
	String MODERATORS = "moderators";

	String FREELANCERS = "freelancers";

	String CLIENTS = "clients";

	/** External task workers. */
	String WORKERS = "workers";

	/** Makes a user whose password is hashed already. */
	void create(String id, String firstName, String lastName, String email, Hashed password);

	/** The same; hashes the password meanwhile. */
	default void create(String id, String firstName, String lastName, String email, String password) {
		create(id, firstName, lastName, email, hash(password));
	}

	/**
	 * What is kept of a password. Takes a tenth of a second and a processor, and asks the
	 * database nothing: within no transaction.
	 */
	Hashed hash(String password);

	boolean exists(String id);

	/** Puts a user into a group; a repeat does nothing. */
	void join(String id, String group);

	Set<String> groupsOf(String id);

	/** Gives a user another password, which is hashed already. */
	void changePassword(String id, Hashed password);

	/**
	 * The same for a user whose present password was checked before, which takes a while.
	 * Within a transaction, which has to be rolled back where it is refused.
	 * @param checked the user as the password was checked
	 * @return whether it was done; not where the password is another one by now
	 */
	boolean changePassword(Named checked, Hashed password);

	/** The same; hashes it meanwhile. */
	default void changePassword(String id, String password) {
		changePassword(id, hash(password));
	}

	/** Gives a user another address, with which they sign in from now on. */
	void changeEmail(String id, String email);

	/** Gives a user another name. */
	void rename(String id, String firstName, String lastName);

	/**
	 * The user whom somebody means who types this to sign in: an id, or the address that
	 * a user registered with.
	 */
	Optional<Named> named(String idOrEmail);

	/** What is kept of a user beside the password. */
	Optional<Profile> profile(String id);

	/**
	 * Whether the password is the user's. Hashes, which takes a tenth of a second and a
	 * processor, so within no transaction; of the database it asks nothing. The same work
	 * is done for a {@link Named#nobody}.
	 */
	boolean matches(Named user, String password);

	/**
	 * What is kept of a password: as secret as the password.
	 */
	record Hashed(String hash, String salt) {

		@Override
		public String toString() {
			return "Hashed";
		}

	}

	/**
	 * A user who signs in.
	 *
	 * @param credential another one with every change of the password; secret, since it
	 * is the password's hash
	 * @param salt goes with it
	 */
	record Named(String id, String credential, String salt) {

		/** Whom somebody means who types a name that nobody has. */
		public static Named nobody(String typed) {
			return new Named(typed, "", "");
		}

		/** Whether there is such a user, and a password. */
		public boolean known() {
			return !this.credential.isEmpty();
		}

		@Override
		public String toString() {
			return this.id;
		}

	}

	/**
	 * Who a user is, as a process admin or the person typed it.
	 *
	 * @param email empty where nobody typed any
	 */
	record Profile(String firstName, String lastName, String email) {

	}

}
