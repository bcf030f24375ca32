package io.orderflow.attachment.picture;

import java.time.Duration;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Limits on what is drawn to be seen in pages.
 *
 * @param atOnce how many files a node draws at once, each in a process of its own
 * @param waiting how many may wait for that on a node; a tenth of them for one person
 * @param drawWithin how long a file may take to be drawn
 * @param drawFirstWithin how long at first, in its turn among all; what takes more is put
 * off, and drawn one at a time beside them
 * @param drawTime how long one person's files may be drawn on a node, all together,
 * before they must pause
 * @param drawTimeWithin in which time as much of it is forgotten
 * @param drawMemory the heap of the process that draws it
 * @param maxOriginal the largest file that is drawn
 * @param maxPages how many pages of a file are drawn
 * @param attempts how often a file is begun without an outcome before it is tried no more
 */
@Validated
@ConfigurationProperties("orderflow.pictures")
record PictureSettings(@DefaultValue("1") @Min(1) @Max(64) int atOnce,
		@DefaultValue("200") @Min(10) @Max(10_000) int waiting,
		@DefaultValue("30s") @NotNull @DurationMin(seconds = 1) @DurationMax(minutes = 10) Duration drawWithin,
		@DefaultValue("5s") @NotNull @DurationMin(seconds = 1) @DurationMax(minutes = 10) Duration drawFirstWithin,
		@DefaultValue("5m") @NotNull @DurationMin(seconds = 1) @DurationMax(hours = 1) Duration drawTime,
		@DefaultValue("30m") @NotNull @DurationMin(minutes = 1) @DurationMax(days = 1) Duration drawTimeWithin,
		@DefaultValue("256MB") @NotNull DataSize drawMemory, @DefaultValue("200MB") @NotNull DataSize maxOriginal,
		@DefaultValue("10") @Min(1) @Max(50) int maxPages, @DefaultValue("2") @Min(1) @Max(10) int attempts) {

	private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(55);

	/** Where drawing itself may take that long, the proxy has been told to wait. */
	private static final Duration SHORTEST_TURN = Duration.ofSeconds(5);

	/** How many may wait for one person. */
	int waitingOfOne() {
		return this.waiting / 10;
	}

	/** How many are drawn at once that have this much time. */
	int atOnce(DrawingTime time) {
		return (time == DrawingTime.FIRST) ? this.atOnce : 1;
	}

	/** How long a first attempt takes at most. */
	Duration firstAttempt() {
		return (this.drawFirstWithin.compareTo(this.drawWithin) < 0) ? this.drawFirstWithin : this.drawWithin;
	}

	/**
	 * How long whoever chose a picture waits for their turns: with the time that drawing
	 * may take then, at first and once it is put off, less than the minute after which
	 * proxies give up.
	 */
	Duration turnWithin() {
		Duration left = ANSWERED_WITHIN.minus(this.drawWithin).minus(firstAttempt());
		return (left.compareTo(SHORTEST_TURN) > 0) ? left : SHORTEST_TURN;
	}

	/**
	 * When whoever began a file has ended, or was killed: what they read and keep takes
	 * time too.
	 */
	Duration longestAttempt() {
		return this.drawWithin.multipliedBy(2);
	}

	@AssertTrue(message = "draw-memory must be 64MB at least, and 16GB at most")
	boolean isMemoryBounded() {
		return this.drawMemory.toMegabytes() >= 64 && this.drawMemory.toGigabytes() <= 16;
	}

	@AssertTrue(message = "max-original must be 1KB at least, and 1TB at most")
	boolean isOriginalBounded() {
		return this.maxOriginal.compareTo(DataSize.ofKilobytes(1)) >= 0
				&& this.maxOriginal.compareTo(DataSize.ofTerabytes(1)) <= 0;
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(PictureSettings.class)
	static class Enabled {

	}

}
