package io.orderflow.platform.web;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import io.orderflow.platform.EnginePaths;
import io.orderflow.platform.PathPrefixRequestMatcher;
import io.orderflow.platform.Refusal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses what a browser brings from a page that is not ours, whatever password or
 * session it has kept. Stands before all chains of Spring Security, so that none can
 * forget it. Browsers say where a request comes from in {@code Sec-Fetch-Site}, over
 * plain HTTP and older ones in {@code Origin} only; programs send neither, and pass.
 * Following a link from elsewhere stays possible, but not to the engine or to
 * measurements.
 *
 * <p>
 * By hand, because Spring Security 6.5 knows nothing of {@code Sec-Fetch-Site}, and
 * Spring's {@code CorsFilter} looks at {@code Origin} alone, which a foreign picture or
 * script that reads does not send.
 */
final class ForeignRequestFilter extends OncePerRequestFilter {

	private static final String CODE = "foreign-request";

	private static final String SITE = "Sec-Fetch-Site";

	/** Programs and people may read these, no page of others, not even by a link. */
	private static final List<RequestMatcher> CLOSED = prefixes(EnginePaths.REST, EnginePaths.WEBAPPS_API, "/actuator");

	/** The link in a mail is signed and takes neither password nor session (RFC 8058). */
	private static final RequestMatcher OPEN = new PathPrefixRequestMatcher("/unsubscribe");

	private final String publicOrigin;

	private final RefusalResponder responder;

	/**
	 * @param publicUrl where people reach the application, which a proxy may serve to us
	 * under another name
	 */
	ForeignRequestFilter(URI publicUrl, RefusalResponder responder) {
		this.publicOrigin = (publicUrl.getScheme() + "://" + publicUrl.getAuthority()).toLowerCase(Locale.ROOT);
		this.responder = responder;
	}

	private static List<RequestMatcher> prefixes(String... paths) {
		return Stream.of(paths).<RequestMatcher>map(PathPrefixRequestMatcher::new).toList();
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (!isForeign(request) || OPEN.matches(request) || isFollowedLink(request)) {
			chain.doFilter(request, response);
			return;
		}
		this.responder.refuse(Refusal.forbidden(CODE), request, response);
	}

	private boolean isForeign(HttpServletRequest request) {
		String site = request.getHeader(SITE);
		String origin = request.getHeader(HttpHeaders.ORIGIN);
		if ("same-origin".equals(site) || "none".equals(site)) {
			return false;
		}
		return (origin != null) ? !isOwn(origin.toLowerCase(Locale.ROOT), site, request) : site != null;
	}

	/**
	 * A browser that names the site has compared the origins itself. Where it does not,
	 * the host that it asked for is ours, whichever scheme a proxy took it by.
	 */
	private boolean isOwn(String origin, @Nullable String site, HttpServletRequest request) {
		String host = request.getHeader(HttpHeaders.HOST);
		return origin.equals(this.publicOrigin) || (site == null && host != null
				&& origin.substring(origin.indexOf("://") + 1).equals("//" + host.toLowerCase(Locale.ROOT)));
	}

	/** A page in a window of its own: not read by the page that has the link. */
	private static boolean isFollowedLink(HttpServletRequest request) {
		return (HttpMethod.GET.matches(request.getMethod()) || HttpMethod.HEAD.matches(request.getMethod()))
				&& "navigate".equals(request.getHeader("Sec-Fetch-Mode"))
				&& "document".equals(request.getHeader("Sec-Fetch-Dest")) && !isClosed(request);
	}

	private static boolean isClosed(HttpServletRequest request) {
		return CLOSED.stream().anyMatch((closed) -> closed.matches(request));
	}

}
