package io.orderflow.platform.engine.web;

import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

/**
 * A request as the engine's REST resources see it: without the headers by which a reader
 * chooses among languages and encodings. They have one of each, and answer 500 to a
 * choice that they cannot read.
 */
final class EngineRequest extends HttpServletRequestWrapper {

	private static final Set<String> CHOICES = Set.of("accept-language", "accept-charset", "accept-encoding");

	EngineRequest(HttpServletRequest request) {
		super(request);
	}

	@Override
	public @Nullable String getHeader(String name) {
		return isChoice(name) ? null : super.getHeader(name);
	}

	@Override
	public Enumeration<String> getHeaders(String name) {
		return isChoice(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
	}

	@Override
	public Enumeration<String> getHeaderNames() {
		return Collections
			.enumeration(Collections.list(super.getHeaderNames()).stream().filter((name) -> !isChoice(name)).toList());
	}

	private static boolean isChoice(String name) {
		return CHOICES.contains(name.toLowerCase(Locale.ROOT));
	}

}
