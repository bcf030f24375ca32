package io.orderflow.platform.quota;

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
 * How much one account may make on a node in a while; beyond that it is refused with 429.
 *
 * @param orders how many orders it may place
 * @param messages how many messages it may write
 * @param services how often it may make a service or submit one to the moderators
 * @param changes how often it may do something else that an order keeps: decide a step,
 * ask, note, tick off
 * @param told how often it may ask something on one order, take it back or post an
 * update, which the other side is told of at once
 * @param uploads how many megabytes it may upload; each file counts as one at least
 * @param credentials how often it may make a token, a passkey or recovery codes, change
 * its password or its name, or subscribe a new browser
 * @param signIns how often it may sign in on a page from one address
 * @param within the time in which they are counted, from the first on
 */
@Validated
@ConfigurationProperties("orderflow.quota")
public record QuotaSettings(@DefaultValue("300") @Min(1) @Max(1_000_000) int orders,
		@DefaultValue("600") @Min(1) @Max(1_000_000) int messages,
		@DefaultValue("100") @Min(1) @Max(1_000_000) int services,
		@DefaultValue("3000") @Min(1) @Max(1_000_000) int changes, @DefaultValue("60") @Min(1) @Max(1_000_000) int told,
		@DefaultValue("50000") @Min(1) @Max(1_000_000_000) int uploads,
		@DefaultValue("60") @Min(1) @Max(1_000_000) int credentials,
		@DefaultValue("120") @Min(1) @Max(1_000_000) int signIns,
		@DefaultValue("1h") @NotNull @DurationMin(minutes = 1) @DurationMax(days = 1) Duration within) {

}
