package io.orderflow.worker;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How workers reach the engine.
 *
 * @param enabled whether this process runs them
 * @param engine the address of the engine's REST API; not set: this process's own
 * @param token what they sign in with: an API token with the scope of work
 * @param user whom they sign in as where there is no token
 * @param password with which password
 * @param lockFor how long a task is theirs before another may take it
 * @param waitFor how long a request for tasks waits for one to come
 * @param drawWithin how long a file may take to be drawn
 * @param drawMemory the heap of the process that draws it
 * @param metricsPort where a process of their own tells its figures; not set: nowhere
 * @param metricsAddress on which of the machine's addresses
 */
@Validated
@ConfigurationProperties("orderflow.worker")
record WorkerSettings(@DefaultValue("false") boolean enabled, @Nullable URI engine, @DefaultValue("") String token,
		@DefaultValue("worker") String user, @DefaultValue("") String password,
		@DefaultValue("60s") @NotNull @DurationMin(seconds = 1) @DurationMax(days = 1) Duration lockFor,
		@DefaultValue("20s") @NotNull @DurationMin(seconds = 1) @DurationMax(minutes = 30) Duration waitFor,
		@DefaultValue("30s") @NotNull @DurationMin(seconds = 1) @DurationMax(minutes = 10) Duration drawWithin,
		@DefaultValue("256MB") @NotNull DataSize drawMemory, @Nullable @Min(0) @Max(65_535) Integer metricsPort,
		@DefaultValue("127.0.0.1") @NotNull InetAddress metricsAddress) {

	/** How every request signs in. */
	String authorization() {
		return this.token.isBlank()
				? "Basic " + Base64.getEncoder()
					.encodeToString((this.user + ":" + this.password).getBytes(StandardCharsets.UTF_8))
				: "Bearer " + this.token;
	}

	/** Where figures are told; null where they are not. */
	@Nullable InetSocketAddress metrics() {
		return (this.metricsPort != null) ? new InetSocketAddress(this.metricsAddress, this.metricsPort) : null;
	}

	@AssertTrue(message = "a token or a password is needed to sign in with")
	boolean isSignedIn() {
		return !this.enabled || !this.token.isBlank() || !this.password.isBlank();
	}

	@AssertTrue(message = "draw-memory must be 64MB at least, and 16GB at most")
	boolean isMemoryBounded() {
		return this.drawMemory.toMegabytes() >= 64 && this.drawMemory.toGigabytes() <= 16;
	}

	/** Without what it signs in with. */
	@Override
	public String toString() {
		return this.user;
	}

}
