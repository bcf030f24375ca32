package io.orderflow.platform.token;

/**
 * The name under which a worker holds external tasks. It begins with the account that it
 * is signed in as, whatever the worker calls itself: names are seen in lists, and whoever
 * reads another's is not that other for it.
 */
public final class WorkerName {

	private WorkerName() {
	}

	/**
	 * The whole name; of a whole one of the account, the same.
	 * @param account no account's name has a slash
	 * @param said what the worker calls itself
	 */
	public static String of(String account, String said) {
		return isOf(account, said) ? said : beginning(account) + said;
	}

	/** Whether it is a whole name, and the account's. */
	public static boolean isOf(String account, String whole) {
		return whole.startsWith(beginning(account));
	}

	/** Whether an account stands in front, as it did not always. */
	public static boolean isWhole(String name) {
		return name.indexOf('/') > 0;
	}

	private static String beginning(String account) {
		return account + "/";
	}

}
