package io.orderflow.platform.web;

import java.time.DateTimeException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.orderflow.platform.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.springframework.beans.AbstractNestablePropertyAccessor;
import org.springframework.beans.InvalidPropertyException;
import org.springframework.beans.TypeMismatchException;
import org.springframework.validation.BindingResult;
import org.springframework.validation.DataBinder;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/**
 * Tells what a reader typed and Spring's binder could not bind, which is refused, from
 * what fails in code of ours while it binds, which is not the reader's fault and is left
 * to be logged.
 */
final class BindingFailure {

	private static final Set<String> BINDER = Set.of(DataBinder.class.getName(),
			AbstractNestablePropertyAccessor.class.getName());

	private static final String OURS = "io.orderflow.";

	private BindingFailure() {
	}

	/**
	 * What is said of the reader's input.
	 * @param causes the failure and all behind it, the outermost first
	 * @return empty where it is no failure of binding, or one of ours
	 */
	static Optional<Refusal> refusal(List<Throwable> causes, HttpServletRequest request) {
		Throwable root = causes.get(causes.size() - 1);
		for (Throwable cause : causes) {
			if (cause instanceof TypeMismatchException mismatch) {
				return isUnreadable(root) ? Optional.of(mismatch(mismatch, request)) : Optional.empty();
			}
			if (cause instanceof InvalidPropertyException unknown && !isOurs(root)) {
				// a field of a form by a name that reaches into another, as
				// language[0][1]
				return Optional
					.of(Refusal.invalid(unknown.getPropertyName(), "unknown-field", unknown.getPropertyName()));
			}
			if (isOfBinding(cause) && !isOurs(root) && reachesInside(request)) {
				return Optional.of(Refusal.invalid("body", "bad-request"));
			}
		}
		return Optional.empty();
	}

	/**
	 * What failed in code of ours while a form was bound, which Spring counts among the
	 * fields that could not be.
	 */
	static Optional<Throwable> ofOurs(BindingResult bound) {
		return bound.getFieldErrors()
			.stream()
			.filter((error) -> error.contains(TypeMismatchException.class))
			.map((error) -> error.unwrap(TypeMismatchException.class))
			.filter((mismatch) -> !isUnreadable(ExceptionUtils.getRootCause(mismatch)))
			.map(Throwable.class::cast)
			.findFirst();
	}

	/** What converters say of a text that they cannot read. */
	private static boolean isUnreadable(Throwable root) {
		return root instanceof IllegalArgumentException || root instanceof DateTimeException
				|| root instanceof TypeMismatchException || !isOurs(root);
	}

	private static boolean isOfBinding(Throwable cause) {
		return cause instanceof RuntimeException && Arrays.stream(cause.getStackTrace())
			.limit(8)
			.map(StackTraceElement::getClassName)
			.anyMatch(BINDER::contains);
	}

	/** Whether it was thrown in code of ours that was called from Spring's. */
	private static boolean isOurs(Throwable root) {
		return Arrays.stream(root.getStackTrace())
			.map(StackTraceElement::getClassName)
			.takeWhile((name) -> !name.startsWith("org.springframework."))
			.anyMatch((name) -> name.startsWith(OURS));
	}

	/**
	 * Whether a field has a name like {@code language.bytes[0]}, over which Spring's
	 * binder falls in many ways.
	 */
	private static boolean reachesInside(HttpServletRequest request) {
		return Collections.list(request.getParameterNames())
			.stream()
			.anyMatch((name) -> name.indexOf('.') >= 0 || name.indexOf('[') >= 0);
	}

	/** At an address of a page that cannot be one there is nothing, as at any other. */
	private static Refusal mismatch(TypeMismatchException mismatch, HttpServletRequest request) {
		if (!ApiPath.isAskedBy(request) && mismatch instanceof MethodArgumentTypeMismatchException argument
				&& argument.getParameter().hasParameterAnnotation(PathVariable.class)) {
			return Refusal.notFound("unknown-path");
		}
		String field = (mismatch instanceof MethodArgumentTypeMismatchException argument) ? argument.getName()
				: Optional.ofNullable(mismatch.getPropertyName()).orElse("");
		// not its value: in an address it may be a sentence of somebody else
		return Refusal.invalid(field, "wrong-type", field);
	}

}
