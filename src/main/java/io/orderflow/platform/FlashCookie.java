package io.orderflow.platform;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/**
 * A cookie that carries something from an act to the page that follows it, for a minute
 * and once. Not in the session: strangers have none. Not in the address: anybody can
 * write one, and a page would say it in the name of the house.
 *
 * @param path below which it is sent
 */
public record FlashCookie(String name, String path) {

	/** The request's attribute that a page has of it: the query of its own address. */
	public static final String TOLD = "told";

	private static final Duration LIVES = Duration.ofMinutes(1);

	public void leave(HttpServletRequest request, HttpServletResponse response, String value) {
		response.addHeader(HttpHeaders.SET_COOKIE, cookie(request, value, LIVES));
	}

	/** What was left a moment ago; empty where nothing was. It is forgotten now. */
	public Optional<String> take(HttpServletRequest request, HttpServletResponse response) {
		return take(request, response, (left) -> true);
	}

	/**
	 * The same where it is for here; what is for elsewhere stays until it is read there.
	 */
	public Optional<String> take(HttpServletRequest request, HttpServletResponse response, Predicate<String> here) {
		Optional<String> left = Stream.ofNullable(request.getCookies())
			.flatMap(Arrays::stream)
			.filter((cookie) -> cookie.getName().equals(this.name))
			.findFirst()
			.map(FlashCookie::read)
			.filter(here);
		if (left.isPresent()) {
			response.addHeader(HttpHeaders.SET_COOKIE, cookie(request, "", Duration.ZERO));
		}
		return left;
	}

	/** What cannot be read is nothing. */
	private static String read(Cookie cookie) {
		try {
			return URLDecoder.decode(cookie.getValue(), StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return "";
		}
	}

	private String cookie(HttpServletRequest request, String value, Duration lives) {
		return ResponseCookie.from(this.name, URLEncoder.encode(value, StandardCharsets.UTF_8))
			.path(request.getContextPath() + this.path)
			.httpOnly(true)
			.secure(request.isSecure())
			.sameSite("Strict")
			.maxAge(lives)
			.build()
			.toString();
	}

}
