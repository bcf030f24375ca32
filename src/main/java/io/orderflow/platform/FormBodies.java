package io.orderflow.platform;

import jakarta.servlet.Filter;

import org.springframework.security.web.AuthenticationEntryPoint;

/** Takes in the forms of pages, whose token is among what they bring. */
@FunctionalInterface
public interface FormBodies {

	/**
	 * Stands before whatever looks for the token.
	 * @param signIn answers strangers who send more than a form of theirs has
	 */
	Filter takenBy(AuthenticationEntryPoint signIn);

}
