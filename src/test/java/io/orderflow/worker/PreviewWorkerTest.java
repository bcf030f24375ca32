package io.orderflow.worker;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import javax.imageio.ImageIO;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.orderflow.OrderflowTest;
import io.orderflow.SampleFiles;
import io.orderflow.Visitor;
import io.orderflow.drawing.DrawingApplication;
import io.orderflow.drawing.HostileFiles;
import io.orderflow.order.TimelineKind;
import io.orderflow.scenario.OrderScenario;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.externaltask.ExternalTask;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The worker on real orders: over HTTP, with Camunda's client, in processes of its own.
 */
@OrderflowTest
class PreviewWorkerTest {

	private static final Duration LONG = Duration.ofMinutes(2);

	/** After a failure, by how many attempts are left. */
	private static final List<Duration> WAITS = List.of(Duration.ZERO, Duration.ofMinutes(5), Duration.ofMinutes(1),
			Duration.ofSeconds(10));

	@LocalServerPort
	private int port;

	@Autowired
	private Drafts drafts;

	@Autowired
	private ExternalTaskService tasks;

	@Autowired
	private RuntimeService runtime;

	@Autowired
	private JdbcClient jdbc;

	private final SimpleMeterRegistry figures = new SimpleMeterRegistry();

	private WorkerSettings settings;

	@BeforeEach
	void findTheApplication() {
		this.settings = settings(URI.create("http://localhost:" + this.port + "/engine-rest"), Duration.ofSeconds(60),
				Duration.ofSeconds(30));
	}

	private static WorkerSettings settings(URI engine, Duration drawWithin, Duration lockFor) {
		return new WorkerSettings(true, engine, "", "worker", "orderflow", lockFor, Duration.ofSeconds(2), drawWithin,
				DataSize.ofMegabytes(256), null, InetAddress.getLoopbackAddress());
	}

	@Test
	void a_freelancers_picture_is_seen_by_the_client_with_a_watermark() throws IOException {
		OrderScenario order = this.drafts.with(Map.of("fox.jpg", SampleFiles.picture("jpeg", 3_648, 2_736), "film.mp4",
				new byte[] { 0, 1, 2 }, "song.wav", SampleFiles.wav(65)));
		work(order);

		assertThat(order.timeline(TimelineKind.PREVIEW_MADE)).isOne();
		assertThat(outcome(order, "film.mp4")).isEqualTo("NOT_DRAWABLE");
		assertThat(Drafts.preview(this.port, order, "song.wav").at("/seconds").asInt()).isEqualTo(65);
		assertThat(Visitor.signedIn(this.port, order.client()).get("/orders/" + order.number()).body())
			.contains("<small>1:05</small>")
			.as("what to do about the film and the song")
			.containsPattern("excerpt of it, or for another draft whose videos|extrait, ou un autre brouillon dont");
		JsonNode page = Drafts.preview(this.port, order, "fox.jpg").at("/shown/0");
		assertThat(page.at("/width").asInt()).isEqualTo(1_600);
		assertThat(page.at("/height").asInt()).isEqualTo(1_200);
		assertThat(page.at("/thumbnailHref").asText()).startsWith("/api/files/");
		assertThat(coloursOfTheRightHalf(order, page.at("/href").asText())).as("with a watermark").isGreaterThan(50);
		assertThat(this.figures.counter("orderflow.worker.previews", "outcome", "DRAWN").count()).isOne();
	}

	/** The original has one there. */
	private long coloursOfTheRightHalf(OrderScenario order, String href) throws IOException {
		Visitor client = Visitor.withPassword(this.port, order.client(), "orderflow");
		BufferedImage shown = ImageIO.read(new ByteArrayInputStream(client.bytes(client.request(href).GET()).body()));
		return IntStream.range(0, 500_000).map((i) -> shown.getRGB(850 + i % 500, 100 + i / 500)).distinct().count();
	}

	@Test
	void a_folder_of_hostile_files_goes_through_and_the_order_goes_on() {
		Map<String, byte[]> folder = HostileFiles.folder();
		OrderScenario order = this.drafts.with(folder);
		work(order);

		assertThat(folder.keySet()).allSatisfy((name) -> assertThat(outcome(order, name)).as(name)
			.isIn("DRAWN", "NOT_DRAWABLE", "DAMAGED", "ENCRYPTED", "TOO_LARGE"));
		assertThat(outcome(order, "locked.pdf")).isEqualTo("ENCRYPTED");
		assertThat(outcome(order, "endless-sides.png")).isEqualTo("TOO_LARGE");
		assertThat(outcome(order, "picture-and-archive.jpg")).isEqualTo("DRAWN");
		order.draftApproved();
		assertThat(order.waitsAt()).contains("userTask_deliverWork");
	}

	private String outcome(OrderScenario order, String name) {
		return Drafts.preview(this.port, order, name).at("/outcome").asText();
	}

