package io.orderflow.platform.web;

import java.net.URI;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

import io.orderflow.platform.Refusal;
import io.orderflow.platform.RefusalText;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;

/** Writes a refusal as RFC 9457 problem details, in the reader's language. */
@Component
public class ProblemDetailFactory {

	private static final String TYPE = "urn:orderflow:problem:";

	/**
	 * Connection exceptions, and PostgreSQL's admin_shutdown, crash_shutdown and
	 * cannot_connect_now.
	 */
	private static final Pattern AWAY = Pattern.compile("08...|57P0[123]");

	/** What the pool says, without a state, of a rollback on a connection that broke. */
	private static final String CLOSED = "Connection is closed";

	/** PostgreSQL's query_canceled. */
	private static final String CUT_OFF = "57014";

	private final RefusalText texts;

	ProblemDetailFactory(RefusalText texts) {
		this.texts = texts;
	}

	/** What is wrong with one field, as the caller reads it. */
	record FieldError(String field, String code, String detail) {

	}

	/** What a bare status says. */
	static Refusal refusal(int status) {
		return switch (status) {
			case 401 -> Refusal.forbidden("not-signed-in");
			case 403 -> Refusal.forbidden("no-right");
			case 404 -> Refusal.notFound("unknown-path");
			case 405 -> Refusal.conflict("method-not-allowed");
			case 406 -> Refusal.conflict("not-acceptable");
			case 413 -> Refusal.conflict("request-too-large");
			case 415 -> Refusal.conflict("media-type-not-supported");
			case 503 -> Refusal.unavailable("busy");
			default -> Refusal.conflict((status >= 500) ? "internal-error" : "bad-request");
		};
	}

	/**
	 * What is said where nothing is wrong with what was asked, and a little later it
	 * would be answered: the database is away, or everything is taken.
	 */
	public static Optional<Refusal> unavailable(@Nullable Throwable failure) {
		if (isDatabaseAway(failure)) {
			return Optional.of(Refusal.unavailable("database-away"));
		}
		return isOverload(failure) ? Optional.of(Refusal.unavailable("busy")) : Optional.empty();
	}

	/** Whether the connection broke, could not be made, or PostgreSQL ends or starts. */
	private static boolean isDatabaseAway(@Nullable Throwable failure) {
		return ExceptionUtils.getThrowableList(failure)
			.stream()
			.anyMatch((cause) -> cause instanceof SQLException sql
					&& ((sql.getSQLState() != null && AWAY.matcher(sql.getSQLState()).matches())
							|| CLOSED.equals(sql.getMessage())));
	}

	/**
	 * Whether there was no connection to be had in time, or a statement was cut off for
	 * taking too long: at capacity, and nothing is wrong with what was asked.
	 */
	public static boolean isOverload(@Nullable Throwable failure) {
		int depth = 0;
		for (Throwable cause = failure; cause != null && depth < 30; cause = cause.getCause(), depth++) {
			if (cause instanceof SQLTransientConnectionException
					|| (cause instanceof SQLException sql && CUT_OFF.equals(sql.getSQLState()))) {
				return true;
			}
		}
		return false;
	}

	/**
	 * The header that a refusal brings along: one that passes says when to try again.
	 * @param header takes its name and its value
	 */
	public static void retryAfter(Refusal refusal, BiConsumer<String, String> header) {
		if (refusal.passes()) {
			header.accept(HttpHeaders.RETRY_AFTER, String.valueOf(refusal.retryAfter()));
		}
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

	/** What the page of an error is headed by: ends the key of its text. */
	static String heading(int status) {
		return switch (status) {
			case 403 -> "forbidden";
			case 404 -> "not-found";
			default -> "failed";
		};
	}

}
