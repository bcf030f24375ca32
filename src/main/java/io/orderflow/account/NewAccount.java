package io.orderflow.account;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;

/**
 * Someone to be registered.
 *
 * @param id letters and digits, at most 64, never changed again
 * @param language English or French, and the region where it is known
 * @param groups of {@link io.orderflow.platform.UserStore}
 */
public record NewAccount(String id, String firstName, String lastName, String email, Locale language, ZoneId timeZone,
		String password, Set<String> groups) {

}
