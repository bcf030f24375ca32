package io.orderflow.worker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;

/**
 * How workers in a process of their own are, which has no web server, at the address and
 * port of the settings, if one is set: {@code GET /metrics} tells their figures to
 * Prometheus, and {@code GET /health} answers 200 while they reach the engine, else 503.
 * Nothing else is served there, and nothing in the figures names an order.
 */
class WorkerFigures implements AutoCloseable {

	private static final String LONGEST_REQUEST = "sun.net.httpserver.maxReqTime";

	static {
		// seconds for a whole request; the first server of the process reads it, once
		if (System.getProperty(LONGEST_REQUEST) == null) {
			System.setProperty(LONGEST_REQUEST, "10");
		}
	}

	private final PrometheusMeterRegistry registry;

	private final BooleanSupplier healthy;

	private final HttpServer server;

	/** Many: who asks slowly keeps nobody from asking after its health. */
	private final ExecutorService threads = Executors.newFixedThreadPool(64, (work) -> {
		Thread thread = new Thread(work, "worker-figures");
		thread.setDaemon(true);
		return thread;
	});

	/**
	 * @param healthy whether the workers reach the engine
	 */
	WorkerFigures(PrometheusMeterRegistry registry, BooleanSupplier healthy, InetSocketAddress address) {
		this.registry = registry;
		this.healthy = healthy;
		try {
			this.server = HttpServer.create(address, 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("No figures at " + address, ex);
		}
		this.server.setExecutor(this.threads);
		this.server.createContext("/metrics", this::answer);
		this.server.createContext("/health", this::answerHealth);
		this.server.start();
	}

	/** Made by {@link WorkerApplication} alone: the application has its own. */
	static class Beans {

		@Bean
		PrometheusMeterRegistry workerRegistry() {
			PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
			new JvmMemoryMetrics().bindTo(registry);
			return registry;
		}

		@Bean
		@Nullable WorkerFigures workerFigures(PrometheusMeterRegistry registry, WorkerSettings settings, WorkerRunner runner) {
			InetSocketAddress address = settings.metrics();
			return (address != null) ? new WorkerFigures(registry, runner::reachesEngine, address) : null;
		}

	}

	int port() {
		return this.server.getAddress().getPort();
	}

	private void answer(HttpExchange exchange) throws IOException {
		try (exchange) {
			byte[] figures = this.registry.scrape().getBytes(StandardCharsets.UTF_8);
			exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
			exchange.sendResponseHeaders(200, figures.length);
			try (OutputStream body = exchange.getResponseBody()) {
				body.write(figures);
			}
		}
	}

	private void answerHealth(HttpExchange exchange) throws IOException {
		try (exchange) {
			exchange.sendResponseHeaders(this.healthy.getAsBoolean() ? 200 : 503, -1);
		}
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

}
