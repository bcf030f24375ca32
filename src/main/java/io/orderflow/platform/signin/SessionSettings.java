package io.orderflow.platform.signin;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds of sessions, beside {@code spring.session.timeout}, which ends what is not used.
 *
 * @param longest how long after signing in a session ends, however much it is used
 * @param perAccount how many an account has; one more ends the one that was not used for
 * longest
 * @param askedAgainAfter how long after signing in nobody is asked to sign in again for
 * what opens the account later on: tokens, passkeys and their recovery codes
 */
@Validated
@ConfigurationProperties("orderflow.sessions")
public record SessionSettings(
		@DefaultValue("7d") @NotNull @DurationMin(minutes = 1) @DurationMax(days = 3650) Duration longest,
		@DefaultValue("20") @Min(1) @Max(1_000) int perAccount,
		@DefaultValue("15m") @NotNull @DurationMin(minutes = 1) @DurationMax(days = 3650) Duration askedAgainAfter) {

}
