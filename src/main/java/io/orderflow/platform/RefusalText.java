package io.orderflow.platform;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import io.orderflow.platform.ReaderFormats.FileKinds;
import io.orderflow.platform.ReaderFormats.WrittenDates;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Says a {@link Refusal} as plain sentences, from {@code refusal.<code>}. */
@Component
public class RefusalText {

	private final MessageSource messages;

	private final Clock clock;

	RefusalText(MessageSource messages, Clock clock) {
		this.messages = messages;
		this.clock = clock;
	}

	/**
	 * The whole refusal; several problems follow one another as sentences.
	 * @throws org.springframework.context.NoSuchMessageException where a code has no
	 * text: a mistake of ours that a test finds
	 */
	public String of(Refusal refusal, Locale locale) {
		if (refusal.problems().isEmpty()) {
			return text(refusal.code(), refusal.args(), locale);
		}
		return refusal.problems()
			.stream()
			.map((problem) -> named(refusal, problem, locale))
			.collect(Collectors.joining(" "));
	}

	private String named(Refusal refusal, Refusal.Problem problem, Locale locale) {
		// what is in a list is in the field of the list
		String label = refusal.labels().get(problem.field().replaceFirst("\\[.*", ""));
		String sentence = of(problem, locale);
		return (label != null) ? this.messages.getMessage("refusal.in-field", new Object[] { label, sentence }, locale)
				: sentence;
	}

	public String of(Refusal.Problem problem, Locale locale) {
		return text(problem.code(), problem.args(), locale);
	}

	private String text(String code, List<Object> args, Locale locale) {
		return this.messages.getMessage("refusal." + code, args.stream().map((arg) -> said(arg, locale)).toArray(),
				locale);
	}

	/**
	 * Days and kinds of files are said in words of the language, examples of days as they
	 * could have been written; what somebody wrote turns nothing that follows to read
	 * another way.
	 */
	private Object said(Object arg, Locale locale) {
		if (arg instanceof LocalDate day) {
			return WrittenDates.day(day, locale);
		}
		if (arg instanceof SubmittedDate.Example example) {
			return example.in(LocalDate.now(this.clock), locale);
		}
		if (arg instanceof FileKinds kinds) {
			return kinds.in(this.messages, locale);
		}
		return (arg instanceof String written) ? TextLimits.shown(written) : arg;
	}

}
