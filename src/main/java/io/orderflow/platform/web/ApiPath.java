package io.orderflow.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;

/** Tells requests of programs from those of people. */
final class ApiPath {

	private static final String PREFIX = "/api/";

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

	/** Whether the address, as it was sent, is one of the API, whoever asks. */
	static boolean covers(HttpServletRequest request) {
		return request.getRequestURI().startsWith(request.getContextPath() + PREFIX);
	}

}
