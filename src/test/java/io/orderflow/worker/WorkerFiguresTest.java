package io.orderflow.worker;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WorkerFiguresTest {

	private final AtomicBoolean healthy = new AtomicBoolean(true);

	@Test
	void a_process_of_its_own_tells_how_much_it_did() throws Exception {
		PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
		WorkerMeter meter = new WorkerMeter(registry);
		meter.worked(PreviewWorker.TOPIC, "completed", Duration.ofSeconds(2));
		meter.drawn("ENCRYPTED");
		try (WorkerFigures figures = new WorkerFigures(registry, this.healthy::get,
				new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
			String told = HttpClient.newHttpClient()
				.send(HttpRequest.newBuilder(URI.create("http://localhost:" + figures.port() + "/metrics")).build(),
						BodyHandlers.ofString())
				.body();
			assertThat(told).contains("orderflow_worker_previews_total{outcome=\"ENCRYPTED\"} 1.0")
				.contains(
						"orderflow_worker_tasks_seconds_count{outcome=\"completed\",topic=\"draft.preparePreview\"} 1");
			assertThat(health(figures)).isEqualTo(200);
			this.healthy.set(false);
			assertThat(health(figures)).as("once the engine is not reached").isEqualTo(503);
		}
	}

	private static int health(WorkerFigures figures) throws Exception {
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create("http://localhost:" + figures.port() + "/health")).build(),
					BodyHandlers.discarding())
			.statusCode();
	}

}
