package io.orderflow.platform.web;

import java.net.URI;
import java.util.List;
import java.util.Locale;

import io.orderflow.platform.Refusal;
import io.orderflow.platform.RefusalText;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;

/** Writes a refusal as RFC 9457 problem details, in the reader's language. */
@Component
class ProblemDetailFactory {

	private static final String TYPE = "urn:orderflow:problem:";

	private final RefusalText texts;

	ProblemDetailFactory(RefusalText texts) {
		this.texts = texts;
	}

	/** What is wrong with one field, as the caller reads it. */
	record FieldError(String field, String code, String detail) {

	}

	ProblemDetail of(Refusal refusal, Locale locale) {
		return of(refusal, HttpStatus.valueOf(refusal.kind().status()), locale);
	}

	ProblemDetail of(Refusal refusal, HttpStatus status, Locale locale) {
		ProblemDetail detail = ProblemDetail.forStatusAndDetail(status, this.texts.of(refusal, locale));
		detail.setType(URI.create(TYPE + refusal.code()));
		detail.setTitle(status.getReasonPhrase());
		List<FieldError> errors = refusal.problems()
			.stream()
			.map((problem) -> new FieldError(problem.field(), problem.code(), this.texts.of(problem, locale)))
			.toList();
		if (!errors.isEmpty()) {
			detail.setProperty("errors", errors);
		}
		refusal.state().forEach(detail::setProperty);
		return detail;
	}

}
