package io.orderflow.order.dossier;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;

import io.orderflow.MovableClock;
import io.orderflow.OrderflowTest;
import io.orderflow.account.AccountService;
import io.orderflow.attachment.AttachmentService;
import io.orderflow.attachment.DerivedFileService;
import io.orderflow.order.lookup.OrderByNumber;
import io.orderflow.order.preview.ExternalTaskLocks;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.OrderScenario;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.externaltask.ExternalTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;

/** A dossier is of one moment, which it names (B7). */
@OrderflowTest
class DossierMomentTest {

	@Autowired
	private Marketplace market;

	@Autowired
	private DossierService dossiers;

	@Autowired
	private ExternalTaskService tasks;

	@Autowired
	private ExternalTaskLocks locks;

	@Autowired
	private OrderByNumber orders;

	@Autowired
	private AccountService accounts;

	@Autowired
	private AttachmentService attachments;

	@Autowired
	private DerivedFileService derived;

	@Autowired
	private DossierRows rows;

	@Autowired
	private DossierWriter writer;

	@Autowired
	private DossierSettings settings;

	@Autowired
	private PlatformTransactionManager transactions;

	@Autowired
	private MovableClock clock;

	@AfterEach
	void backToTheRealTime() {
		this.clock.reset();
	}

	@Test
	void nothing_stands_in_it_that_was_done_after_its_time() {
		OrderScenario order = this.market.anOrder().withRequirements().requirementsClear().planned();
		this.dossiers.ask(order.number(), order.client());
		String task = this.tasks.createExternalTaskQuery()
			.topicName(DossierDesk.TOPIC)
			.list()
			.stream()
			.filter((open) -> order.number().equals(open.getBusinessKey()))
			.map(ExternalTask::getId)
			.findFirst()
			.orElseThrow();
		this.tasks.lock(task, "w", 60_000);
		Clock meanwhile = new ClockBeside(() -> {
			this.clock.advance(Duration.ofSeconds(5));
			order.question().asked("Is the fox asleep?");
		});
		DossierContent content = new DossierDesk(this.locks, this.orders, this.accounts, this.attachments, this.derived,
				this.rows, this.writer, this.settings, this.transactions, meanwhile)
			.content(task, "w", 1, "client");
		assertThat(content.asOf()).isBefore(this.clock.instant().minusSeconds(4));
		assertThat(content.toString()).doesNotContain("Is the fox asleep?");
	}

	/** Somebody does something the moment after it was first looked at. */
	private final class ClockBeside extends Clock {

		private Runnable next;

		ClockBeside(Runnable next) {
			this.next = next;
		}

		@Override
		public Instant instant() {
			Instant now = DossierMomentTest.this.clock.instant();
			Runnable deed = this.next;
			this.next = () -> {
			};
			CompletableFuture.runAsync(deed).join();
			return now;
		}

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			throw new UnsupportedOperationException();
		}

	}

}
