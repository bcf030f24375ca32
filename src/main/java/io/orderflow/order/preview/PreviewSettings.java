package io.orderflow.order.preview;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Limits on previews.
 *
 * @param maxSize the largest picture that a worker hands in
 * @param maxPages how many pages of a file are shown
 * @param attempts how often a file is begun without an outcome before it is tried no more
 */
@Validated
@ConfigurationProperties("orderflow.previews")
public record PreviewSettings(@DefaultValue("4MB") @NotNull DataSize maxSize,
		@DefaultValue("5") @Min(1) @Max(50) int maxPages, @DefaultValue("2") @Min(1) @Max(10) int attempts) {

	private static final DataSize LARGEST = DataSize.ofMegabytes(32);

	@AssertTrue(message = "max-size must be 10KB at least, and 32MB at most")
	boolean isBounded() {
		return this.maxSize.compareTo(DataSize.ofKilobytes(10)) >= 0 && this.maxSize.compareTo(LARGEST) <= 0;
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(PreviewSettings.class)
	static class Enabled {

	}

}
