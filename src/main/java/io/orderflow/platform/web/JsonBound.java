package io.orderflow.platform.web;

import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import org.apache.commons.lang3.exception.ExceptionUtils;

/**
 * How many names and values the JSON of a call may hold: a megabyte is room for half a
 * million, of each of which somebody would look whether it is wrong.
 */
public final class JsonBound {

	/** Six times what the largest service has: 50 questions of 50 choices. */
	public static final long MOST_TOKENS = 20_000;

	private JsonBound() {
	}

	/** Whether JSON was read no further for that, and not for anything else in it. */
	static boolean isExceeded(Throwable unreadable) {
		return ExceptionUtils.getThrowableList(unreadable)
			.stream()
			.anyMatch((cause) -> cause instanceof StreamConstraintsException
					&& String.valueOf(cause.getMessage()).startsWith("Token count"));
	}

}
