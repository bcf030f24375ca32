package io.orderflow.platform.web;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import io.orderflow.platform.CurrentReader;
import io.orderflow.platform.EnginePaths;
import io.orderflow.platform.PathPrefixRequestMatcher;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.RefusalText;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.util.HtmlUtils;

/**
 * Answers what is refused before any chain of Spring Security has seen it: problem
 * details for programs, the page of an error for people, and the headers that a chain
 * would have written.
 */
@Component
public class RefusalResponder {

	/** The request's attribute with which the page of an error says what was refused. */
	static final String REFUSAL = RefusalResponder.class.getName() + ".refusal";

	private static final List<RequestMatcher> PROGRAMS = Stream
		.of("/api", EnginePaths.REST, EnginePaths.WEBAPPS_API, "/actuator")
		.<RequestMatcher>map(PathPrefixRequestMatcher::new)
		.toList();

	private static final String PAGE = """
			<!DOCTYPE html>
			<html lang="%s"><head><meta charset="utf-8">
			<meta name="viewport" content="width=device-width, initial-scale=1"><title>Orderflow</title>
			<link rel="stylesheet" href="%s/css/platform.css"></head>
			<body><main class="narrow"><h1>Orderflow</h1><p role="alert">%s</p></main></body></html>
			""";

	private final ProblemDetailSecurityHandler problems;

	private final RefusalText texts;

	private final CurrentReader reader;

	RefusalResponder(ProblemDetailSecurityHandler problems, RefusalText texts, CurrentReader reader) {
		this.problems = problems;
		this.texts = texts;
		this.reader = reader;
	}

	/** Whether what is asked for answers programs. */
	public static boolean isForPrograms(HttpServletRequest request) {
		return PROGRAMS.stream().anyMatch((path) -> path.matches(request));
	}

	/** Answers, with a status that fits; a refusal that passes says when to try again. */
	public void refuse(Refusal refusal, HttpServletRequest request, HttpServletResponse response) throws IOException {
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		response.setHeader("X-Content-Type-Options", "nosniff");
		response.setHeader("Content-Security-Policy", WebSecurityConfiguration.CONTENT_POLICY);
		response.setHeader("Referrer-Policy", "same-origin");
		ProblemDetailFactory.retryAfter(refusal, response::setHeader);
		if (isForPrograms(request)) {
			problem(refusal, request, response);
		}
		else if (refusal.passes()) {
			page(refusal, request, response);
		}
		else {
			request.setAttribute(REFUSAL, refusal.code());
			response.sendError(refusal.kind().status());
		}
	}

	private void problem(Refusal refusal, HttpServletRequest request, HttpServletResponse response) throws IOException {
		noted(request, () -> {
			this.problems.refuse(response, refusal);
		});
	}

	/** Not the page of an error, which asks for the session again. */
	private void page(Refusal refusal, HttpServletRequest request, HttpServletResponse response) throws IOException {
		noted(request, () -> {
			Locale locale = this.reader.locale(refusal);
			response.setStatus(refusal.kind().status());
			response.setContentType("text/html;charset=UTF-8");
			response.getWriter()
				.write(PAGE.formatted(locale.getLanguage(), request.getContextPath(),
						HtmlUtils.htmlEscape(this.texts.of(refusal, locale))));
		});
	}

	/** In the language that is asked for, also before anybody has noted the request. */
	private static void noted(HttpServletRequest request, Answer answer) throws IOException {
		RequestAttributes before = RequestContextHolder.getRequestAttributes();
		if (before == null) {
			RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
		}
		try {
			answer.write();
		}
		finally {
			RequestContextHolder.setRequestAttributes(before);
		}
	}

	@FunctionalInterface
	private interface Answer {

		void write() throws IOException;

	}

}
