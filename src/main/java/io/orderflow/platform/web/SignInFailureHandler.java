package io.orderflow.platform.web;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

import io.orderflow.platform.signin.SignInBusyException;
import io.orderflow.platform.signin.SignInPausedException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/**
 * Whoever mistyped a password gets the form back with the name in it. It travels in a
 * cookie that lives for a moment: strangers have no session, and it has no business in an
 * address.
 */
final class SignInFailureHandler implements AuthenticationFailureHandler {

	private static final String COOKIE = "ORDERFLOW_NAME";

	private static final String PAGE = "/sign-in";

	private static final int LONGEST = 320;

	private final RefusalResponder responder;

	SignInFailureHandler(RefusalResponder responder) {
		this.responder = responder;
	}

	@Override
	public void onAuthenticationFailure(HttpServletRequest request, HttpServletResponse response,
			AuthenticationException failure) throws IOException {
		String name = Optional.ofNullable(request.getParameter("username")).orElse("");
		if (!name.isEmpty() && name.length() <= LONGEST) {
			response.addHeader(HttpHeaders.SET_COOKIE, cookie(request, name, Duration.ofMinutes(1)));
		}
		if (failure instanceof SignInBusyException busy) {
			this.responder.refuse(busy.refusal(), request, response);
			return;
		}
		String told = (failure instanceof SignInPausedException paused) ? "?paused=" + paused.seconds() : "?refused";
		response.sendRedirect(request.getContextPath() + PAGE + told);
	}

	/**
	 * The name that was refused a moment ago; empty where none was. It is forgotten now.
	 */
	static String takeName(HttpServletRequest request, HttpServletResponse response) {
		Optional<Cookie> kept = Stream.ofNullable(request.getCookies())
			.flatMap(Arrays::stream)
			.filter((cookie) -> cookie.getName().equals(COOKIE))
			.findFirst();
		if (kept.isEmpty()) {
			return "";
		}
		response.addHeader(HttpHeaders.SET_COOKIE, cookie(request, "", Duration.ZERO));
		try {
			return URLDecoder.decode(kept.get().getValue(), StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return "";
		}
	}

	private static String cookie(HttpServletRequest request, String name, Duration lives) {
		return ResponseCookie.from(COOKIE, URLEncoder.encode(name, StandardCharsets.UTF_8))
			.path(request.getContextPath() + PAGE)
			.httpOnly(true)
			.secure(request.isSecure())
			.sameSite("Strict")
			.maxAge(lives)
			.build()
			.toString();
	}

}
