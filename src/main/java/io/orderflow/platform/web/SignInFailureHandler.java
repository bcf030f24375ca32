package io.orderflow.platform.web;

import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.orderflow.platform.FlashCookie;
import io.orderflow.platform.signin.SignInBusyException;
import io.orderflow.platform.signin.SignInPausedException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/**
 * Whoever mistyped a password gets the form back with the name in it, and reads why. Both
 * travel in a cookie that lives for a moment: strangers have no session, a name has no
 * business in an address, and what an address says was perhaps written by somebody else.
 */
final class SignInFailureHandler implements AuthenticationFailureHandler {

	private static final String PAGE = "/sign-in";

	private static final FlashCookie COOKIE = new FlashCookie("ORDERFLOW_NAME", PAGE);

	private static final int LONGEST = 320;

	private static final Pattern KEPT = Pattern.compile("(\\d{1,9}) (refused|busy) (.*)", Pattern.DOTALL);

	private final RefusalResponder responder;

	SignInFailureHandler(RefusalResponder responder) {
		this.responder = responder;
	}

	/**
	 * What was refused a moment ago.
	 *
	 * @param paused for how many seconds nothing is looked at; none where it is looked at
	 * @param refused whether the page tells of it
	 * @param name as it was typed; empty where it was too long to keep
	 */
	record Failure(long paused, boolean refused, String name) {

		private static final Failure NONE = new Failure(0, false, "");

	}

	@Override
	public void onAuthenticationFailure(HttpServletRequest request, HttpServletResponse response,
			AuthenticationException failure) throws IOException {
		String typed = Optional.ofNullable(request.getParameter("username")).orElse("");
		String name = (typed.length() <= LONGEST) ? typed : "";
		if (failure instanceof SignInBusyException busy) {
			COOKIE.leave(request, response, "0 busy " + name);
			this.responder.refuse(busy.refusal(), request, response);
			return;
		}
		long paused = (failure instanceof SignInPausedException pause) ? pause.seconds() : 0;
		COOKIE.leave(request, response, paused + " refused " + name);
		response.sendRedirect(request.getContextPath() + PAGE + ((paused > 0) ? "?paused" : "?refused"));
	}

	/** It is forgotten now. */
	static Failure take(HttpServletRequest request, HttpServletResponse response) {
		Matcher kept = KEPT.matcher(COOKIE.take(request, response).orElse(""));
		return kept.matches()
				? new Failure(Long.parseLong(kept.group(1)), kept.group(2).equals("refused"), kept.group(3))
				: Failure.NONE;
	}

}
