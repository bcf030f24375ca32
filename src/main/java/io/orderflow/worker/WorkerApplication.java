package io.orderflow.worker;

import java.util.Map;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;

/**
 * The workers alone, in a process of their own: no database, no web server, only the
 * address of an engine ({@code orderflow.worker.engine}) and whom to sign in as.
 */
final class WorkerApplication {

	private WorkerApplication() {
	}

	public static void main(String[] args) {
		new SpringApplicationBuilder(WorkerFigures.Beans.class, WorkerConfiguration.class, WorkerRunner.class)
			.web(WebApplicationType.NONE)
			.properties(Map.of("orderflow.worker.enabled", "true", "spring.main.keep-alive", "true"))
			.run(args);
	}

}
