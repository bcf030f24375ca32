package io.orderflow.platform.web;

import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;

/** Tells requests of programs from those of people. */
final class ApiPath {

	private static final String PREFIX = "/api/";

	/** What the links in mails are called, before their secrets. */
	private static final Pattern SECRET = Pattern.compile("(/(?:welcome|reset|new-address|unsubscribe)/).+");

	private ApiPath() {
	}

	/** Whether a program asks, or a script of a page: for an address of the API. */
	static boolean isAskedBy(HttpServletRequest request) {
		return covers(request) && !isFollowedByPerson(request);
	}

	/**
	 * Whether a person follows a link to a file: what is in the way they read as a page.
	 */
	static boolean isFollowedByPerson(HttpServletRequest request) {
		return covers(request) && "navigate".equals(request.getHeader("Sec-Fetch-Mode"))
				&& request.getHeader(HttpHeaders.AUTHORIZATION) == null;
	}

	/** The address for a log: of the links in mails without what makes them good. */
	static String logged(HttpServletRequest request) {
		return SECRET.matcher(request.getRequestURI()).replaceFirst("$1…");
	}

	/** Whether the address, as it was sent, is one of the API, whoever asks. */
	static boolean covers(HttpServletRequest request) {
		return request.getRequestURI().startsWith(request.getContextPath() + PREFIX);
	}

}
