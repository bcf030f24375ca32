package io.orderflow.platform.audit.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import io.orderflow.platform.CurrentReader;
import io.orderflow.platform.FormValues;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.SubmittedDate;
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
	 * What a program asks for, with days as {@code 2026-12-31}.
	 * @param from the first day, in the reader's time zone
	 * @param to the last day
	 * @throws Refusal on {@code who}, {@code kind}, {@code from} and {@code to}
	 */
	AuditFilter read(@Nullable String who, @Nullable String kind, @Nullable String from, @Nullable String to) {
		return read(who, kind, from, to, SubmittedDate::of);
	}

	/** The same as a person asks for it on the page, with days as they write them. */
	AuditFilter readTyped(@Nullable String who, @Nullable String kind, @Nullable String from, @Nullable String to) {
		Locale locale = this.reader.locale();
		return read(who, kind, from, to, (day) -> SubmittedDate.typed(day, locale));
	}

	private AuditFilter read(@Nullable String who, @Nullable String kind, @Nullable String from, @Nullable String to,
			Function<String, SubmittedDate> reading) {
		Map<String, String> given = new HashMap<>();
		put(given, "who", who);
		put(given, "kind", kind);
		put(given, "from", from);
		put(given, "to", to);
		FormValues form = new FormValues(given);
		String account = form.optionalText("who", LONGEST_ID).strip();
		AuditKind chosen = form.optionalChoice("kind", AuditKind.class);
		Optional<Instant> first = day(form, "from", reading).map(this::midnight);
		Optional<Instant> end = day(form, "to", reading).map((last) -> midnight(last.plusDays(1)));
		form.check();
		return new AuditFilter(account.isEmpty() ? null : account, chosen, first.orElse(null), end.orElse(null));
	}

	private static void put(Map<String, String> given, String field, @Nullable String value) {
		if (value != null && !value.isBlank()) {
			given.put(field, value);
		}
	}

	/** PostgreSQL knows fewer days than Java. */
	private static Optional<LocalDate> day(FormValues form, String field, Function<String, SubmittedDate> reading) {
		Optional<LocalDate> day = form.optionalDate(field, reading);
		if (day.isPresent() && (day.get().getYear() < 1 || day.get().getYear() > 9_998)) {
			form.problem(field, "date-unreadable", day.get().toString(), reading.apply("").example());
			return Optional.empty();
		}
		return day;
	}

	private Instant midnight(LocalDate day) {
		ZoneId zone = this.reader.reader().map(CurrentReader.Reader::zone).orElse(ZoneOffset.UTC);
		return day.atStartOfDay(zone).toInstant();
	}

}
