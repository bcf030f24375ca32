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

	void create(String id, String firstName, String lastName, String email, String password);

	boolean exists(String id);

	/** Puts a user into a group; a repeat does nothing. */
	void join(String id, String group);

	Set<String> groupsOf(String id);

	/**
	 * Gives a user another password, and lets in who was locked out after too many
	 * attempts.
	 */
	void changePassword(String id, String password);

	/**
	 * The user whom somebody means who types this to sign in: an id, or the address that
	 * a user registered with.
	 */
	Optional<Named> named(String idOrEmail);

	/** What is kept of a user beside the password. */
	Optional<Profile> profile(String id);

	/** False also while too many failed attempts keep the user locked out. */
	boolean checkPassword(String id, String password);

	/**
	 * A user who signs in.
	 *
	 * @param credential another one with every change of the password; secret, since it
	 * is the password's hash
	 */
	record Named(String id, String credential) {

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
