package io.orderflow.account;

import java.util.Set;

/**
 * Who wants an account, until the address is confirmed.
 *
 * @param groups {@code clients}, {@code freelancers}, or both
 * @param language English or French, as a language tag
 * @param timeZone as the browser says it
 */
record Registration(String firstName, String lastName, String email, Set<String> groups, String language,
		String timeZone) {

}
