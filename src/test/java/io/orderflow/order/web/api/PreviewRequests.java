package io.orderflow.order.web.api;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.Map;

import javax.imageio.ImageIO;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import io.orderflow.order.web.Market;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.OrderScenario;
import org.apache.commons.codec.digest.DigestUtils;
import org.camunda.bpm.engine.ExternalTaskService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static io.orderflow.order.web.Market.json;
import static io.orderflow.order.web.Market.ok;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a worker sends for a draft whose task waits, and what both sides of the order
 * read.
 */
@OrderflowTest
abstract class PreviewRequests {

	static final byte[] PREVIEW = picture(1_600, 900);

	static final byte[] THUMBNAIL = picture(320, 180);

	@LocalServerPort
	int port;

	@Autowired
	Marketplace marketplace;

	@Autowired
	ExternalTaskService engine;

	Visitor worker;

	Visitor client;

	Visitor freelancer;

	OrderScenario order;

	String task;

	String original;

	String file;

	@BeforeEach
	void aDraftIsSubmitted() {
		Market market = new Market(this.port, this.marketplace);
		this.worker = Visitor.withPassword(this.port, "worker", "orderflow").reading("en");
		this.client = market.camille();
		this.freelancer = market.lea();
		this.order = market.anOrder().requirementsProvided().requirementsClear().planned().draftSubmitted();
		this.task = this.engine.createExternalTaskQuery()
			.topicName("draft.preparePreview")
			.list()
			.stream()
			.filter((waiting) -> waiting.getBusinessKey().equals(this.order.number()))
			.findFirst()
			.orElseThrow()
			.getId();
		this.original = draft(this.freelancer).at("/files/0/id").asText();
		this.file = "/api/external-tasks/" + this.task + "/files/" + this.original;
	}

	static void assertRefused(HttpResponse<String> answer, int status, String code) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
		assertThat(answer.body()).contains(code);
	}

	JsonNode draft(Visitor reader) {
		return ok(reader.get("/api/orders/" + this.order.number())).at("/drafts/0");
	}

	void lock(String name, int millis) {
		assertThat(this.worker
			.post("/engine-rest/external-task/" + this.task + "/lock",
					json(Map.of("workerId", name, "lockDuration", millis)))
			.statusCode()).isEqualTo(204);
	}

	void complete(String name) {
		assertThat(this.worker
			.post("/engine-rest/external-task/" + this.task + "/complete", json(Map.of("workerId", name)))
			.statusCode()).isEqualTo(204);
	}

	HttpResponse<String> finish(String outcome) {
		return this.worker.put(this.file + "/outcome?workerId=w", json(Map.of("outcome", outcome)));
	}

	HttpResponse<String> handIn(String name, String picture, byte[] content) {
		return put(name, picture, content,
				"sha-256=:" + Base64.getEncoder().encodeToString(DigestUtils.sha256(content)) + ":");
	}

	HttpResponse<String> put(String name, String picture, byte[] content, @Nullable String digest) {
		var request = this.worker.request(this.file + "/pages/1/" + picture + "?workerId=" + name)
			.header("Content-Type", "image/jpeg")
			.PUT(BodyPublishers.ofByteArray(content));
		return this.worker.send((digest != null) ? request.header("Content-Digest", digest) : request);
	}

	static byte[] picture(int width, int height) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try {
			ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "jpg", bytes);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

}
