package io.orderflow.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderflow.drawing.DrawingProcess;
import io.orderflow.worker.TaskResources.RefusedException;
import org.springframework.util.FileSystemUtils;

/**
 * Makes the dossiers of orders (B7), a PDF for each side: the application says what
 * stands in it, in words; here it becomes pages.
 */
class DossierWorker extends HeldTaskWorker {

	static final String TOPIC = "order.buildDossier";

	private final TaskResources resources;

	private final DrawingProcess drawing;

	DossierWorker(TaskResources resources, DrawingProcess drawing, LockExtension locks, WorkerMeter meter) {
		super(TOPIC, "Dossier", locks, meter);
		this.resources = resources;
		this.drawing = drawing;
	}

	@Override
	void work(String task) throws IOException, InterruptedException {
		for (JsonNode dossier : this.resources.task(task).path("dossiers")) {
			if (!dossier.path("handedIn").asBoolean()) {
				make(dossier.path("href").asText());
			}
		}
	}

	private void make(String href) throws IOException, InterruptedException {
		Path folder = Files.createTempDirectory("orderflow-dossier");
		try {
			Path content = folder.resolve("content.json");
			this.resources.fetch(href, content);
			DrawingProcess.Drawn drawn = this.drawing.write(content, folder);
			if (!"DRAWN".equals(drawn.outcome())) {
				throw new IOException(why(drawn));
			}
			this.resources.putPdf(href + "/document", drawn.document());
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
	}

	private static String why(DrawingProcess.Drawn drawn) {
		return switch (String.valueOf(drawn.outcome())) {
			case "TOO_LARGE" -> "there is not enough memory for its pages";
			case "TOO_SLOW" -> "its pages take too long";
			case "DAMAGED" -> "its contents cannot be read";
			default -> "the process that writes its pages died";
		};
	}

}
