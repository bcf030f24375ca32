package io.orderflow.platform.audit.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import io.orderflow.platform.CurrentReader;
import io.orderflow.platform.FormValues;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.audit.AuditFilter;
import io.orderflow.platform.audit.AuditKind;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads which events are asked for; what is empty is not asked for. */
@Component
class AuditFilterReader {

	private static final int LONGEST_ID = 64;

	private final CurrentReader reader;

	AuditFilterReader(CurrentReader reader) {
		this.reader = reader;
	}

	/**
	 * @param from the first day, in the reader's time zone
	 * @param to the last day
	 * @throws Refusal on {@code who}, {@code kind}, {@code from} and {@code to}
	 */
	AuditFilter read(@Nullable String who, @Nullable String kind, @Nullable String from, @Nullable String to) {
		Map<String, String> given = new HashMap<>();
		put(given, "who", who);
		put(given, "kind", kind);
		put(given, "from", from);
		put(given, "to", to);
		FormValues form = new FormValues(given);
		String account = form.optionalText("who", LONGEST_ID).strip();
		AuditKind chosen = form.optionalChoice("kind", AuditKind.class);
		Optional<Instant> first = day(form, "from").map(this::midnight);
		Optional<Instant> end = day(form, "to").map((last) -> midnight(last.plusDays(1)));
		form.check();
		return new AuditFilter(account.isEmpty() ? null : account, chosen, first.orElse(null), end.orElse(null));
	}

	private static void put(Map<String, String> given, String field, @Nullable String value) {
		if (value != null && !value.isBlank()) {
			given.put(field, value);
		}
	}

	/** PostgreSQL knows fewer days than Java. */
	private static Optional<LocalDate> day(FormValues form, String field) {
		Optional<LocalDate> day = form.optionalDate(field);
		if (day.isPresent() && (day.get().getYear() < 1 || day.get().getYear() > 9_998)) {
			form.problem(field, "date-unreadable", day.get().toString());
			return Optional.empty();
		}
		return day;
	}

	private Instant midnight(LocalDate day) {
		ZoneId zone = this.reader.reader().map(CurrentReader.Reader::zone).orElse(ZoneOffset.UTC);
		return day.atStartOfDay(zone).toInstant();
	}

}
