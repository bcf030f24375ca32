package io.orderflow.worker;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.UUID;

import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.core5.util.Timeout;
import org.camunda.bpm.client.ExternalTaskClient;
import org.camunda.bpm.client.backoff.ExponentialErrorBackoffStrategy;
import org.camunda.bpm.client.interceptor.ClientRequestInterceptor;
import org.camunda.bpm.client.interceptor.auth.BasicAuthProvider;
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

	private static final Timeout CONNECT = Timeout.ofSeconds(5);

	private final List<Worker> workers;

	private final WorkerSettings settings;

	private @Nullable ExternalTaskClient client;

	private int port;

	WorkerRunner(List<Worker> workers, WorkerSettings settings) {
		this.workers = workers;
		this.settings = settings;
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
		start();
	}

	@Override
	public void start() {
		if (this.client != null || (this.port == 0 && this.settings.engine() == null)) {
			return;
		}
		Timeout answer = Timeout.ofMilliseconds(this.settings.waitFor().plusSeconds(10).toMillis());
		this.client = ExternalTaskClient.create()
			.baseUrl(engine())
			.workerId(nameOfThisProcess())
			.addInterceptor(signIn())
			.asyncResponseTimeout(this.settings.waitFor().toMillis())
			.lockDuration(this.settings.lockFor().toMillis())
			// only after failures: an empty answer has waited long enough, and what comes
			// next is not to
			.backoffStrategy(new ExponentialErrorBackoffStrategy(500, 2, 30_000))
			.customizeHttpClient((http) -> http.setDefaultRequestConfig(
					RequestConfig.custom().setConnectionRequestTimeout(CONNECT).setResponseTimeout(answer).build()))
			.build();
		for (Worker worker : this.workers) {
			this.client.subscribe(worker.topic()).localVariables(true).handler(worker).open();
		}
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

	/** A token costs the engine one read; a password would be hashed slowly. */
	private ClientRequestInterceptor signIn() {
		String token = this.settings.token();
		return token.isBlank() ? new BasicAuthProvider(this.settings.user(), this.settings.password())
				: (request) -> request.addHeader("Authorization", "Bearer " + token);
	}

	private String engine() {
		return (this.settings.engine() != null) ? this.settings.engine().toString()
				: "http://localhost:" + this.port + "/engine-rest";
	}

	@Override
	public void stop() {
		if (this.client != null) {
			this.client.stop();
			this.client = null;
		}
	}

	@Override
	public boolean isAutoStartup() {
		return false;
	}

	@Override
	public boolean isRunning() {
		return this.client != null;
	}

}
