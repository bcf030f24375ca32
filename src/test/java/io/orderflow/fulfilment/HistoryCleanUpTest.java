package io.orderflow.fulfilment;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import io.orderflow.MovableClock;
import io.orderflow.OrderflowTest;
import io.orderflow.catalog.Contents;
import io.orderflow.scenario.Marketplace;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.history.HistoricTaskInstance;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the engine remembers of processes that have ended is removed when its time is
 * over.
 */
@OrderflowTest
class HistoryCleanUpTest {

	private static final Duration KEPT = Duration.ofDays(180);

	@Autowired
	private Marketplace marketplace;

	@Autowired
	private HistoryService history;

	@Autowired
	private AuthorizationService authorizations;

	@Autowired
	private ManagementService management;

	@Autowired
	private MovableClock clock;

	@AfterEach
	void today() {
		this.clock.reset();
	}

	@Test
	void history_is_removed_at_night_once_it_is_older_than_it_is_kept() {
		String freelancer = this.marketplace.aFreelancer(Locale.ENGLISH);
		UUID old = this.marketplace.anApprovedListing(freelancer, Contents.titled("Old"));
		List<String> tasks = tasks(old);
		assertThat(rightsTo(tasks)).isPositive();
		Instant ended = this.clock.instant();
		this.clock.moveTo(ended.plus(KEPT).minusSeconds(60));
		UUID recent = this.marketplace.anApprovedListing(freelancer, Contents.titled("Recent"));
		this.clock.moveTo(ended.plus(KEPT).plusSeconds(60));
		cleanUpUntilGone(old);
		assertThat(remembered(old)).isZero();
		assertThat(rightsTo(tasks)).isZero();
		assertThat(rightsTo(tasks(recent))).isPositive();
		assertThat(remembered(recent)).isOne();
	}

	@Test
	void a_job_waits_for_the_next_night() {
		List<Job> jobs = this.history.findHistoryCleanupJobs();
		assertThat(jobs).isNotEmpty().allSatisfy((job) -> assertThat(job.getDuedate()).isNotNull());
	}

	/**
	 * Each time it removes five hundred; what other tests have left may be more than
	 * that, and goes too.
	 */
	private void cleanUpUntilGone(UUID listing) {
		for (int times = 0; times < 50 && remembered(listing) > 0; times++) {
			cleanUp();
		}
	}

	private void cleanUp() {
		this.history.cleanUpHistoryAsync(true);
		this.history.findHistoryCleanupJobs().forEach((job) -> this.management.executeJob(job.getId()));
	}

	private List<String> tasks(UUID listing) {
		return this.history.createHistoricTaskInstanceQuery()
			.processInstanceBusinessKey(listing.toString())
			.list()
			.stream()
			.map(HistoricTaskInstance::getId)
			.toList();
	}

	private long rightsTo(List<String> tasks) {
		return tasks.stream()
			.mapToLong((task) -> this.authorizations.createAuthorizationQuery()
				.resourceType(Resources.HISTORIC_TASK)
				.resourceId(task)
				.count())
			.sum();
	}

	private long remembered(UUID listing) {
		return this.history.createHistoricProcessInstanceQuery().processInstanceBusinessKey(listing.toString()).count();
	}

}
