package io.orderflow.platform.web.body;

import java.time.Duration;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds on the bodies of requests, and on how answers are read.
 *
 * @param largest the largest body that brings no file
 * @param largestPasskey the largest of what a browser says of a passkey, which is read
 * byte by byte by a parser that takes four times as long for twice as much
 * @param within in which time such a body must be there
 * @param waitsAfter after which time a body that is not there yet counts as slow
 * @param arrivingPerSender how many bodies of one sender that are not there yet, and not
 * slow yet, are looked for at once; more count as slow from the beginning
 * @param arrivingInAll how many of all, each of which holds a thread
 * @param waitingPerSender how many slow bodies of one sender are waited for at once; a
 * sender is an account, or before anybody has signed in an address
 * @param waitingInAll how many slow bodies are waited for at once, each of which holds a
 * thread; with all that others hold below {@code server.tomcat.threads.max}. Those of one
 * address are fewer by {@code waitingPerSender}, whoever has signed in
 * @param largePerSender how many bodies of more than 64 KB that bring no file are looked
 * at and answered at once, of one address
 * @param largeInAll how many of all; each may take ten times its size in memory
 * @param slowestFile how much of a file must come in a second, on average; and how much
 * of an answer must be read
 * @param readersPerSender how many answers of more than 64 KB are written to one sender
 * at the same moment, each of which holds a thread while its reader does not read
 * @param readersInAll how many to all; those to one address are fewer by
 * {@code readersPerSender}
 */
@Validated
@ConfigurationProperties("orderflow.bodies")
record BodySettings(@DefaultValue("1MB") @NotNull DataSize largest,
		@DefaultValue("16KB") @NotNull DataSize largestPasskey,
		@DefaultValue("10s") @NotNull @DurationMin(seconds = 1) @DurationMax(minutes = 10) Duration within,
		@DefaultValue("250ms") @NotNull @DurationMin(millis = 1) @DurationMax(seconds = 5) Duration waitsAfter,
		@DefaultValue("30") @Min(1) @Max(10_000) int arrivingPerSender,
		@DefaultValue("60") @Min(1) @Max(10_000) int arrivingInAll,
		@DefaultValue("20") @Min(1) @Max(10_000) int waitingPerSender,
		@DefaultValue("50") @Min(1) @Max(10_000) int waitingInAll,
		@DefaultValue("8") @Min(1) @Max(10_000) int largePerSender,
		@DefaultValue("16") @Min(1) @Max(10_000) int largeInAll, @DefaultValue("4KB") @NotNull DataSize slowestFile,
		@DefaultValue("30") @Min(1) @Max(10_000) int readersPerSender,
		@DefaultValue("80") @Min(1) @Max(10_000) int readersInAll) {

	@AssertTrue(message = "largest must be from 1KB to 100MB: it is kept in memory")
	boolean isLargestBounded() {
		return isBetween(DataSize.ofKilobytes(1), this.largest, DataSize.ofMegabytes(100));
	}

	@AssertTrue(message = "largest-passkey must be from 1KB to 64KB")
	boolean isLargestPasskeyBounded() {
		return isBetween(DataSize.ofKilobytes(1), this.largestPasskey, DataSize.ofKilobytes(64));
	}

	@AssertTrue(message = "slowest-file must be from 1B to 10MB in a second")
	boolean isSlowestFileBounded() {
		return isBetween(DataSize.ofBytes(1), this.slowestFile, DataSize.ofMegabytes(10));
	}

	private static boolean isBetween(DataSize least, DataSize size, DataSize most) {
		return least.compareTo(size) <= 0 && size.compareTo(most) <= 0;
	}

}
