package io.orderflow.platform.engine;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What the engine's set-up can be told.
 *
 * @param passwordIterations rounds of PBKDF2 with HMAC-SHA-512 for new passwords
 * @param queryLimit the most rows any query of a signed-in user returns; Tasklist itself
 * asks for 2,000 filters
 * @param retries when a failed job runs again, as the engine writes it
 */
@Validated
@ConfigurationProperties("orderflow.engine")
public record EngineSettings(@Min(1_000) @Max(10_000_000) @DefaultValue("210000") int passwordIterations,
		@Min(2_000) @Max(100_000) @DefaultValue("2000") int queryLimit,
		@DefaultValue("PT10S,PT1M,PT10M") String retries) {

}
