package io.orderflow.order.dossier;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.orderflow.attachment.FileView;
import io.orderflow.catalog.ApprovalNeeded;
import io.orderflow.order.dashboard.PlanWords;
import io.orderflow.order.dossier.DossierContent.Fact;
import io.orderflow.platform.ReaderFormats;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/** How a dossier says things in its reader's language. */
final class DossierWords {

	private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	private final MessageSource messages;

	private final ApprovalNeeded approval;

	private final Locale locale;

	private final ReaderFormats formats;

	/**
	 * Words for a reader.
	 * @param approval what the client approves, which they speak of
	 */
	DossierWords(MessageSource messages, ApprovalNeeded approval, Locale locale, ReaderFormats formats) {
		this.messages = messages;
		this.approval = approval;
		this.locale = locale;
		this.formats = formats;
	}

	String text(String key, Object... arguments) {
		return this.messages.getMessage(PlanWords.key(this.approval, key), arguments, this.locale);
	}

	ReaderFormats formats() {
		return this.formats;
	}

	/** In the reader's time zone. */
	String time(Instant time) {
		return this.formats.time(time);
	}

	/** The same to the second. */
	String second(Instant time) {
		return this.formats.second(time);
	}

	/** To the second. */
	static String utc(Instant time) {
		return UTC.format(time);
	}

	/**
	 * The same of what people wrote.
	 * @param older whether there are older ones, for which there is no room
	 */
	DossierContent.Section section(String key, List<DossierContent.Entry> entries, boolean older) {
		return older ? section(key, Stream.concat(Stream.of(note("dossier.cut.older")), entries.stream()).toList())
				: section(key, entries);
	}

	/** A sentence of its own. */
	DossierContent.Entry note(String key) {
		return DossierContent.Entry.of(null, List.of(), List.of(new Fact("", text(key))));
	}

	DossierContent.Section section(String key, List<DossierContent.Entry> entries) {
		return new DossierContent.Section(text("dossier.section." + key),
				entries.isEmpty() ? List.of(note("dossier.nothing")) : entries);
	}

	/** A fact whose name is a text. */
	Fact fact(String key, String text) {
		return new Fact(text(key), text);
	}

	/** Facts and texts that may be missing, put together one by one. */
	final class Entry {

		private final @Nullable String heading;

		private final List<Fact> facts = new ArrayList<>();

		private final List<Fact> texts = new ArrayList<>();

		Entry(@Nullable String heading) {
			this.heading = heading;
		}

		Entry fact(String key, @Nullable String text) {
			if (text != null && !text.isEmpty()) {
				this.facts.add(DossierWords.this.fact(key, text));
			}
			return this;
		}

		Entry time(String key, @Nullable Instant time) {
			return fact(key, (time != null) ? DossierWords.this.time(time) : null);
		}

		/**
		 * @param name what it is; empty where that is plain
		 */
		Entry said(String name, @Nullable String text) {
			if (text != null && !text.isEmpty()) {
				this.texts.add(new Fact(name, text));
			}
			return this;
		}

		Entry files(List<FileView> files) {
			return files("dossier.files", files);
		}

		/** The same where there are those of others too. */
		Entry files(String key, List<FileView> files) {
			return fact(key, files.stream().map(FileView::fileName).collect(Collectors.joining(", ")));
		}

		DossierContent.Entry done() {
			return DossierContent.Entry.of(this.heading, this.facts, this.texts);
		}

	}

}
