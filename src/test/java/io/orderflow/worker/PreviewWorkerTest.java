package io.orderflow.worker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.orderflow.OrderflowTest;
import io.orderflow.SampleFiles;
import io.orderflow.Visitor;
import io.orderflow.drawing.HostileFiles;
import io.orderflow.order.TimelineKind;
import io.orderflow.scenario.OrderScenario;
import org.camunda.bpm.engine.ExternalTaskService;
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
		this.settings = settings("orderflow");
	}

	private WorkerSettings settings(String password) {
		return new WorkerSettings(true, URI.create("http://localhost:" + this.port + "/engine-rest"), "", "worker",
				password, Duration.ofSeconds(30), Duration.ofSeconds(2), Duration.ofSeconds(60),
				DataSize.ofMegabytes(256), null, InetAddress.getLoopbackAddress());
	}

	@Test
	void a_freelancers_picture_is_seen_by_the_client_with_a_watermark() {
		OrderScenario order = this.drafts.with(Map.of("fox.jpg", SampleFiles.picture("jpeg", 3_648, 2_736), "film.mp4",
				new byte[] { 0, 1, 2 }, "song.wav", SampleFiles.wav(65)));
		work(order, this.settings);

		assertThat(order.timeline(TimelineKind.PREVIEW_MADE)).isOne();
		assertThat(outcome(order, "film.mp4")).isEqualTo("NOT_DRAWABLE");
		assertThat(Drafts.preview(this.port, order, "song.wav").at("/seconds").asInt()).isEqualTo(65);
		assertThat(Visitor.signedIn(this.port, order.client()).get("/orders/" + order.number()).body())
			.contains("<small>1:05</small>");
		JsonNode page = Drafts.preview(this.port, order, "fox.jpg").at("/shown/0");
		assertThat(page.at("/width").asInt()).isEqualTo(1_600);
		assertThat(page.at("/height").asInt()).isEqualTo(1_200);
		assertThat(page.at("/thumbnailHref").asText()).startsWith("/api/files/");
		assertThat(this.figures.counter("orderflow.worker.previews", "outcome", "DRAWN").count()).isOne();
	}

	@Test
	void a_folder_of_hostile_files_goes_through_and_the_order_goes_on() {
		Map<String, byte[]> folder = HostileFiles.folder();
		OrderScenario order = this.drafts.with(folder);
		work(order, this.settings);

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
		try (RunningWorker running = running(order, breaking)) {
			for (int left = 3; left >= 0; left--) {
				failed(order, left);
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

	private void failed(OrderScenario order, int left) {
		await().atMost(LONG).until(() -> Integer.valueOf(left).equals(this.drafts.task(order).getRetries()));
	}

	private int attempts(OrderScenario order) {
		return this.jdbc.sql("""
				select attempts from preview_file where order_id = (select id from orders where number = :order)
				""").param("order", order.number()).query(Integer.class).single();
	}

	private void work(OrderScenario order, WorkerSettings settings) {
		TaskResources resources = new TaskResources(WorkerRunner.application(String.valueOf(settings.engine())),
				settings.authorization(), "w1");
		try (RunningWorker running = running(order, resources)) {
			await().atMost(Duration.ofMinutes(5)).until(() -> Drafts.isReviewed(order));
		}
	}

	private RunningWorker running(OrderScenario order, TaskResources resources) {
		return RunningWorker.on(order.number(), this.settings,
				(drawing, locks) -> new PreviewWorker(resources, drawing, locks, new WorkerMeter(this.figures)));
	}

}
