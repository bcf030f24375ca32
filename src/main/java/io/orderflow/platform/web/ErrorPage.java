package io.orderflow.platform.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.orderflow.platform.CurrentReader;
import io.orderflow.platform.Refusal;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.autoconfigure.web.servlet.error.BasicErrorController;
import org.springframework.boot.autoconfigure.web.servlet.error.ErrorViewResolver;
import org.springframework.boot.web.error.ErrorAttributeOptions;
import org.springframework.boot.web.servlet.error.ErrorAttributes;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;

/**
 * What the container answers where nobody else did: Spring Boot's page for people, and
 * problem details for programs.
 */
@Controller
class ErrorPage extends BasicErrorController {

	private final ProblemDetailFactory problem;

	private final CurrentReader reader;

	ErrorPage(ErrorAttributes attributes, ServerProperties server, List<ErrorViewResolver> views,
			ProblemDetailFactory problem, CurrentReader reader) {
		super(attributes, server.getError(), views);
		this.problem = problem;
		this.reader = reader;
	}

	/** Who asks for the address itself has met no error: there is nothing there. */
	@Override
	protected HttpStatus getStatus(HttpServletRequest request) {
		return (request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) != null) ? super.getStatus(request)
				: HttpStatus.NOT_FOUND;
	}

	@Override
	protected Map<String, Object> getErrorAttributes(HttpServletRequest request, ErrorAttributeOptions options) {
		Map<String, Object> shown = super.getErrorAttributes(request, options);
		shown.put("title", ProblemDetailFactory.heading(getStatus(request).value()));
		return shown;
	}

	@Override
	public ResponseEntity<Map<String, Object>> error(HttpServletRequest request) {
		HttpStatus status = getStatus(request);
		Refusal refusal = ProblemDetailFactory.refusal(status.value());
		ProblemDetail detail = this.problem.of(refusal, status, this.reader.requestedLocale());
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("type", detail.getType());
		body.put("title", detail.getTitle());
		body.put("status", status.value());
		body.put("detail", detail.getDetail());
		Optional.ofNullable(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI))
			.ifPresent((path) -> body.put("instance", path));
		ResponseEntity.BodyBuilder answer = ResponseEntity.status(status)
			.contentType(MediaType.APPLICATION_PROBLEM_JSON);
		ProblemDetailFactory.retryAfter(refusal, answer::header);
		return answer.body(body);
	}

}
