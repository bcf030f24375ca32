package io.orderflow.notification.push;

import java.time.Duration;
import java.util.List;

import jakarta.validation.constraints.NotNull;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How browsers are pushed to. The addresses come from browsers, so they are whatever
 * somebody says they are.
 *
 * @param allowedHosts the push services that may be used, each with all hosts below it;
 * empty for every public one
 * @param privateHosts hosts that may have an address that is not public; for tests
 * @param timeToLive how long a push service keeps what a browser that is off cannot take
 */
@Validated
@ConfigurationProperties("orderflow.push")
record PushSettings(@DefaultValue List<String> allowedHosts, @DefaultValue List<String> privateHosts,
		@DefaultValue("1d") @NotNull @DurationMin(minutes = 1) @DurationMax(days = 28) Duration timeToLive) {

}
