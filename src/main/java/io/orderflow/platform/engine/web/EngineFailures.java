package io.orderflow.platform.engine.web;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.orderflow.platform.Refusal;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.TaskAlreadyClaimedException;
import org.camunda.bpm.engine.exception.NotFoundException;
import org.camunda.bpm.engine.exception.NotValidException;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.exception.cmmn.CaseException;
import org.camunda.bpm.engine.rest.exception.RestException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpMethod;

/**
 * What is said where the engine's REST resources say 500. To them everything that they
 * did not foresee is a fault of the server: ids that are not there, fields that are
 * missing, files without content; and they tell names of classes with it.
 */
final class EngineFailures {

	private static final Logger log = LoggerFactory.getLogger(EngineFailures.class);

	/** What is done with a task that waits; one that is not there waits no longer. */
	private static final Pattern TASK_ENDED = Pattern
		.compile("/task/[^/]+/(complete|submit-form|claim|unclaim|assignee|delegate|resolve)$");

	/** What the engine says by words alone of what it was asked for and does not have. */
	private static final Pattern NOT_THERE = Pattern
		.compile("^(ENGINE-\\d+ )?(No job found with id|No subscriptions were found|"
				+ "Execution with id '[^']*' does not have a subscription)");

	/** Objects of classes that nothing here knows; the engine has no code for either. */
	private static final Pattern NOT_KEPT = Pattern
		.compile("Cannot find serializer for value|Java serialization format is prohibited"
				+ "|Object values cannot be used to query");

	/** What the model has no place for, or the engine does with no task of a process. */
	private static final Pattern NO_PLACE = Pattern
		.compile("Propagation of bpmn error|no escalation handler was defined|is part of a running process");

	/** Times and numbers that are none, as those of a lock. */
	private static final Pattern SENSELESS = Pattern.compile("is not (greater|less) than");

	/** What an activity reads first of all, where an admin begins it out of its turn. */
	private static final Pattern LACKING = Pattern.compile("Cannot resolve identifier '([^']+)'");

	private static final String ENGINE = ProcessEngine.class.getPackageName();

	/** Where a body is read, and its fields are looked at. */
	private static final List<String> READING = List.of(ENGINE + ".rest.", ENGINE + ".impl.", ENGINE + ".variable.",
			"com.fasterxml.jackson.", "org.glassfish.jersey.", "org.apache.commons.fileupload");

	private static final RepeatedFailures REPEATED = new RepeatedFailures();

	private EngineFailures() {
	}

	/**
	 * The refusal that fits, or null where the engine's own words are the best there are:
	 * a job that failed tells a process admin why.
	 * @param path of the request
	 * @param failure what the engine's last command that failed failed with
	 */
	static @Nullable Refusal refusal(String method, String path, Throwable failure) {
		boolean reads = isReading(method);
		if (failure instanceof NullValueException && HttpMethod.POST.matches(method)
				&& TASK_ENDED.matcher(path).find()) {
			return Refusal.conflict("task-gone");
		}
		if (failure instanceof TaskAlreadyClaimedException) {
			return Refusal.conflict("task-taken");
		}
		if (failure instanceof NullValueException || failure instanceof NotFoundException
				|| failure instanceof CaseException || says(failure, NOT_THERE)) {
			return HttpMethod.POST.matches(method) ? badRequest() : Refusal.notFound("not-in-the-engine");
		}
		Matcher lacking = LACKING.matcher(String.valueOf(failure.getMessage()));
		if (failure.getClass() == ProcessEngineException.class && lacking.find()) {
			return Refusal.conflict("variable-missing", lacking.group(1));
		}
		if (says(failure, NOT_KEPT) || says(failure, NO_PLACE) || says(failure, SENSELESS)) {
			return badRequest();
		}
		if (failure instanceof NotValidException || failure instanceof BadUserRequestException) {
			return badRequest();
		}
		if (failure instanceof NullPointerException) {
			if (REPEATED.isNews(failure)) {
				log.warn("The engine fell over what was asked of it", failure);
			}
			// it looks for a thing and uses what it has not found
			return reads ? Refusal.notFound("not-in-the-engine") : Refusal.failed("internal-error");
		}
		return null;
	}

	/**
	 * What is said where the resources say 400: of JSON that they cannot read they tell
	 * where in which of their classes it ended. Null where their own words say it.
	 */
	static @Nullable Refusal ofUnreadable(@Nullable Throwable thrown) {
		return (ExceptionUtils.throwableOfType(thrown, JsonProcessingException.class) != null)
				? Refusal.invalid("body", "bad-json") : null;
	}

	/**
	 * The same where no command has failed, but the resource, or what reads and writes
	 * for it. Where it fell over a body, that was no body for it; everything else is a
	 * failure of ours. Either is logged with its cause, the former once an hour for each
	 * place: who sends it can do so as often as they like; what no parser takes, and what
	 * the engine refuses in words of its own, is not.
	 * @param thrown null where the resource gave up without saying why
	 */
	static Refusal ofResource(String method, String path, @Nullable Throwable thrown) {
		Throwable root = (thrown != null) ? ExceptionUtils.getRootCause(thrown) : null;
		if (isRefused(root) || (!isReading(method) && root instanceof JsonProcessingException)) {
			return badRequest();
		}
		if (!isReading(method) && isOfInput(root)) {
			if (REPEATED.isNews(root)) {
				log.warn("{} {}: the engine's REST API fell over what was sent", method, path, thrown);
			}
			return badRequest();
		}
		log.error("{} {} failed", method, path, thrown);
		return Refusal.failed("internal-error");
	}

	/**
	 * Whether the engine, before any command, says what was wrong with what was asked.
	 */
	private static boolean isRefused(@Nullable Throwable root) {
		return root instanceof NotValidException || root instanceof BadUserRequestException || (root != null
				&& (root.getClass() == ProcessEngineException.class || root.getClass() == RestException.class));
	}

	/** Whether it was thrown where resources read what was sent. */
	private static boolean isOfInput(@Nullable Throwable root) {
		return root instanceof RuntimeException && Arrays.stream(root.getStackTrace())
			.map(StackTraceElement::getClassName)
			.filter((name) -> !name.startsWith("java.") && !name.startsWith("jdk."))
			.findFirst()
			.filter((name) -> READING.stream().anyMatch(name::startsWith))
			.isPresent();
	}

	private static boolean isReading(String method) {
		return HttpMethod.GET.matches(method) || HttpMethod.HEAD.matches(method);
	}

	private static boolean says(Throwable failure, Pattern words) {
		return failure.getClass() == ProcessEngineException.class && failure.getMessage() != null
				&& words.matcher(failure.getMessage()).find();
	}

	private static Refusal badRequest() {
		return Refusal.invalid("body", "bad-request");
	}

}
