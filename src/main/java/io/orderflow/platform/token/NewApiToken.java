package io.orderflow.platform.token;

/**
 * A token that has just been made.
 *
 * @param secret what a program sends; returned here and never again
 */
public record NewApiToken(ApiToken token, String secret) {

	@Override
	public String toString() {
		return this.token.toString();
	}

}
