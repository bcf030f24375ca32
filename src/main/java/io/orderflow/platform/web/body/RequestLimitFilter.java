package io.orderflow.platform.web.body;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import io.orderflow.platform.EnginePaths;
import io.orderflow.platform.PathPrefixRequestMatcher;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.quota.CallerCheck;
import io.orderflow.platform.web.RefusalResponder;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpMethod;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Counts the requests that are being answered, once it is known whose they are. What has
 * no thread while it waits, as live events, long polls and pictures that are being drawn,
 * counts until then, and again while its answer is made; files count among themselves
 * while they come or go, and so does a form with them while it comes. Whoever was kept
 * waiting until here is asked again who they are.
 */
public final class RequestLimitFilter extends OncePerRequestFilter {

	private static final String COUNTED = RequestLimitFilter.class.getName() + ".counted";

	/** Small, and the same for everybody; and whether we are alive. */
	private static final List<RequestMatcher> FREE = matchers("/css", "/js", "/images", "/webjars",
			EnginePaths.WEBAPPS + "/lib", EnginePaths.WEBAPPS + "/app", "/actuator/health");

	/** What is sent in pieces to whoever reads it. */
	private static final List<RequestMatcher> DOWNLOADS = matchers("/api/files", "/api/pictures",
			"/api/external-tasks");

	/** Where bytes are sent as they are. */
	private static final List<RequestMatcher> FILES = matchers("/api/files", "/api/external-tasks");

	private static final List<RequestMatcher> ENGINE = matchers(EnginePaths.REST, EnginePaths.WEBAPPS_API);

	/** From then on whoever waited for a place is asked again who they are. */
	private static final Duration MOMENT = Duration.ofMillis(250);

	private final RequestLimits limits;

	private final CallerCheck caller;

	private final RefusalResponder responder;

	RequestLimitFilter(RequestLimits limits, CallerCheck caller, RefusalResponder responder) {
		this.limits = limits;
		this.caller = caller;
		this.responder = responder;
	}

	private static List<RequestMatcher> matchers(String... paths) {
		return Stream.of(paths).<RequestMatcher>map(PathPrefixRequestMatcher::new).toList();
	}

	/**
	 * A form counts among the files, while they come.
	 * @throws Refusal {@code too-many-at-once}
	 */
	public static void leave(HttpServletRequest request) {
		if (request.getAttribute(COUNTED) instanceof Counted counted) {
			counted.close();
			counted.enterFiles(request);
			AwaitedRequest.note(request);
		}
	}

	/**
	 * Counts it again, once all of it has come.
	 * @throws Refusal {@code too-many-at-once}
	 */
	public static void enter(HttpServletRequest request) {
		if (request.getAttribute(COUNTED) instanceof Counted counted && counted.files) {
			counted.close();
			counted.enter(request);
		}
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return isReading(request) && isIn(FREE, request);
	}

	@Override
	protected boolean shouldNotFilterAsyncDispatch() {
		return false;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (isAsyncDispatch(request) && response.isCommitted()) {
			// live events, which have ended
			chain.doFilter(request, response);
			return;
		}
		try (Counted counted = new Counted(this.limits, isIn(ENGINE, request))) {
			request.setAttribute(COUNTED, counted);
			AwaitedRequest.by(this.caller, request);
			long began = System.nanoTime();
			try {
				if (isReading(request) && (isIn(DOWNLOADS, request) || isDossier(request))) {
					counted.enterDownloads(request);
				}
				else if (!isReading(request) && !isForm(request) && isIn(FILES, request)) {
					counted.enterFiles(request);
				}
				else {
					counted.enter(request);
				}
				if (System.nanoTime() - began > MOMENT.toNanos()) {
					AwaitedRequest.note(request);
				}
				AwaitedRequest.check(request);
				if (counted.files) {
					// however fast they come, keeping them takes a while
					AwaitedRequest.note(request);
				}
			}
			catch (Refusal refusal) {
				this.responder.refuse(refusal, request, response);
				return;
			}
			chain.doFilter(request, response);
		}
	}

	/** Whose texts are in memory, whatever files it brings. */
	private static boolean isForm(HttpServletRequest request) {
		return String.valueOf(request.getContentType()).toLowerCase(Locale.ROOT).startsWith("multipart/");
	}

	private static boolean isReading(HttpServletRequest request) {
		return HttpMethod.GET.matches(request.getMethod()) || HttpMethod.HEAD.matches(request.getMethod());
	}

	private static boolean isDossier(HttpServletRequest request) {
		return PathPrefixRequestMatcher.path(request).matches("/api/orders/[^/]+/dossier");
	}

	private static boolean isIn(List<RequestMatcher> paths, HttpServletRequest request) {
		return paths.stream().anyMatch((path) -> path.matches(request));
	}

	/** One request. */
	private static final class Counted implements AutoCloseable {

		private final Deque<RequestLimits.Permit> permits = new ArrayDeque<>();

		private final RequestLimits limits;

		private final boolean engine;

		private boolean files;

		private Counted(RequestLimits limits, boolean engine) {
			this.limits = limits;
			this.engine = engine;
		}

		private void enter(HttpServletRequest request) {
			this.permits.push(this.limits.requests().enter(request));
			if (this.engine) {
				this.permits.push(this.limits.engine().enter(request));
			}
		}

		private void enterFiles(HttpServletRequest request) {
			this.files = true;
			this.permits.push(this.limits.files().enter(request));
		}

		private void enterDownloads(HttpServletRequest request) {
			this.permits.push(this.limits.downloads().enter(request));
		}

		@Override
		public void close() {
			this.files = false;
			this.permits.forEach(RequestLimits.Permit::close);
			this.permits.clear();
		}

	}

}