	@Test
	void what_it_cannot_reach_is_tried_again_and_says_in_words_what_failed() {
		OrderScenario order = this.drafts.with(Map.of("fox.jpg", SampleFiles.picture("jpeg", 40, 30)));
		TaskResources elsewhere = new TaskResources(URI.create("http://localhost:" + this.port), "Bearer ofl_none",
				"w1");
		try (RunningWorker running = running(order, elsewhere)) {
			await().until(() -> this.tasks.createExternalTaskQuery()
				.processInstanceId(order.process().getId())
				.singleResult()
				.getErrorMessage() != null);
		}
		var task = this.tasks.createExternalTaskQuery().processInstanceId(order.process().getId()).singleResult();
		assertThat(task.getErrorMessage()).startsWith("The preview of order " + order.number() + " was not made: ")
			.contains("HTTP 401");
		assertThat(task.getRetries()).isEqualTo(3);
		assertThat(order.waitsAt()).contains("serviceTask_preparePreview");
	}

	@Test
	void what_cannot_be_handed_in_becomes_an_incident_in_words_and_no_file_is_blamed() {
		OrderScenario order = this.drafts.with(Map.of("fox.jpg", SampleFiles.picture("jpeg", 40, 30)));
		AtomicBoolean broken = new AtomicBoolean(true);
		AtomicInteger takenBack = new AtomicInteger();
		TaskResources breaking = new TaskResources(WorkerRunner.application(String.valueOf(this.settings.engine())),
				this.settings.authorization(), "w1") {

			@Override
			void putPicture(String href, Path picture) throws IOException, InterruptedException {
				if (broken.get()) {
					throw new IOException("The line broke");
				}
				super.putPicture(href, picture);
			}

			@Override
			void delete(String href) throws IOException, InterruptedException {
				if (takenBack.getAndIncrement() == 0) {
					throw new TaskResources.RefusedException(502, "", "Nobody behind the proxy");
				}
				super.delete(href);
			}

		};
		try (RunningWorker running = RunningWorker.on(order.number(), this.settings,
				(drawing, locks) -> new PreviewWorker(breaking, drawing, locks, new WorkerMeter(this.figures),
						Duration.ofSeconds(20), List.of()))) {
			Instant before = Instant.now();
			for (int left = 3; left >= 0; left--) {
				failed(order, left);
				assertThat(this.drafts.task(order).getLockExpirationTime()).as("tried again later")
					.isBetween(before.plus(WAITS.get(left)), Instant.now().plus(WAITS.get(left)));
				before = Instant.now();
				assertThat(attempts(order)).as("attempts that count").isEqualTo((left == 3) ? 1 : 0);
				this.tasks.unlock(this.drafts.task(order).getId());
			}
			assertThat(this.runtime.createIncidentQuery()
				.processInstanceId(order.process().getId())
				.singleResult()
				.getIncidentMessage())
				.isEqualTo("The preview of order " + order.number() + " was not made: The line broke");
			broken.set(false);
			this.tasks.setRetries(this.drafts.task(order).getId(), 1);
			await().atMost(LONG).until(() -> Drafts.isReviewed(order));
		}
		assertThat(outcome(order, "fox.jpg")).isEqualTo("DRAWN");
	}

	@Test
	void a_task_that_is_anothers_when_all_is_handed_in_is_lost_and_has_not_failed() {
		OrderScenario order = this.drafts.with(Map.of("fox.jpg", SampleFiles.picture("jpeg", 40, 30)));
		TaskResources late = new TaskResources(WorkerRunner.application(String.valueOf(this.settings.engine())),
				this.settings.authorization(), RunningWorker.NAME) {

			@Override
			void putJson(String href, Map<String, ?> body) throws IOException, InterruptedException {
				super.putJson(href, body);
				String task = PreviewWorkerTest.this.drafts.task(order).getId();
				PreviewWorkerTest.this.tasks.unlock(task);
				PreviewWorkerTest.this.tasks.lock(task, "another", LONG.toMillis());
			}

		};
		try (RunningWorker running = running(order, late)) {
			await().atMost(LONG).until(() -> !this.figures.find("orderflow.worker.tasks").timers().isEmpty());
		}
		assertThat(this.figures.get("orderflow.worker.tasks").timer().getId().getTag("outcome")).isEqualTo("lost");
		assertThat(this.drafts.task(order).getWorkerId()).isEqualTo("another");
	}

	@Test
	void a_file_that_kills_what_draws_it_twice_is_in_quarantine_and_the_order_goes_on() {
		OrderScenario order = this.drafts.with(Map.of("slow.svg", HostileFiles.slowDrawing()));
		DrawingProcesses processes = new DrawingProcesses(DrawingApplication.class);
		try (RunningWorker running = running(order, resources())) {
			processes.killNext();
			processes.killNext();
			await().atMost(LONG).until(() -> Drafts.isReviewed(order));
		}
		assertThat(outcome(order, "slow.svg")).isEqualTo("QUARANTINED");
		assertThat(order.timeline(TimelineKind.PREVIEW_NOT_MADE)).isOne();
		order.draftApproved();
		assertThat(order.waitsAt()).contains("userTask_deliverWork");
	}

