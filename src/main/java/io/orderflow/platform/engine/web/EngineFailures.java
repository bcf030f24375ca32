package io.orderflow.platform.engine.web;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.orderflow.platform.Refusal;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.TaskAlreadyClaimedException;
import org.camunda.bpm.engine.exception.NotFoundException;
import org.camunda.bpm.engine.exception.NotValidException;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.exception.cmmn.CaseException;
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
		.compile("Cannot find serializer for value|Java serialization format is prohibited");

	/** What the model has no place for, or the engine does with no task of a process. */
	private static final Pattern NO_PLACE = Pattern
		.compile("Propagation of bpmn error|no escalation handler was defined|is part of a running process");

	/** What an activity reads first of all, where an admin begins it out of its turn. */
	private static final Pattern LACKING = Pattern.compile("Cannot resolve identifier '([^']+)'");

	private EngineFailures() {
	}

	/**
	 * The refusal that fits, or null where the engine's own words are the best there are:
	 * a job that failed tells a process admin why.
	 * @param path of the request
	 * @param failure what the engine's last command that failed failed with; null where
	 * none did, so that the resource could not even read what was sent
	 */
	static @Nullable Refusal refusal(String method, String path, @Nullable Throwable failure) {
		boolean reads = HttpMethod.GET.matches(method) || HttpMethod.HEAD.matches(method);
		if (failure == null) {
			return reads ? null : badRequest();
		}
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
		if (says(failure, NOT_KEPT) || says(failure, NO_PLACE)) {
			return badRequest();
		}
		if (failure instanceof NotValidException || failure instanceof BadUserRequestException) {
			return badRequest();
		}
		if (failure instanceof NullPointerException) {
			log.warn("The engine fell over what was asked of it", failure);
			// it looks for a thing and uses what it has not found
			return reads ? Refusal.notFound("not-in-the-engine") : Refusal.failed("internal-error");
		}
		return null;
	}

	private static boolean says(Throwable failure, Pattern words) {
		return failure.getClass() == ProcessEngineException.class && failure.getMessage() != null
				&& words.matcher(failure.getMessage()).find();
	}

	private static Refusal badRequest() {
		return Refusal.invalid("body", "bad-request");
	}

}
