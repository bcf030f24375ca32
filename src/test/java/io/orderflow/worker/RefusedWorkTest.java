package io.orderflow.worker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.orderflow.OrderflowTest;
import io.orderflow.SampleFiles;
import io.orderflow.drawing.DrawingApplication;
import io.orderflow.drawing.DrawingProcess;
import io.orderflow.drawing.HostileFiles;
import io.orderflow.scenario.OrderScenario;
import io.orderflow.worker.BreakingLine.Fate;
import org.camunda.bpm.engine.ExternalTaskService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What the worker makes of answers that are no yes: which are for good, and which not.
 */
@OrderflowTest
class RefusedWorkTest {

	private static final Duration LONG = Duration.ofMinutes(2);

	private static final String FILE = ".*/files/[0-9a-f-]{36}";

	@LocalServerPort
	private int port;

	@Autowired
	private Drafts drafts;

	@Autowired
	private ExternalTaskService tasks;

	@Autowired
	private JdbcClient jdbc;

	@ParameterizedTest
	@ValueSource(strings = { "/attempts", "/pages/1/preview", "/outcome" })
	void a_conflict_that_is_no_result_is_tried_again_until_there_is_one(String end) throws IOException {
		triedAgain((path) -> path.endsWith(end), Fate.COLLIDES, "Again (HTTP 409)");
	}

	@Test
	void an_address_that_somebody_on_the_way_does_not_know_is_no_lost_task() throws IOException {
		triedAgain((path) -> path.matches(FILE), Fate.IS_UNKNOWN, "HTTP 404");
	}

	@Test
	void a_task_that_cannot_be_completed_and_is_still_held_has_failed() throws IOException {
		triedAgain((path) -> path.endsWith("/complete"), Fate.IS_REFUSED, "did not take that it is done");
	}

	/**
	 * @param refused what is refused once
	 */
	private void triedAgain(Predicate<String> refused, Fate fate, String said) throws IOException {
		OrderScenario order = picture();
		AtomicBoolean first = new AtomicBoolean(true);
		try (BreakingLine line = new BreakingLine(this.port,
				(path, body) -> refused.test(path) && first.getAndSet(false) ? fate : Fate.PASSES);
				RunningWorker running = running(order, line.engine(), line.application())) {
			failedOnce(order);
			assertThat(this.drafts.task(order).getErrorMessage()).contains(said);
			this.tasks.unlock(this.drafts.task(order).getId());
			await().atMost(LONG).until(() -> Drafts.isReviewed(order));
		}
		assertThat(outcome(order)).isEqualTo("DRAWN");
	}

	private void failedOnce(OrderScenario order) {
		await().atMost(LONG)
			.until(() -> !Drafts.isReviewed(order) && Integer.valueOf(3).equals(this.drafts.task(order).getRetries()));
	}

	@Test
	void a_picture_that_is_too_large_for_somebody_on_the_way_does_not_stop_the_order() throws IOException {
		OrderScenario order = picture();
		try (BreakingLine line = new BreakingLine(this.port,
				(path, body) -> path.endsWith("/pages/1/preview") ? Fate.IS_TOO_LARGE : Fate.PASSES);
				RunningWorker running = running(order, line.engine(), line.application())) {
			await().atMost(LONG).until(() -> Drafts.isReviewed(order));
		}
		assertThat(outcome(order)).isEqualTo("TOO_LARGE");
	}

	/** While a node begins again. */
	@Test
	void an_attempt_that_cannot_be_taken_back_at_once_is_taken_back_a_little_later() throws IOException {
		OrderScenario order = picture();
		AtomicInteger attempts = new AtomicInteger();
		try (BreakingLine line = new BreakingLine(this.port, (path, body) -> {
			// begun, and then taken back
			boolean away = path.endsWith("/attempts") && Set.of(2, 3).contains(attempts.incrementAndGet());
			return (away || path.endsWith("/pages/1/preview")) ? Fate.FAILS : Fate.PASSES;
		}); RunningWorker running = running(order, line.engine(), line.application())) {
			failedOnce(order);
		}
		assertThat(attempts.get()).isEqualTo(4);
		assertThat(this.jdbc.sql(
				"select sum(attempts) from preview_file where order_id = (select id from orders where number = :order)")
			.param("order", order.number())
			.query(Integer.class)
			.single()).as("attempts that count").isZero();
	}

