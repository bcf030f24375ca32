package io.orderflow.worker;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.orderflow.MovableClock;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.SampleFiles;
import io.orderflow.order.preview.PreviewDesk;
import io.orderflow.order.preview.PreviewOutcome;
import io.orderflow.order.preview.PreviewTask;
import io.orderflow.platform.UserStore;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.OrderScenario;
import org.camunda.bpm.engine.ExternalTaskService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Files that take long hold up their owner's drafts, and nobody else's. */
@OrderflowTest
class DraftTurnsTest {

	private static final String WORKER = "worker/turns";

	private static final long LOCKED = Duration.ofHours(1).toMillis();

	@LocalServerPort
	private int port;

	@Autowired
	private Drafts drafts;

	@Autowired
	private Marketplace marketplace;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private PreviewDesk desk;

	@Autowired
	private ExternalTaskService tasks;

	@Autowired
	private MovableClock clock;

	@BeforeEach
	void keepOthers() {
		this.drafts.keepOthers();
	}

	@AfterEach
	void releaseOthers() {
		this.clock.reset();
		this.drafts.releaseOthers();
	}

	private OrderScenario order() {
		return this.marketplace.anOrder()
			.between(this.newcomers.person("Camille", Locale.ENGLISH, ZoneOffset.UTC, UserStore.CLIENTS),
					this.newcomers.person("Noah", Locale.ENGLISH, ZoneOffset.UTC, UserStore.FREELANCERS));
	}

	private OrderScenario draft(OrderScenario order) {
		return this.drafts.of(order,
				Map.of("one.jpg", SampleFiles.picture("jpeg", 40, 30), "two.jpg", SampleFiles.picture("jpeg", 30, 40)));
	}

	private String next() {
		return this.tasks.fetchAndLock(1, WORKER, true)
			.topic(PreviewWorker.TOPIC, LOCKED)
			.execute()
			.get(0)
			.getBusinessKey();
	}

	@Test
	void of_two_drafts_of_one_person_and_one_of_another_the_second_is_taken_last() {
		OrderScenario first = draft(order());
		OrderScenario second = draft(first.another());
		OrderScenario others = draft(order());
		assertThat(next()).isIn(first.number(), others.number());
		assertThat(next()).isIn(first.number(), others.number());
		assertThat(next()).isEqualTo(second.number());
	}

	@Test
	void what_is_left_of_a_draft_whose_files_take_long_waits_for_the_drafts_of_others() {
		OrderScenario slow = draft(order());
		assertThat(next()).isEqualTo(slow.number());
		String task = this.drafts.task(slow).getId();
		long before = this.drafts.task(slow).getPriority();
		PreviewTask.File file = this.desk.task(task, WORKER).files().get(0);
		this.desk.begin(task, WORKER, file.id());
		this.clock.advance(Duration.ofSeconds(40));
		this.desk.finish(task, WORKER, file.id(), PreviewOutcome.TOO_SLOW, null, null);
		assertThat(this.drafts.task(slow).getPriority()).isLessThan(before);
		this.tasks.unlock(task);
		OrderScenario others = draft(order());
		assertThat(next()).isEqualTo(others.number());
		assertThat(next()).isEqualTo(slow.number());
	}

	@Test
	void a_worker_puts_a_draft_back_after_its_turn_and_goes_on_with_it_later() {
		OrderScenario order = draft(this.marketplace.anOrder());
		WorkerSettings settings = new WorkerSettings(true, URI.create("http://localhost:" + this.port + "/engine-rest"),
				"", "worker", "orderflow", Duration.ofSeconds(30), Duration.ofSeconds(2), Duration.ofSeconds(60),
				DataSize.ofMegabytes(256), null, InetAddress.getLoopbackAddress());
		TaskResources resources = new TaskResources(URI.create("http://localhost:" + this.port),
				settings.authorization(), RunningWorker.NAME);
		SimpleMeterRegistry figures = new SimpleMeterRegistry();
		RunningWorker running = RunningWorker.on(order.number(), settings,
				(drawing, locks) -> new PreviewWorker(resources, drawing, locks, new WorkerMeter(figures),
						Duration.ZERO, PreviewWorker.UNTIL_IT_ANSWERS));
		try (running) {
			await().atMost(Duration.ofMinutes(3)).until(() -> Drafts.isReviewed(order));
		}
		for (String name : new String[] { "one.jpg", "two.jpg" }) {
			JsonNode preview = Drafts.preview(this.port, order, name);
			assertThat(preview.at("/outcome").asText()).isEqualTo("DRAWN");
		}
		assertThat(figures.timer("orderflow.worker.tasks", "topic", PreviewWorker.TOPIC, "outcome", "put-back").count())
			.isOne();
	}

}
