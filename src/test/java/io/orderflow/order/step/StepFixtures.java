package io.orderflow.order.step;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.orderflow.account.AccountService;
import io.orderflow.account.PlainAccounts;
import io.orderflow.attachment.Attachment;
import io.orderflow.attachment.AttachmentUse;
import io.orderflow.attachment.StagedFileAccess;
import io.orderflow.order.OrderSettings;
import io.orderflow.platform.CurrentReader;
import io.orderflow.platform.FormFields;
import io.orderflow.platform.FormValues;
import io.orderflow.platform.ProblemCollector;

/** What the steps stand on, without Spring and without a database. */
final class StepFixtures {

	/** As an installation has it, but for what is tested at its limit. */
	static final OrderSettings SETTINGS = new OrderSettings(
			List.of(Duration.ofDays(1), Duration.ofDays(3), Duration.ofDays(7)), Duration.ofDays(14),
			Duration.ofDays(2), Duration.ofDays(3), Duration.ofDays(4), Duration.ofDays(1), Duration.ofHours(30),
			Duration.ofHours(48), Duration.ofHours(40), OrderSettings.Unanswered.REFUSED, Duration.ofDays(1),
			Duration.ofHours(24), Duration.ofHours(1), 3, 2);

	static final AccountService ACCOUNTS = PlainAccounts.ofLeaAndCamille();

	/** Who reads and types as in America. */
	static final CurrentReader AMERICAN = new CurrentReader() {

		@Override
		public Optional<Reader> reader() {
			return Optional.empty();
		}

		@Override
		public Locale locale() {
			return Locale.US;
		}

		@Override
		public Locale requestedLocale() {
			return Locale.US;
		}

	};

	private StepFixtures() {
	}

	static Submission submission(String actor, Instant at) {
		return new Submission(actor, at, new ProblemCollector());
	}

	/** As Tasklist sends a form. */
	static FormValues tasklist(Map<String, ?> values) {
		return new FormValues(values);
	}

	/** As a page sends one: every field and its value in turn. */
	static FormFields page(String... fieldsAndValues) {
		Map<String, List<String>> values = new LinkedHashMap<>();
		for (int i = 0; i < fieldsAndValues.length; i += 2) {
			values.computeIfAbsent(fieldsAndValues[i], (field) -> new ArrayList<>()).add(fieldsAndValues[i + 1]);
		}
		return new FormFields(values);
	}

	/** Files that wait to be attached, and what became of them. */
	static final class Files implements StagedFileAccess {

		private final Map<String, List<Attachment>> staged = new LinkedHashMap<>();

		private final List<String> attached = new ArrayList<>();

		/** Puts a file down for a field of a step. */
		UUID stage(String owner, String slot) {
			UUID id = UUID.randomUUID();
			this.staged.computeIfAbsent(owner + " " + slot, (key) -> new ArrayList<>())
				.add(new Attachment(id, owner, "sketch.txt", "text/plain", 6, "", Instant.EPOCH, slot, null, null));
			return id;
		}

		/**
		 * {@code lea draft/1 files [image/*] 2}: whose, what as, on which field, which
		 * types, how many.
		 */
		List<String> attached() {
			return this.attached;
		}

		@Override
		public List<Attachment> stagedIn(String owner, String slot) {
			return this.staged.getOrDefault(owner + " " + slot, List.of());
		}

		@Override
		public int maxPerStep() {
			return 3;
		}

		@Override
		public List<Attachment> attach(String owner, Collection<UUID> ids, String field, AttachmentUse use) {
			this.attached.add(owner + " " + use.purpose() + " " + field + " " + use.accepts() + " " + ids.size());
			return List.of();
		}

	}

}
