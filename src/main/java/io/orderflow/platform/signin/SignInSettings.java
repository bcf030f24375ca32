package io.orderflow.platform.signin;

import java.time.Duration;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds of signing in with a password.
 *
 * @param hashesAtOnce how many passwords one node hashes at the same time: each takes a
 * processor
 * @param hashesWaiting how many more wait for that; further ones are refused with 503
 * @param hashesOfSender how many of both one sender may have, so that none takes all
 * @param hashWaitsFor how long one waits at most, then it is refused with 503
 * @param failures how many wrong passwords one sender may try under one name, an id or an
 * address, before the first pause
 * @param failuresOfSender how many one sender may try under whatever names
 * @param failuresOfAccount how many all senders together may try under one name; beyond
 * it, a sender from which its owner never signed in has one, not {@code failures}
 * @param firstPause how long the first pause takes; each further failure doubles it
 * @param longestPause the longest pause there is
 * @param forgottenAfter how long after the last failure they count no more
 */
@Validated
@ConfigurationProperties("orderflow.sign-in")
public record SignInSettings(@DefaultValue("4") @Min(1) @Max(1_000) int hashesAtOnce,
		@DefaultValue("100") @Min(0) @Max(10_000) int hashesWaiting,
		@DefaultValue("30") @Min(1) @Max(10_000) int hashesOfSender,
		@DefaultValue("5s") @NotNull @DurationMin(millis = 1) @DurationMax(minutes = 1) Duration hashWaitsFor,
		@DefaultValue("5") @Min(1) @Max(1_000_000) int failures,
		@DefaultValue("50") @Min(1) @Max(1_000_000) int failuresOfSender,
		@DefaultValue("50") @Min(1) @Max(1_000_000) int failuresOfAccount,
		@DefaultValue("2s") @NotNull @DurationMin(seconds = 1) @DurationMax(hours = 1) Duration firstPause,
		@DefaultValue("15m") @NotNull @DurationMin(seconds = 1) @DurationMax(days = 1) Duration longestPause,
		@DefaultValue("1h") @NotNull @DurationMin(seconds = 1) @DurationMax(days = 30) Duration forgottenAfter) {

	@AssertTrue(message = "longest-pause must not be shorter than first-pause")
	boolean isGrowing() {
		return this.longestPause.compareTo(this.firstPause) >= 0;
	}

	@AssertTrue(message = "forgotten-after must be longer than longest-pause, or a pause would end the count")
	boolean isRemembered() {
		return this.forgottenAfter.compareTo(this.longestPause) > 0;
	}

	/** How long to pause after so many failures, of which some are free. */
	Duration pause(int failures, int free) {
		int doublings = Math.min(failures - free - 1, 30);
		if (doublings < 0) {
			return Duration.ZERO;
		}
		Duration pause = this.firstPause.multipliedBy(1L << doublings);
		return (pause.compareTo(this.longestPause) < 0) ? pause : this.longestPause;
	}

}