	@Test
	void a_file_that_had_no_processor_is_not_to_blame_and_is_drawn_again() throws Exception {
		// large enough that it is not drawn before it is stopped
		OrderScenario order = this.drafts.with(Map.of("fox.jpg", SampleFiles.picture("jpeg", 7_296, 5_472)));
		this.settings = settings(this.settings.engine(), Duration.ofSeconds(20), Duration.ofSeconds(30));
		try (RunningWorker running = running(order, resources())) {
			new DrawingProcesses(DrawingApplication.class).stopNext();
			await().atMost(LONG).until(() -> Drafts.isReviewed(order));
		}
		assertThat(outcome(order, "fox.jpg")).isEqualTo("DRAWN");
		assertThat(attempts(order)).as("the first was taken back").isOne();
	}

	@Test
	void a_file_that_had_no_processor_twice_is_put_off_and_in_the_end_has_its_outcome() throws Exception {
		OrderScenario order = this.drafts.with(Map.of("slow.svg", HostileFiles.slowDrawing()));
		this.settings = settings(this.settings.engine(), Duration.ofSeconds(10), Duration.ofSeconds(30));
		DrawingProcesses drawing = new DrawingProcesses(DrawingApplication.class);
		try (RunningWorker running = running(order, resources())) {
			drawing.stopNext();
			drawing.stopNext();
			await().atMost(LONG)
				.until(() -> String.valueOf(this.drafts.task(order).getErrorMessage())
					.contains("waits: The machine was too busy to draw it"));
			assertThat(this.drafts.task(order).getRetries()).isEqualTo(4);
			assertThat(attempts(order)).as("both were taken back").isZero();
			putOffBefore(order, 5);
			drawing.stopNext();
			drawing.stopNext();
			await().atMost(LONG).until(() -> Drafts.isReviewed(order));
		}
		assertThat(outcome(order, "slow.svg")).isEqualTo("TOO_SLOW");
	}

	/** As if it had been so often, and is free now. */
	private void putOffBefore(OrderScenario order, int times) {
		ExternalTask task = this.drafts.task(order);
		this.tasks.handleFailure(task.getId(), task.getWorkerId(), "It waits",
				"Put off since the machine was too busy, times: " + times, 4, 0);
	}

	@Test
	void a_renewal_of_the_lock_that_hangs_loses_nothing() throws Exception {
		OrderScenario order = this.drafts.with(Map.of("slow.svg", HostileFiles.slowDrawing()));
		Duration lock = Duration.ofSeconds(8);
		AtomicInteger renewals = new AtomicInteger();
		try (BreakingLine line = new BreakingLine(this.port,
				(path, body) -> path.endsWith("/extendLock") && renewals.incrementAndGet() == 1
						? BreakingLine.Fate.HANGS : BreakingLine.Fate.PASSES)) {
			TaskResources direct = resources();
			this.settings = settings(line.engine(), Duration.ofMinutes(5), lock);
			try (RunningWorker running = running(order, direct)) {
				new DrawingProcesses(DrawingApplication.class).stopNext();
				await().atMost(LONG).until(() -> renewals.get() > 0);
				Instant first = Instant.now();
				Date until = this.drafts.task(order).getLockExpirationTime();
				await().atMost(LONG).until(() -> renewals.get() >= 6 && Instant.now().isAfter(first.plus(lock)));
				assertThat(this.drafts.task(order).getLockExpirationTime()).isAfter(until).isAfter(new Date());
			}
		}
	}

	private void failed(OrderScenario order, int left) {
		await().atMost(LONG).until(() -> Integer.valueOf(left).equals(this.drafts.task(order).getRetries()));
	}

	private int attempts(OrderScenario order) {
		return this.jdbc.sql("""
				select attempts from preview_file where order_id = (select id from orders where number = :order)
				""").param("order", order.number()).query(Integer.class).single();
	}

	private void work(OrderScenario order) {
		try (RunningWorker running = running(order, resources())) {
			await().atMost(Duration.ofMinutes(5)).until(() -> Drafts.isReviewed(order));
		}
	}

	private TaskResources resources() {
		return new TaskResources(WorkerRunner.application(String.valueOf(this.settings.engine())),
				this.settings.authorization(), RunningWorker.NAME);
	}

	private RunningWorker running(OrderScenario order, TaskResources resources) {
		return RunningWorker.on(order.number(), this.settings,
				(drawing, locks) -> new PreviewWorker(resources, drawing, locks, new WorkerMeter(this.figures)));
	}

}
