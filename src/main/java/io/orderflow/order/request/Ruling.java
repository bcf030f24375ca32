package io.orderflow.order.request;

import java.util.Set;

import io.orderflow.platform.FormValues;
import org.jspecify.annotations.Nullable;

/**
 * What a moderator rules (C4).
 *
 * @param decision accept: the order is cancelled; refuse: it goes on
 * @param reason which both sides read
 * @param request the number of the one that was read; null where the task that is decided
 * says that, as in Tasklist
 */
public record Ruling(@Nullable Choice decision, @Nullable String reason, @Nullable Integer request) {

	/** The keys of its form in Tasklist. */
	public static final Set<String> KEYS = Set.of("decision", "reason");

	/** What is ruled. */
	public enum Choice {

		ACCEPT, REFUSE

	}

	/** Reads what was submitted in Tasklist, where everything is text. */
	public static Ruling fromTasklist(FormValues form) {
		return new Ruling(form.optionalChoice("decision", Choice.class), form.value("reason"), null);
	}

}
