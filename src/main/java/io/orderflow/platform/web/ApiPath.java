package io.orderflow.platform.web;

import jakarta.servlet.http.HttpServletRequest;

/** Tells requests of programs from those of people. */
final class ApiPath {

	private static final String PREFIX = "/api/";

	private ApiPath() {
	}

	/** Whether the address, as it was sent, is one of the API. */
	static boolean isAskedBy(HttpServletRequest request) {
		return request.getRequestURI().startsWith(request.getContextPath() + PREFIX);
	}

}
