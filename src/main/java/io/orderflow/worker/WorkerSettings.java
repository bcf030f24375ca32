package io.orderflow.worker;

import java.net.URI;
import java.time.Duration;

import jakarta.validation.constraints.NotNull;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
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
 */
@Validated
@ConfigurationProperties("orderflow.worker")
record WorkerSettings(@DefaultValue("false") boolean enabled, @Nullable URI engine, @DefaultValue("") String token,
		@DefaultValue("worker") String user, @DefaultValue("") String password,
		@DefaultValue("60s") @NotNull @DurationMin(seconds = 1) @DurationMax(days = 1) Duration lockFor,
		@DefaultValue("20s") @NotNull @DurationMin(seconds = 1) @DurationMax(minutes = 30) Duration waitFor) {

	/** Without what it signs in with. */
	@Override
	public String toString() {
		return this.user;
	}

}
