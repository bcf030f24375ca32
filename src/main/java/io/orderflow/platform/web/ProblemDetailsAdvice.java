package io.orderflow.platform.web;

import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.orderflow.platform.CurrentReader;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.signin.Sides;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.validation.BindException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.ModelAndView;

/**
 * The last word on everything a request meets: problem details for the API, a page with
 * one sentence for people. What is a person's error is never a 500. Advice of features
 * comes first; this one is the lowest.
 */
@ControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class ProblemDetailsAdvice {

	private static final Logger log = LoggerFactory.getLogger(ProblemDetailsAdvice.class);

	/** What the account page mends. */
	private static final Set<String> OF_ROLES = Set.of("not-a-client", "not-a-freelancer");

	private final ProblemDetailFactory problem;

	private final CurrentReader reader;

	private final FrameAdvice frames;

	ProblemDetailsAdvice(ProblemDetailFactory problem, CurrentReader reader, FrameAdvice frames) {
		this.frames = frames;
		this.problem = problem;
		this.reader = reader;
	}

	@ExceptionHandler
	@Nullable Object handle(Exception failure, HttpServletRequest request) throws Exception {
		if (failure instanceof AccessDeniedException || failure instanceof AuthenticationException) {
			// Spring Security's filters answer these.
			throw failure;
		}
		if (failure instanceof AsyncRequestNotUsableException || failure instanceof ClientAbortException
				|| failure instanceof SocketTimeoutException) {
			// Nobody is listening any more.
			return null;
		}
		Optional<Refusal> refused = ProblemDetailFactory.unavailable(failure).or(() -> refusal(failure, request));
		if (refused.isPresent()) {
			HttpHeaders headers = new HttpHeaders();
			ProblemDetailFactory.retryAfter(refused.get(), headers::set);
			return answer(refused.get(), HttpStatus.valueOf(refused.get().kind().status()), headers, request);
		}
		if (failure instanceof ErrorResponse response && !isOfOurs(failure)) {
			if (response.getStatusCode().value() == HttpStatus.INTERNAL_SERVER_ERROR.value()) {
				log.error("{} {} failed", request.getMethod(), ApiPath.logged(request), failure);
			}
			return answer(refusal(response), status(response.getStatusCode()), response.getHeaders(), request);
		}
		log.error("{} {} failed", request.getMethod(), ApiPath.logged(request), failure);
		return answer(Refusal.conflict("internal-error"), HttpStatus.INTERNAL_SERVER_ERROR, HttpHeaders.EMPTY, request);
	}

	private Object answer(Refusal refusal, HttpStatus status, HttpHeaders headers, HttpServletRequest request) {
		ProblemDetail detail = this.problem.of(refusal, status, this.reader.locale(refusal));
		if (ApiPath.isAskedBy(request)) {
			return ResponseEntity.status(status)
				.headers(headers)
				.contentType(MediaType.APPLICATION_PROBLEM_JSON)
				.body(detail);
		}
		ModelAndView page = new ModelAndView("platform/problem", status);
		page.addObject("status", status.value());
		page.addObject("title", ProblemDetailFactory.heading(status.value()));
		page.addObject("sentence", detail.getDetail());
		if (status.is4xxClientError()) {
			// the way on; not where nothing can be read
			page.addObject("frame", this.frames.frame(request));
			page.addObject("back", cameFrom(request));
			page.addObject("addsRole", OF_ROLES.contains(refusal.code()) && Sides.of(request).mayAdd());
		}
		return page;
	}

	/** The page of ours whose link led here; null where none did. */
	private static @Nullable String cameFrom(HttpServletRequest request) {
		String referer = request.getHeader(HttpHeaders.REFERER);
		String here = request.getRequestURL().toString();
		String house = here.substring(0, here.length() - request.getRequestURI().length());
		if (!HttpMethod.GET.matches(request.getMethod()) || referer == null || !referer.startsWith(house + "/")) {
			return null;
		}
		String page = referer.substring(house.length());
		// whoever had to sign in first came from no page; another house's begins with two
		return (referer.equals(here) || page.startsWith("/sign-in") || page.startsWith("//")) ? null : page;
	}

	private static boolean isOfOurs(Exception failure) {
		return failure instanceof BindException bound && BindingFailure.ofOurs(bound.getBindingResult()).isPresent();
	}

	/** A refusal, also one that a transaction or the engine has wrapped. */
	private static Optional<Refusal> refusal(Throwable failure, HttpServletRequest request) {
		List<Throwable> causes = ExceptionUtils.getThrowableList(failure);
		for (Throwable cause : causes) {
			if (cause instanceof Refusal refusal) {
				return Optional.of(refusal);
			}
			if (cause instanceof OptimisticLockingFailureException
					|| cause instanceof PessimisticLockingFailureException) {
				return Optional.of(Refusal.conflict("changed-meanwhile"));
			}
			if (cause instanceof HttpMessageNotReadableException unreadable) {
				return unreadable(unreadable);
			}
		}
		return BindingFailure.refusal(causes, request);
	}

	/** Empty where it is not the body that is wrong, but what we read it into. */
	private static Optional<Refusal> unreadable(HttpMessageNotReadableException unreadable) {
		if (unreadable.getCause() instanceof InvalidDefinitionException) {
			return Optional.empty();
		}
		boolean endless = ExceptionUtils.indexOfType(unreadable, StreamConstraintsException.class) >= 0;
		if (!endless && unreadable.getCause() instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
			String field = mapping.getPath()
				.stream()
				.map((step) -> (step.getFieldName() != null) ? step.getFieldName() : String.valueOf(step.getIndex()))
				.collect(Collectors.joining("."));
			if (mapping instanceof InvalidFormatException invalid && invalid.getTargetType().isEnum()) {
				String given = String.valueOf(invalid.getValue());
				return Optional.of(given.isBlank() ? Refusal.invalid(field, "choice-missing")
						: Refusal.invalid(field, "choice-unknown", given));
			}
			String code = (mapping instanceof UnrecognizedPropertyException) ? "unknown-field" : "wrong-json-type";
			return Optional.of(Refusal.invalid(field, code, field));
		}
		return Optional.of(Refusal.invalid("body", "bad-json"));
	}

	private static Refusal refusal(ErrorResponse response) {
		if (response instanceof MissingRequestHeaderException missing) {
			return Refusal.invalid(missing.getHeaderName(), "missing-header", missing.getHeaderName());
		}
		if (response instanceof MissingServletRequestParameterException missing) {
			return Refusal.invalid(missing.getParameterName(), "missing-parameter", missing.getParameterName());
		}
		if (response instanceof MissingServletRequestPartException missing) {
			return Refusal.invalid(missing.getRequestPartName(), "missing-parameter", missing.getRequestPartName());
		}
		if (response instanceof MethodArgumentNotValidException invalid) {
			List<Refusal.Problem> problems = invalid.getFieldErrors()
				.stream()
				.map((error) -> new Refusal.Problem(error.getField(), "wrong-json-type", error.getField()))
				.toList();
			return problems.isEmpty() ? Refusal.invalid("body", "bad-json") : Refusal.invalid(problems);
		}
		return ProblemDetailFactory.refusal(response.getStatusCode().value());
	}

	private static HttpStatus status(HttpStatusCode code) {
		HttpStatus status = HttpStatus.resolve(code.value());
		return (status != null) ? status : HttpStatus.INTERNAL_SERVER_ERROR;
	}

}
