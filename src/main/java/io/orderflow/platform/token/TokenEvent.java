package io.orderflow.platform.token;

/**
 * That somebody made or revoked a token, published in the transaction that does it; holds
 * no secret.
 *
 * @param account whose token it is
 * @param name what its owner calls it
 * @param beginning its first characters
 */
public record TokenEvent(Kind kind, String account, String name, String beginning) {

	/** What happened to the token. */
	public enum Kind {

		MADE, REVOKED

	}

}
