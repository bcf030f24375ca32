package io.orderflow.order.step;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.orderflow.account.AccountService;
import io.orderflow.account.PlainAccounts;
import io.orderflow.attachment.Attachment;
import io.orderflow.attachment.AttachmentUse;
import io.orderflow.attachment.StagedFiles;
import io.orderflow.catalog.ApprovalNeeded;
import io.orderflow.order.OrderSettings;
import io.orderflow.order.OrderStatus;
import io.orderflow.order.WorkerResult;
import io.orderflow.order.dashboard.OrderView;
import io.orderflow.order.dashboard.RequestView;
import io.orderflow.platform.FormFields;
import io.orderflow.platform.FormValues;
import io.orderflow.platform.MoneyJson;
import io.orderflow.platform.ProblemCollector;
import org.jspecify.annotations.Nullable;

/** What the steps stand on, without Spring and without a database. */
final class StepFixtures {

	/** As an installation has it, but for what is tested at its limit. */
	static final OrderSettings SETTINGS = new OrderSettings(
			List.of(Duration.ofDays(1), Duration.ofDays(3), Duration.ofDays(7)), Duration.ofDays(14),
			Duration.ofDays(2), Duration.ofDays(3), Duration.ofDays(4), Duration.ofDays(1), Duration.ofHours(30),
			Duration.ofHours(48), Duration.ofHours(40), 3, 2);

	static final AccountService ACCOUNTS = PlainAccounts.ofLeaAndCamille();

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
	static final class Files implements StagedFiles {

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
		public void attach(String owner, Collection<UUID> ids, String field, AttachmentUse use) {
			this.attached.add(owner + " " + use.purpose() + " " + field + " " + use.accepts() + " " + ids.size());
		}

	}

	/** An order as a page shows it, with little in it. */
	static final class View {

		private List<OrderView.Requirement> requirements = List.of();

		private List<OrderView.Question> clarifications = List.of();

		private List<OrderView.Task> plan = List.of();

		private List<OrderView.DraftView> drafts = List.of();

		private List<OrderView.DeliveryView> deliveries = List.of();

		private List<RequestView> requests = List.of();

		private @Nullable Instant due;

		View requirements(OrderView.Requirement... these) {
			this.requirements = List.of(these);
			return this;
		}

		View clarifications(OrderView.Question... these) {
			this.clarifications = List.of(these);
			return this;
		}

		View plan(OrderView.Task... these) {
			this.plan = List.of(these);
			return this;
		}

		View drafts(OrderView.DraftView... these) {
			this.drafts = List.of(these);
			return this;
		}

		View deliveries(OrderView.DeliveryView... these) {
			this.deliveries = List.of(these);
			return this;
		}

		View requests(RequestView... these) {
			this.requests = List.of(these);
			return this;
		}

		View due(Instant at) {
			this.due = at;
			return this;
		}

		OrderView build() {
			return new OrderView("OF-0000-0001", "client", OrderStatus.PLANNING, OrderStatus.PLANNING.turn(),
					new OrderView.Person("camille", "Camille"), new OrderView.Person("lea", "Léa"), UUID.randomUUID(),
					"Storyboard", MoneyJson.of("120", "EUR"), Instant.EPOCH,
					new OrderView.Clock(this.due, true, null, null), ApprovalNeeded.PLAN,
					new OrderView.Revisions(1, 1, 1), List.of(), this.requirements, this.clarifications, this.plan,
					this.drafts, this.deliveries, new OrderView.Updates(null, null, 0), null, null, null,
					WorkerResult.NOT_ASKED, this.requests);
		}

	}

}
