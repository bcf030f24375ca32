package io.orderflow.attachment;

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
 * Limits on files.
 *
 * @param maxSize the largest file
 * @param maxPerStep the most files in one step, and in one upload
 * @param maxUnattached the most files of one account that no step has taken
 * @param maxUnattachedSize what these may be together; at least one file of
 * {@code maxSize} should fit
 * @param keepUnattached how long a file that no step has taken is kept
 */
@Validated
@ConfigurationProperties("orderflow.attachments")
public record AttachmentSettings(@DefaultValue("1GB") @NotNull DataSize maxSize,
		@DefaultValue("20") @Min(1) @Max(1000) int maxPerStep,
		@DefaultValue("100") @Min(1) @Max(100_000) int maxUnattached,
		@DefaultValue("4GB") @NotNull DataSize maxUnattachedSize,
		@DefaultValue("24h") @NotNull @DurationMin(minutes = 1) @DurationMax(days = 365) Duration keepUnattached) {

	private static final DataSize LARGEST = DataSize.ofTerabytes(1);

	@AssertTrue(message = "max-size must be 1KB at least, and max-unattached-size no smaller than that and 1TB at most")
	boolean isBounded() {
		return this.maxSize.compareTo(DataSize.ofKilobytes(1)) >= 0
				&& this.maxSize.compareTo(this.maxUnattachedSize) <= 0
				&& this.maxUnattachedSize.compareTo(LARGEST) <= 0;
	}

}
