package io.orderflow.platform.engine;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What the engine's set-up can be told.
 *
 * @param passwordIterations rounds of PBKDF2 with HMAC-SHA-512 for new passwords
 * @param queryLimit the most rows any query of a signed-in user returns; Tasklist itself
 * asks for 2,000 filters
 * @param queryConditions the most conditions on variables, orders and alternatives
 * together in a query: each is a join, and the database plans longer than it reads. A
 * query names at most {@code queryLimit} values besides
 * @param retries when a failed job runs again, as the engine writes it
 * @param cleanUpFrom from when on history that is older than the models keep it is
 * removed each night, as {@code 02:00}, where the machine is
 * @param cleanUpUntil until when; the rest waits for the next night
 */
@Validated
@ConfigurationProperties("orderflow.engine")
public record EngineSettings(@Min(1_000) @Max(10_000_000) @DefaultValue("210000") int passwordIterations,
		@Min(2_000) @Max(100_000) @DefaultValue("2000") int queryLimit,
		@Min(10) @Max(50) @DefaultValue("20") int queryConditions,
		@Pattern(regexp = "PT\\w+(,PT\\w+)*") @DefaultValue("PT10S,PT1M,PT10M") String retries,
		@Pattern(regexp = "([01]\\d|2[0-3]):[0-5]\\d") @DefaultValue("02:00") String cleanUpFrom,
		@Pattern(regexp = "([01]\\d|2[0-3]):[0-5]\\d") @DefaultValue("05:00") String cleanUpUntil) {

}
