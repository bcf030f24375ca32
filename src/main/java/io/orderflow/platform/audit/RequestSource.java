package io.orderflow.platform.audit;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Where the request on this thread comes from.
 *
 * @param address of the sender, as the container knows it
 * @param way in which it showed who sends it, as whatever looked at that noted; no header
 * says so
 * @param userAgent what the sender says it is; as it was sent, so not to be believed
 */
public record RequestSource(@Nullable String address, @Nullable Way way, @Nullable String userAgent) {

	private static final String WAY = RequestSource.class.getName() + ".way";

	/** How a request shows who sends it. */
	public enum Way {

		/** A session, or the page that begins one; where nothing else was noted. */
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

	/**
	 * Notes how the request of this thread shows who sends it. For what is about to look
	 * at that, and for nothing else: a header that nobody looks at is worth nothing.
	 */
	public static void note(Way way) {
		RequestAttributes request = RequestContextHolder.getRequestAttributes();
		if (request != null) {
			request.setAttribute(WAY, way, RequestAttributes.SCOPE_REQUEST);
		}
	}

	public static RequestSource of(HttpServletRequest request) {
		Way way = (request.getAttribute(WAY) instanceof Way noted) ? noted : Way.PAGE;
		return new RequestSource(request.getRemoteAddr(), way, request.getHeader(HttpHeaders.USER_AGENT));
	}

}
