package io.orderflow.platform.token;

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
 * Limits on API tokens.
 *
 * @param longest the longest that a token may last, in whole days
 * @param perAccount how many tokens one account may have
 * @param lastUseToThe how exactly it is known when a token was last used: it is written
 * no more often
 */
@Validated
@ConfigurationProperties("orderflow.tokens")
record TokenSettings(@DefaultValue("365d") @NotNull @DurationMin(days = 1) @DurationMax(days = 3650) Duration longest,
		@DefaultValue("20") @Min(1) @Max(1_000) int perAccount,
		@DefaultValue("10m") @NotNull @DurationMin(seconds = 1) @DurationMax(days = 1) Duration lastUseToThe) {

}
