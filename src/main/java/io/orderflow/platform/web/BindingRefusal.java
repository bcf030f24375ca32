package io.orderflow.platform.web;

import java.util.List;
import java.util.Optional;

import io.orderflow.platform.Refusal;
import org.springframework.beans.TypeMismatchException;
import org.springframework.validation.BindingResult;
import org.springframework.validation.FieldError;

/** Says what Spring could not bind of a form with the codes of every other refusal. */
public final class BindingRefusal {

	private BindingRefusal() {
	}

	/**
	 * Refuses a form in which something could not be read; what was bound is null then.
	 * @throws Refusal {@code choice-unknown} and {@code wrong-type}, all fields at once
	 * @throws IllegalStateException where it was not the reader's fault, but ours
	 */
	public static void check(BindingResult bound) {
		BindingFailure.ofOurs(bound).ifPresent((failure) -> {
			throw new IllegalStateException("A form was not bound", failure);
		});
		List<Refusal.Problem> problems = bound.getFieldErrors()
			.stream()
			.map((error) -> new Refusal.Problem(error.getField(), code(error),
					String.valueOf(error.getRejectedValue())))
			.toList();
		if (!problems.isEmpty()) {
			throw Refusal.invalid(problems);
		}
	}

	private static String code(FieldError error) {
		Optional<Class<?>> wanted = error.contains(TypeMismatchException.class)
				? Optional.ofNullable(error.unwrap(TypeMismatchException.class).getRequiredType()) : Optional.empty();
		return wanted.filter(Class::isEnum).isPresent() ? "choice-unknown" : "wrong-type";
	}

}
