package io.orderflow.worker;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderflow.Visitor;
import io.orderflow.WorkerPolls;
import io.orderflow.attachment.AttachmentService;
import io.orderflow.order.OrderStep;
import io.orderflow.order.flow.OrderDesk;
import io.orderflow.order.step.SubmitDraft;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.OrderScenario;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.externaltask.ExternalTask;
import org.springframework.stereotype.Component;
import org.springframework.context.annotation.Profile;

/** Drafts whose previews wait for a worker, and what came of them. */
@Component
@Profile("test")
public class Drafts {

	private static final String NOBODY = "nobody";

	private final Marketplace marketplace;

	private final AttachmentService files;

	private final OrderDesk desk;

	private final ExternalTaskService tasks;

	Drafts(Marketplace marketplace, AttachmentService files, OrderDesk desk, ExternalTaskService tasks) {
		this.marketplace = marketplace;
		this.files = files;
		this.desk = desk;
		this.tasks = tasks;
	}

	/**
	 * What other tests left is kept from workers that take whatever comes, until
	 * {@link #releaseOthers()}.
	 */
	public void keepOthers() {
		for (String topic : List.of(PreviewWorker.TOPIC, "order.buildDossier")) {
			this.tasks.fetchAndLock(100_000, NOBODY).topic(topic, Duration.ofHours(2).toMillis()).execute();
		}
	}

	/** Also from workers that were killed while they waited for a task. */
	public void releaseOthers() {
		WorkerPolls.renew();
		this.tasks.createExternalTaskQuery().workerId(NOBODY).list().forEach((task) -> this.tasks.unlock(task.getId()));
	}

	/** An order whose draft has these files, by name. */
	public OrderScenario with(Map<String, byte[]> content) {
		return of(this.marketplace.anOrder(), content);
	}

	/** The same of an order of one's own. */
	OrderScenario of(OrderScenario order, Map<String, byte[]> content) {
		order.until(OrderStep.SUBMIT_DRAFT);
		List<UUID> uploads = new ArrayList<>();
		content.forEach((name, bytes) -> uploads.add(upload(order.freelancer(), name, bytes)));
		this.desk.decide(order.number(), order.freelancer(),
				new SubmitDraft.Decision("Three sketches", uploads, null, null));
		return order;
	}

	private UUID upload(String owner, String name, byte[] content) {
		try {
			return this.files.upload(owner, name, null, (long) content.length, new ByteArrayInputStream(content)).id();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** The order's task, while it waits for a worker. */
	ExternalTask task(OrderScenario order) {
		return this.tasks.createExternalTaskQuery().processInstanceId(order.process().getId()).singleResult();
	}

	public static boolean isReviewed(OrderScenario order) {
		return order.waitsAt().contains("userTask_reviewDraft");
	}

	/** What the client is told of a file. */
	static JsonNode preview(int port, OrderScenario order, String name) {
		String told = Visitor.withPassword(port, order.client(), "orderflow")
			.get("/api/orders/" + order.number())
			.body();
		try {
			JsonNode draft = new ObjectMapper().readTree(told).at("/drafts/0");
			for (JsonNode file : draft.at("/files")) {
				for (JsonNode preview : draft.at("/previews")) {
					if (file.at("/fileName").asText().equals(name) && preview.at("/file").equals(file.at("/id"))) {
						return preview;
					}
				}
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		throw new AssertionError("No preview of " + name + ": " + told);
	}

}
