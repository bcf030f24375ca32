package io.orderflow.worker;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;

import io.orderflow.drawing.DrawingProcess;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.core5.util.Timeout;
import org.camunda.bpm.client.ExternalTaskClient;
import org.camunda.bpm.client.backoff.ExponentialErrorBackoffStrategy;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.context.WebServerInitializedEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Runs every worker against the engine's REST API, from when the web server listens until
 * the application stops. A worker that cannot reach the engine keeps trying, less and
 * less often.
 */
@Component
@ConditionalOnProperty("orderflow.worker.enabled")
class WorkerRunner implements SmartLifecycle {

	private static final String REST = "/engine-rest";

	private static final Timeout CONNECT = Timeout.ofSeconds(5);

	private final WorkerSettings settings;

	private final WorkerMeter meter;

	private @Nullable DrawingProcess drawing;

	private volatile List<Lane> lanes = List.of();

	private int port;

	WorkerRunner(WorkerSettings settings, WorkerMeter meter) {
		this.settings = settings;
		this.meter = meter;
	}

	@EventListener
	void listening(WebServerInitializedEvent event) {
		if (event.getApplicationContext().getServerNamespace() == null) {
			this.port = event.getWebServer().getPort();
		}
	}

	/**
	 * Not before: at a first start the user that the workers sign in as is made on the
	 * way.
	 */
	@EventListener(ApplicationReadyEvent.class)
	void ready() {
		if (this.port == 0 && this.settings.engine() == null) {
			throw new IllegalStateException("Workers in a process of their own need orderflow.worker.engine,"
					+ " the address of the engine's REST API");
		}
		start();
	}

	@Override
	public void start() {
		if (isRunning() || (this.port == 0 && this.settings.engine() == null)) {
			return;
		}
		DrawingProcess drawing = new DrawingProcess(this.settings.drawWithin(), this.settings.drawMemory());
		this.drawing = drawing;
		String process = nameOfThisProcess();
		this.lanes = List.of(
				lane(process + "-preview",
						(resources, locks) -> new PreviewWorker(resources, drawing, locks, this.meter)),
				lane(process + "-dossier",
						(resources, locks) -> new DossierWorker(resources, drawing, locks, this.meter)));
	}

	/** A worker with a client, and so a thread, of its own: none waits for another. */
	private Lane lane(String name, BiFunction<TaskResources, LockExtension, Worker> maker) {
		LastAnswer last = new LastAnswer();
		Timeout answer = Timeout.ofMilliseconds(this.settings.waitFor().plusSeconds(10).toMillis());
		ExternalTaskClient client = ExternalTaskClient.create()
			.baseUrl(engine())
			.workerId(name)
			.addInterceptor((request) -> request.addHeader("Authorization", this.settings.authorization()))
			.asyncResponseTimeout(this.settings.waitFor().toMillis())
			.lockDuration(this.settings.lockFor().toMillis())
			// one at a time: what is locked and not begun would be kept from others
			.maxTasks(1)
			// only after failures: an empty answer has waited long enough, and what comes
			// next is not to
			.backoffStrategy(new ExponentialErrorBackoffStrategy(500, 2, 30_000))
			.customizeHttpClient((http) -> http
				.setDefaultRequestConfig(
						RequestConfig.custom().setConnectionRequestTimeout(CONNECT).setResponseTimeout(answer).build())
				.addResponseInterceptorLast((response, body, context) -> last.came(response.getCode())))
			.build();
		TaskResources resources = new TaskResources(application(engine()), this.settings.authorization(), name);
		LockExtension locks = new LockExtension(this.settings.lockFor());
		subscribe(client, maker.apply(resources, locks));
		return new Lane(client, resources, locks, last);
	}

	/** What does the tasks of one topic. */
	private record Lane(ExternalTaskClient client, TaskResources resources, LockExtension locks, LastAnswer last) {

	}

	/** When the engine last answered well. */
	private static final class LastAnswer {

		private volatile @Nullable Long at;

		private void came(int status) {
			if (status < 400) {
				this.at = System.nanoTime();
			}
		}

		private boolean isWithin(Duration patience) {
			Long last = this.at;
			return last != null && System.nanoTime() - last < patience.toNanos();
		}

	}

	/**
	 * Whether the engine has answered each worker well lately: while one waits for tasks
	 * it asks again and again, and while it works it renews its lock.
	 */
	boolean reachesEngine() {
		Duration patience = this.settings.waitFor().plus(this.settings.lockFor()).plusSeconds(30);
		return isRunning() && this.lanes.stream().allMatch((lane) -> lane.last().isWithin(patience));
	}

	private static void subscribe(ExternalTaskClient client, Worker worker) {
		client.subscribe(worker.topic()).localVariables(true).handler(worker).open();
	}

	/**
	 * Another for every process: the engine lets whoever has the name answer for a task,
	 * so that of two processes with one name the slower would answer for what the other
	 * has taken over. The host's name tells a process admin where to look.
	 */
	static String nameOfThisProcess() {
		return "orderflow-" + host() + "-" + UUID.randomUUID().toString().substring(0, 8);
	}

	private static String host() {
		try {
			return InetAddress.getLocalHost().getHostName();
		}
		catch (UnknownHostException ex) {
			return "host";
		}
	}

	private String engine() {
		return (this.settings.engine() != null) ? this.settings.engine().toString()
				: "http://localhost:" + this.port + REST;
	}

	/** The address of the application whose engine this is. */
	static URI application(String engine) {
		String address = engine.replaceAll("(?<!/)/+$", "");
		return URI.create(address.endsWith(REST) ? address.substring(0, address.length() - REST.length()) : address);
	}

	@Override
	public void stop() {
		// what is being drawn is given back, so that another takes it at once
		if (this.drawing != null) {
			this.drawing.stop();
			this.drawing = null;
		}
		List<Lane> stopping = this.lanes;
		this.lanes = List.of();
		stopping.forEach((lane) -> lane.resources().stop());
		// each waits for its last request, so that one after the other would be too slow
		CompletableFuture
			.allOf(stopping.stream()
				.map((lane) -> CompletableFuture.runAsync(lane.client()::stop, (stop) -> new Thread(stop).start()))
				.toArray(CompletableFuture[]::new))
			.join();
		stopping.forEach((lane) -> lane.locks().close());
	}

	@Override
	public boolean isAutoStartup() {
		return false;
	}

	@Override
	public boolean isRunning() {
		return !this.lanes.isEmpty();
	}

}
