package io.orderflow.platform.web.openapi;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.orderflow.platform.web.body.AcceptedEncodings;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Keeps the API's description as it was first written, and compressed: it is the same for
 * everybody, in one language, and strangers may ask for it. The library would write its
 * 400 KB anew for each of them, and keep a model of it for each language that somebody
 * names; the server would compress it anew.
 */
@Component
class KeptApiDocumentFilter extends OncePerRequestFilter {

	private static final Set<String> PATHS = Set.of("/v3/api-docs", "/v3/api-docs.yaml");

	private final Map<String, Document> kept = new ConcurrentHashMap<>();

	private record Document(@Nullable String type, byte[] content, byte[] compressed) {

	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return !PATHS.contains(request.getServletPath())
				|| !(HttpMethod.GET.matches(request.getMethod()) || HttpMethod.HEAD.matches(request.getMethod()));
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		Document document = this.kept.get(request.getServletPath());
		if (document == null) {
			ContentCachingResponseWrapper first = new ContentCachingResponseWrapper(response);
			document = write(request, first, chain);
			if (document == null) {
				first.copyBodyToResponse();
				return;
			}
		}
		boolean compressed = AcceptedEncodings.isGzipWelcome(request);
		byte[] content = compressed ? document.compressed() : document.content();
		response.setContentType(document.type());
		response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
		if (compressed) {
			response.setHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
		}
		response.setContentLength(content.length);
		response.getOutputStream().write(content);
	}

	/** One after the other, so that it is written once; null where it is refused. */
	private synchronized @Nullable Document write(HttpServletRequest request, ContentCachingResponseWrapper response,
			FilterChain chain) throws ServletException, IOException {
		Document meanwhile = this.kept.get(request.getServletPath());
		if (meanwhile != null) {
			return meanwhile;
		}
		chain.doFilter(request, response);
		if (!HttpMethod.GET.matches(request.getMethod()) || response.getStatus() != HttpServletResponse.SC_OK) {
			return null;
		}
		Document written = new Document(response.getContentType(), response.getContentAsByteArray(),
				AcceptedEncodings.gzip(response.getContentInputStream()));
		this.kept.put(request.getServletPath(), written);
		return written;
	}

}
