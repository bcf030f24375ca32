package io.orderflow.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderflow.drawing.DrawingProcess;
import io.orderflow.worker.TaskResources.RefusedException;
import org.camunda.bpm.client.exception.NotFoundException;
import org.camunda.bpm.client.task.ExternalTask;
import org.camunda.bpm.client.task.ExternalTaskService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * Makes watermarked previews of drafts (B8). Every file ends in an outcome that the
 * application knows, hostile ones too; what it could not reach or hand in is tried again
 * later, and an incident says in words what failed in the end.
 */
class PreviewWorker implements Worker {

	static final String TOPIC = "draft.preparePreview";

	private static final Logger logger = LoggerFactory.getLogger(PreviewWorker.class);

	/** Waits before the second attempt, the third and the fourth. */
	private static final List<Duration> RETRY_AFTER = List.of(Duration.ofSeconds(10), Duration.ofMinutes(1),
			Duration.ofMinutes(5));

	private final TaskResources resources;

	private final DrawingProcess drawing;

	private final LockExtension locks;

	private final WorkerMeter meter;

	PreviewWorker(TaskResources resources, DrawingProcess drawing, LockExtension locks, WorkerMeter meter) {
		this.resources = resources;
		this.drawing = drawing;
		this.locks = locks;
		this.meter = meter;
	}

	@Override
	public String topic() {
		return TOPIC;
	}

	@Override
	public void execute(ExternalTask task, ExternalTaskService tasks) {
		String order = task.getBusinessKey();
		long began = System.nanoTime();
		String outcome = "failed";
		try (LockExtension.Kept lock = this.locks.keep(task, tasks)) {
			JsonNode asked = this.resources.task(task.getId());
			for (JsonNode file : asked.path("files")) {
				if (!file.hasNonNull("outcome")) {
					draw(file, asked);
				}
			}
			tasks.complete(task);
			outcome = "completed";
			logger.info("Preview of order {}: done", order);
		}
		catch (InterruptedException ex) {
			outcome = "stopped";
			giveBack(task, tasks);
			Thread.currentThread().interrupt();
		}
		catch (NotFoundException ex) {
			outcome = "lost";
			logger.info("Preview of order {}: the task is not waiting any more", order);
		}
		catch (RefusedException ex) {
			if (ex.isTaskLost()) {
				outcome = "lost";
				logger.info("Preview of order {}: the task is another's now, or gone", order);
			}
			else {
				fail(task, tasks, ex);
			}
		}
		catch (IOException | RuntimeException ex) {
			fail(task, tasks, ex);
		}
		finally {
			this.meter.worked(TOPIC, outcome, Duration.ofNanos(System.nanoTime() - began));
		}
	}

	private void draw(JsonNode file, JsonNode asked) throws IOException, InterruptedException {
		String href = file.path("href").asText();
		String type = file.path("contentType").asText();
		if (!DrawingProcess.draws(type)) {
			finish(href, "NOT_DRAWABLE", null);
			return;
		}
		Path folder = Files.createTempDirectory("orderflow-preview");
		try {
			Path original = folder.resolve("original");
			this.resources.fetch(href, file.path("sha256").asText(), original);
			DrawingProcess.Request request = new DrawingProcess.Request(original, type, asked.path("largest").asInt(),
					asked.path("largestThumbnail").asInt(), asked.path("maxPages").asInt(),
					asked.path("watermark").asText());
			DrawingProcess.Drawn drawn = untilNamed(href, request, folder);
			if (drawn != null) {
				handIn(href, drawn);
			}
		}
		finally {
			FileSystemUtils.deleteRecursively(folder);
		}
	}

	/**
	 * Draws again where the process died of something without a name, until the
	 * application says that it was tried too often, and that is its outcome.
	 * @return null where nothing is to be handed in
	 */
	private DrawingProcess.@Nullable Drawn untilNamed(String href, DrawingProcess.Request request, Path folder)
			throws IOException, InterruptedException {
		while (true) {
			try {
				this.resources.post(href + "/attempts");
			}
			catch (RefusedException ex) {
				if (ex.isDone()) {
					return null;
				}
				throw ex;
			}
			Path results = Files.createTempDirectory(folder, "results");
			DrawingProcess.Drawn drawn = this.drawing.draw(request, results);
			if (drawn.outcome() != null) {
				return drawn;
			}
		}
	}

	private void handIn(String href, DrawingProcess.Drawn drawn) throws IOException, InterruptedException {
		int pages = "DRAWN".equals(drawn.outcome()) ? drawn.drawnPages() : 0;
		for (int page = 1; page <= pages; page++) {
			putPicture(href + "/pages/" + page + "/preview", drawn.preview(page));
			putPicture(href + "/pages/" + page + "/thumbnail", drawn.thumbnail(page));
		}
		finish(href, String.valueOf(drawn.outcome()), drawn.pages());
	}

	private void putPicture(String href, Path picture) throws IOException, InterruptedException {
		try {
			this.resources.putPicture(href, picture);
		}
		catch (RefusedException ex) {
			if (!ex.isDone()) {
				throw ex;
			}
		}
	}

	private void finish(String href, String outcome, @Nullable Integer pages) throws IOException, InterruptedException {
		Map<String, Object> body = new HashMap<>(Map.of("outcome", outcome));
		if (pages != null) {
			body.put("pages", pages);
		}
		try {
			this.resources.putJson(href + "/outcome", body);
		}
		catch (RefusedException ex) {
			if (!ex.isDone()) {
				throw ex;
			}
		}
		this.meter.drawn(outcome);
	}

	/** Another takes it at once. */
	private static void giveBack(ExternalTask task, ExternalTaskService tasks) {
		try {
			tasks.unlock(task);
		}
		catch (RuntimeException ex) {
			logger.info("The task of order {} is free once its lock runs out", task.getBusinessKey());
		}
	}

	private static void fail(ExternalTask task, ExternalTaskService tasks, Exception failure) {
		int before = (task.getRetries() != null) ? task.getRetries() : RETRY_AFTER.size() + 1;
		int left = Math.max(0, Math.min(before, RETRY_AFTER.size() + 1) - 1);
		Duration wait = (left > 0) ? RETRY_AFTER.get(RETRY_AFTER.size() - left) : Duration.ZERO;
		String said = "The preview of order " + task.getBusinessKey() + " was not made: " + failure.getMessage();
		logger.warn("{}; {} more attempts", said, left);
		try {
			tasks.handleFailure(task, said, String.valueOf(failure), left, wait.toMillis());
		}
		catch (RuntimeException ex) {
			logger.warn("The engine did not take that either; the task is free once its lock runs out: {}",
					ex.getMessage());
		}
	}

}
