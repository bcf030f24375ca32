package io.orderflow.platform.token;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * Whom a token that is good signs in.
 *
 * @param token its id
 * @param account the user in the engine
 * @param groups of the user, as they are now
 * @param withPasskey whether the token was made by whoever had signed in with a passkey
 * @param until when it ends
 */
public record TokenOwner(UUID token, String account, Set<String> groups, Set<TokenScope> scopes, boolean withPasskey,
		Instant until) {

}