	/** Whoever took over the process that draws writes what it likes. */
	@ParameterizedTest
	@ValueSource(strings = { "DRAWN", "OWNED", "QUARANTINED" })
	void an_outcome_that_is_none_is_not_believed_and_does_not_stop_the_order(String written) {
		OrderScenario order = picture();
		WorkerSettings settings = settings(engine());
		TaskResources resources = resources(application());
		try (RunningWorker running = RunningWorker.on(order.number(), settings,
				(drawing, locks) -> new PreviewWorker(resources, new TakenOver(written), locks, meter()))) {
			await().atMost(LONG).until(() -> Drafts.isReviewed(order));
		}
		assertThat(outcome(order)).isEqualTo("DAMAGED");
	}

	private static final class TakenOver extends DrawingProcess {

		private final String outcome;

		TakenOver(String outcome) {
			super(Duration.ofSeconds(30), DataSize.ofMegabytes(256));
			this.outcome = outcome;
		}

		@Override
		public Drawn draw(Request request, Path results) {
			return new Drawn(this.outcome, -7, -7, results, false);
		}

	}

	@Test
	void where_nobody_answers_the_incident_says_so() throws IOException {
		OrderScenario order = picture();
		int closed;
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			closed = socket.getLocalPort();
		}
		try (RunningWorker running = running(order, engine(), URI.create("http://localhost:" + closed))) {
			failedOnce(order);
		}
		assertThat(this.drafts.task(order).getErrorMessage())
			.isEqualTo("The preview of order " + order.number() + " was not made: The application does not answer");
	}

	@Test
	void what_is_anothers_by_now_is_not_given_back() throws Exception {
		OrderScenario order = this.drafts.with(Map.of("slow.svg", HostileFiles.slowDrawing()));
		try (RunningWorker running = running(order, engine(), application())) {
			new DrawingProcesses(DrawingApplication.class).stopNext();
			String task = this.drafts.task(order).getId();
			this.tasks.unlock(task);
			this.tasks.lock(task, "worker/another", LONG.toMillis());
		}
		assertThat(this.drafts.task(order).getWorkerId()).isEqualTo("worker/another");
	}

	private OrderScenario picture() {
		return this.drafts.with(Map.of("fox.jpg", SampleFiles.picture("jpeg", 40, 30)));
	}

	private String outcome(OrderScenario order) {
		return Drafts.preview(this.port, order, "fox.jpg").at("/outcome").asText();
	}

	private RunningWorker running(OrderScenario order, URI engine, URI application) {
		TaskResources resources = resources(application);
		return RunningWorker.on(order.number(), settings(engine),
				(drawing, locks) -> new PreviewWorker(resources, drawing, locks, meter()));
	}

	private TaskResources resources(URI application) {
		return new TaskResources(application, settings(engine()).authorization(), RunningWorker.NAME);
	}

	private URI application() {
		return URI.create("http://localhost:" + this.port);
	}

	private URI engine() {
		return application().resolve("/engine-rest");
	}

	private static WorkerMeter meter() {
		return new WorkerMeter(new SimpleMeterRegistry());
	}

	private static WorkerSettings settings(URI engine) {
		return new WorkerSettings(true, engine, "", "worker", "orderflow", Duration.ofSeconds(60),
				Duration.ofSeconds(2), Duration.ofSeconds(30), DataSize.ofMegabytes(256), null,
				InetAddress.getLoopbackAddress());
	}

}
