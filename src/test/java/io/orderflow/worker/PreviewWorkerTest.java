package io.orderflow.worker;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

import javax.imageio.ImageIO;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import io.orderflow.attachment.AttachmentService;
import io.orderflow.order.OrderDesk;
import io.orderflow.order.OrderStep;
import io.orderflow.order.TimelineKind;
import io.orderflow.order.step.SubmitDraft;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.OrderScenario;
import org.camunda.bpm.engine.ExternalTaskService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The worker on real orders: over HTTP, with Camunda's client, in processes of its own.
 */
@OrderflowTest
class PreviewWorkerTest {

	@LocalServerPort
	private int port;

	@Autowired
	private Marketplace marketplace;

	@Autowired
	private AttachmentService files;

	@Autowired
	private OrderDesk desk;

	@Autowired
	private ExternalTaskService tasks;

	private final SimpleMeterRegistry figures = new SimpleMeterRegistry();

	private WorkerSettings settings;

	@BeforeEach
	void findTheApplication() {
		this.settings = settings("orderflow");
	}

	private WorkerSettings settings(String password) {
		return new WorkerSettings(true, URI.create("http://localhost:" + this.port + "/engine-rest"), "", "worker",
				password, Duration.ofSeconds(30), Duration.ofSeconds(2), Duration.ofSeconds(60),
				DataSize.ofMegabytes(256), null);
	}

	@Test
	void a_freelancers_picture_is_seen_by_the_client_with_a_watermark() throws IOException {
		OrderScenario order = drafted(upload("fox.jpg", jpeg(3_648, 2_736)), upload("film.mp4", new byte[] { 0, 1, 2 }),
				upload("broken.png", new byte[] { (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 1, 2, 3 }));
		work(order, this.settings);

		assertThat(order.timeline(TimelineKind.PREVIEW_MADE)).isOne();
		JsonNode draft = draft(order);
		assertThat(outcome(draft, "fox.jpg")).isEqualTo("DRAWN");
		assertThat(outcome(draft, "film.mp4")).isEqualTo("NOT_DRAWABLE");
		assertThat(outcome(draft, "broken.png")).isEqualTo("DAMAGED");
		JsonNode page = preview(draft, "fox.jpg").at("/shown/0");
		assertThat(page.at("/width").asInt()).isEqualTo(1_600);
		assertThat(page.at("/height").asInt()).isEqualTo(1_200);
		assertThat(page.at("/thumbnailHref").asText()).startsWith("/api/files/");
		assertThat(this.figures.counter("orderflow.worker.previews", "outcome", "DRAWN").count()).isOne();
	}

	@Test
	void what_it_cannot_reach_is_tried_again_and_says_in_words_what_failed() throws IOException {
		OrderScenario order = drafted(upload("fox.jpg", jpeg(40, 30)));
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

	private void work(OrderScenario order, WorkerSettings settings) {
		TaskResources resources = new TaskResources(WorkerRunner.application(String.valueOf(settings.engine())),
				settings.authorization(), "w1");
		try (RunningWorker running = running(order, resources)) {
			await().atMost(Duration.ofMinutes(5)).until(() -> order.waitsAt().contains("userTask_reviewDraft"));
		}
	}

	private RunningWorker running(OrderScenario order, TaskResources resources) {
		return RunningWorker.on(order.number(), this.settings,
				(drawing, locks) -> new PreviewWorker(resources, drawing, locks, new WorkerMeter(this.figures)));
	}

	private JsonNode draft(OrderScenario order) throws IOException {
		return new ObjectMapper()
			.readTree(Visitor.withPassword(this.port, order.client(), "orderflow")
				.get("/api/orders/" + order.number())
				.body())
			.at("/drafts/0");
	}

	private static String outcome(JsonNode draft, String name) {
		return preview(draft, name).at("/outcome").asText();
	}

	private static JsonNode preview(JsonNode draft, String name) {
		for (JsonNode file : draft.at("/files")) {
			for (JsonNode preview : draft.at("/previews")) {
				if (file.at("/fileName").asText().equals(name) && preview.at("/file").equals(file.at("/id"))) {
					return preview;
				}
			}
		}
		throw new AssertionError("No preview of " + name + ": " + draft);
	}

	private OrderScenario drafted(UUID... uploads) {
		OrderScenario order = this.marketplace.anOrder().until(OrderStep.SUBMIT_DRAFT);
		this.desk.decide(order.number(), order.freelancer(),
				new SubmitDraft.Decision("Three sketches", List.of(uploads), null));
		return order;
	}

	private UUID upload(String name, byte[] content) throws IOException {
		return this.files.upload("lea", name, null, (long) content.length, new ByteArrayInputStream(content)).id();
	}

	private static byte[] jpeg(int width, int height) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "jpg", bytes);
		return bytes.toByteArray();
	}

}
