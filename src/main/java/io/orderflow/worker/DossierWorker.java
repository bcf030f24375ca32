package io.orderflow.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderflow.drawing.DrawingFolders;
import io.orderflow.drawing.DrawingProcess;
import io.orderflow.drawing.StarvedException;
import io.orderflow.worker.TaskResources.RefusedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * Makes the dossiers of orders (B7), a PDF for each side: the application says what
 * stands in it, in words; here it becomes pages. One that cannot be made ends in an
 * outcome that the application knows; what could not be read or handed in is tried again
 * later.
 */
class DossierWorker extends HeldTaskWorker {

	static final String TOPIC = "order.buildDossier";

	private static final Logger logger = LoggerFactory.getLogger(DossierWorker.class);

	private static final int ATTEMPTS = 2;

	private static final String TOO_SLOW = "TOO_SLOW";

	private static final String FAILED = "FAILED";

	/**
	 * How often one is put off because the machine is busy, two hours in all: what is not
	 * written by then may be what keeps it busy.
	 */
	private static final int PUT_OFF = 12;

	/** Why there may be none. */
	private static final Set<String> OUTCOMES = Set.of("TOO_LARGE", TOO_SLOW, "DAMAGED", FAILED);

	private final DrawingProcess drawing;

	private final DrawingFolders folders = new DrawingFolders("orderflow-dossier");

	DossierWorker(TaskResources resources, DrawingProcess drawing, LockExtension locks, WorkerMeter meter) {
		super(TOPIC, "Dossier", resources, locks, meter);
		this.drawing = drawing;
	}

	@Override
	boolean work(String task, int putOff) throws IOException, InterruptedException {
		List<Callable<@Nullable Void>> sides = new ArrayList<>();
		for (JsonNode dossier : resources().task(task).path("dossiers")) {
			if (!dossier.path("handedIn").asBoolean() && !dossier.hasNonNull("outcome")) {
				sides.add(() -> make(dossier.path("href").asText(), putOff < PUT_OFF));
			}
		}
		makeAll(sides);
		return true;
	}

	/**
	 * Both sides' at once: each is drawn by one processor. What fails for one does not
	 * cost the other its own. Of two failures the first is told, but before either that
	 * the task is lost, and after any other that the machine was too busy.
	 */
	private static void makeAll(List<Callable<@Nullable Void>> sides) throws IOException, InterruptedException {
		ExecutorService threads = Executors.newCachedThreadPool();
		try {
			IOException failed = null;
			for (Future<@Nullable Void> side : threads.invokeAll(sides)) {
				try {
					side.get();
				}
				catch (ExecutionException ex) {
					if (ex.getCause() instanceof InterruptedException) {
						throw new InterruptedException("The workers stop");
					}
					Throwable cause = ex.getCause();
					IOException failure = (cause instanceof IOException known) ? known : new IOException(cause);
					if (failed == null || weight(failure) > weight(failed)) {
						failed = failure;
					}
				}
			}
			if (failed != null) {
				throw failed;
			}
		}
		finally {
			threads.shutdownNow();
		}
	}

	private static int weight(IOException failure) {
		if (failure instanceof RefusedException refused && refused.isTaskLost()) {
			return 2;
		}
		return (failure instanceof StarvedException) ? 0 : 1;
	}

	private @Nullable Void make(String href, boolean waits) throws IOException, InterruptedException {
		Path folder = this.folders.make();
		try {
			Path content = folder.resolve("content.json");
			resources().fetch(href, content);
			String outcome = draw(href, content, folder, waits);
			if (outcome != null) {
				logger.warn("There is no document of {}: {}", href, outcome);
				resources().putJson(href + "/outcome", Map.of("outcome", outcome));
			}
			meter().written((outcome != null) ? outcome : "DRAWN");
		}
		catch (RefusedException ex) {
			// done by another, or not wanted any more: the closing order asks anew
			if (!ex.isDone()) {
				throw ex;
			}
		}
		finally {
			FileSystemUtils.deleteRecursively(folder);
		}
		return null;
	}

	/**
	 * Draws and hands in the document; again where time or a process that died may have
	 * been bad luck, and later where the machine had no processor for it.
	 * @param waits whether it may be put off once more
	 * @return why there is none, in the words of the application's API; null where it was
	 * handed in
	 */
	private @Nullable String draw(String href, Path content, Path folder, boolean waits)
			throws IOException, InterruptedException {
		String outcome = null;
		boolean starved = false;
		for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
			DrawingProcess.Drawn drawn = this.drawing.write(content, Files.createTempDirectory(folder, "results"));
			outcome = drawn.outcome();
			starved = drawn.starved();
			if ("DRAWN".equals(outcome)) {
				return handIn(href, drawn.document());
			}
			if (outcome != null && !outcome.equals(TOO_SLOW)) {
				return OUTCOMES.contains(outcome) ? outcome : FAILED;
			}
		}
		if (starved && waits) {
			throw new StarvedException("The machine was too busy to write it");
		}
		return (outcome != null) ? outcome : FAILED;
	}

	private @Nullable String handIn(String href, Path document) throws IOException, InterruptedException {
		try {
			resources().putPdf(href + "/document", document);
			return null;
		}
		catch (RefusedException ex) {
			if (ex.isTooLarge()) {
				return "TOO_LARGE";
			}
			if (ex.isNoResult()) {
				return FAILED;
			}
			throw ex;
		}
	}

}
