package io.orderflow.platform.web;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.savedrequest.CookieRequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/**
 * Remembers the page that somebody asked for, in a cookie, until they have signed in:
 * pages only, and of a form or a link to a file the page that it was on. An address too
 * long for a cookie is forgotten.
 */
public class PageRequestCache extends CookieRequestCache {

	/**
	 * Characters: a browser keeps no cookie above 4,096 bytes, base64 and name included.
	 */
	private static final int LONGEST_ADDRESS = 2_000;

	/** Nothing, where the cookie holds what is no address. */
	@Override
	public @Nullable SavedRequest getRequest(HttpServletRequest request, HttpServletResponse response) {
		try {
			return super.getRequest(request, response);
		}
		catch (IllegalArgumentException | IllegalStateException ex) {
			removeRequest(request, response);
			return null;
		}
	}

	@Override
	public void saveRequest(HttpServletRequest request, HttpServletResponse response) {
		if (HttpMethod.GET.matches(request.getMethod()) && !ApiPath.covers(request)) {
			if (isPage(request)) {
				remember(request, response);
			}
			return;
		}
		pageBefore(request).ifPresent((page) -> remember(new HttpServletRequestWrapper(request) {

			@Override
			public String getMethod() {
				return HttpMethod.GET.name();
			}

			@Override
			public String getRequestURI() {
				return page.getRawPath();
			}

			@Override
			public String getQueryString() {
				return page.getRawQuery();
			}

		}, response));
	}

	private void remember(HttpServletRequest page, HttpServletResponse response) {
		String query = page.getQueryString();
		if (page.getRequestURI().length() + ((query != null) ? query.length() : 0) <= LONGEST_ADDRESS) {
			super.saveRequest(page, response);
		}
	}

	/** The page of ours that the request came from, as a path with its query. */
	public static Optional<URI> pageBefore(HttpServletRequest request) {
		try {
			URI page = URI.create(Optional.ofNullable(request.getHeader(HttpHeaders.REFERER)).orElse(""));
			// two slashes would lead to another host
			return request.getServerName().equalsIgnoreCase(page.getHost()) && !page.getPath().startsWith("//")
					? Optional.of(new URI(null, null, page.getPath(), page.getQuery(), null)) : Optional.empty();
		}
		catch (IllegalArgumentException | URISyntaxException ex) {
			return Optional.empty();
		}
	}

	/**
	 * Leads back to the page before, as it was. A view and no name of one: what its
	 * address says of an earlier act was not done now, and is not told.
	 * @param otherwise a path of ours, where there is no such page
	 */
	public static View back(HttpServletRequest request, String otherwise) {
		RedirectView back = new RedirectView(pageBefore(request).map(URI::toString).orElse(otherwise), true);
		back.setExposeModelAttributes(false);
		return back;
	}

	/**
	 * Whether it is for a page that somebody looks at, and not for an icon or another
	 * part that a browser asks for by itself. No page has a dot at the end of its
	 * address.
	 */
	private static boolean isPage(HttpServletRequest request) {
		String destination = request.getHeader("Sec-Fetch-Dest");
		String path = request.getRequestURI();
		return (destination == null || destination.equals("document"))
				&& path.indexOf('.', path.lastIndexOf('/') + 1) < 0;
	}

}
