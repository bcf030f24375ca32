package io.orderflow.worker;

import java.net.URI;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

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
@ConfigurationProperties("orderflow.worker")
record WorkerSettings(@DefaultValue("false") boolean enabled, @Nullable URI engine, @DefaultValue("") String token,
		@DefaultValue("worker") String user, @DefaultValue("") String password, @DefaultValue("60s") Duration lockFor,
		@DefaultValue("20s") Duration waitFor) {

}
