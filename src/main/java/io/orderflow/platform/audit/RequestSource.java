package io.orderflow.platform.audit;

import java.util.Locale;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Where the request on this thread comes from.
 *
 * @param address of the sender, as the container knows it
 * @param way in which it shows who sends it
 * @param userAgent what the sender says it is; as it was sent, so not to be believed
 */
public record RequestSource(@Nullable String address, @Nullable Way way, @Nullable String userAgent) {

	/** How a request shows who sends it. */
	public enum Way {

		/** A session, or the page that begins one. */
		PAGE,
		/** A password with the call. */
		BASIC,
		/** An API token with the call. */
		TOKEN

	}

	/** The request of this thread; nothing is known where there is none. */
	public static RequestSource current() {
		return (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes)
				? of(attributes.getRequest()) : new RequestSource(null, null, null);
	}

	public static RequestSource of(HttpServletRequest request) {
		String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
		String scheme = (authorization != null) ? authorization.strip().toLowerCase(Locale.ROOT) : "";
		Way way = scheme.startsWith("basic ") ? Way.BASIC : scheme.startsWith("bearer ") ? Way.TOKEN : Way.PAGE;
		return new RequestSource(request.getRemoteAddr(), way, request.getHeader(HttpHeaders.USER_AGENT));
	}

}
