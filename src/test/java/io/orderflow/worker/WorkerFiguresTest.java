package io.orderflow.worker;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

class WorkerFiguresTest {

	private final AtomicBoolean healthy = new AtomicBoolean(true);

	@Test
	void a_process_of_its_own_tells_how_much_it_did() throws Exception {
		PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
		WorkerMeter meter = new WorkerMeter(registry);
		meter.worked(PreviewWorker.TOPIC, "completed", Duration.ofSeconds(2));
		meter.drawn("ENCRYPTED");
		meter.written("TOO_SLOW");
		try (WorkerFigures figures = new WorkerFigures(registry, this.healthy::get,
				new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
			String told = HttpClient.newHttpClient()
				.send(HttpRequest.newBuilder(URI.create("http://localhost:" + figures.port() + "/metrics")).build(),
						BodyHandlers.ofString())
				.body();
			assertThat(told).contains("orderflow_worker_previews_total{outcome=\"ENCRYPTED\"} 1.0")
				.contains("orderflow_worker_dossiers_total{outcome=\"TOO_SLOW\"} 1.0")
				.contains(
						"orderflow_worker_tasks_seconds_count{outcome=\"completed\",topic=\"draft.preparePreview\"} 1");
			assertThat(health(figures)).isEqualTo(200);
			this.healthy.set(false);
			assertThat(health(figures)).as("once the engine is not reached").isEqualTo(503);
		}
	}

	@Test
	void who_asks_slowly_keeps_nobody_from_asking() throws Exception {
		PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
		InetAddress here = InetAddress.getLoopbackAddress();
		List<Socket> slow = new ArrayList<>();
		try (WorkerFigures figures = new WorkerFigures(registry, this.healthy::get, new InetSocketAddress(here, 0))) {
			for (int i = 0; i < 30; i++) {
				slow.add(new Socket(here, figures.port()));
				slow.get(i).getOutputStream().write("GET /hea".getBytes(StandardCharsets.US_ASCII));
				slow.get(i).getOutputStream().flush();
			}
			assertThat(health(figures)).isEqualTo(200);
		}
		finally {
			for (Socket one : slow) {
				one.close();
			}
		}
	}

	@Test
	void figures_are_told_to_this_machine_alone_unless_an_address_is_set() {
		Map<String, String> settings = new HashMap<>(Map.of("orderflow.worker.metrics-port", "9090"));
		assertThat(metrics(settings).getAddress().isLoopbackAddress()).isTrue();
		settings.put("orderflow.worker.metrics-address", "0.0.0.0");
		assertThat(metrics(settings).getAddress().isAnyLocalAddress()).isTrue();
	}

	private static InetSocketAddress metrics(Map<String, String> settings) {
		return new Binder(new MapConfigurationPropertySource(settings)).bind("orderflow.worker", WorkerSettings.class)
			.get()
			.metrics();
	}

	private static int health(WorkerFigures figures) throws Exception {
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create("http://localhost:" + figures.port() + "/health"))
				.timeout(Duration.ofSeconds(30))
				.build(), BodyHandlers.discarding())
			.statusCode();
	}

}
