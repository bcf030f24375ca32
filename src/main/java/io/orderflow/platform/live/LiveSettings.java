package io.orderflow.platform.live;

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
 * Live events.
 *
 * @param streamLifetime after this a stream ends and the browser opens the next, so that
 * who has signed out hears nothing more
 * @param heartbeat how often a silent stream says that it is there, and looks by itself
 * @param replay how long ago a page may have heard last and still be told what it missed;
 * later it is told to read everything anew
 * @param streamsPerAccount open at once on one node; one more closes the oldest
 */
@Validated
@ConfigurationProperties("orderflow.live")
record LiveSettings(
		@DefaultValue("10m") @NotNull @DurationMin(seconds = 1) @DurationMax(hours = 1) Duration streamLifetime,
		@DefaultValue("15s") @NotNull @DurationMin(seconds = 1) @DurationMax(minutes = 5) Duration heartbeat,
		@DefaultValue("1h") @NotNull @DurationMin(minutes = 1) @DurationMax(days = 7) Duration replay,
		@DefaultValue("20") @Min(1) @Max(1_000) int streamsPerAccount) {

}
