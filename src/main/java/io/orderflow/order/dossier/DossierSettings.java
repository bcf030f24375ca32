package io.orderflow.order.dossier;

import java.time.Duration;

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
 * Limits on dossiers.
 *
 * @param maxSize the largest document that a worker hands in
 * @param maxCharacters how much stands in one at most; the order's page has the rest.
 * More takes a worker more memory and time ({@code orderflow.worker.draw-memory},
 * {@code draw-within})
 * @param askAgainAfter how long after a side asked for dossiers of an order either may
 * ask again; none: at once
 */
@Validated
@ConfigurationProperties("orderflow.dossiers")
public record DossierSettings(@DefaultValue("64MB") @NotNull DataSize maxSize,
		@DefaultValue("500000") @Min(50_000) @Max(10_000_000) int maxCharacters,
		@DefaultValue("5m") @NotNull Duration askAgainAfter) {

	private static final DataSize LARGEST = DataSize.ofGigabytes(1);

	@AssertTrue(message = "max-size must be 1MB at least, and 1GB at most")
	boolean isBounded() {
		return this.maxSize.compareTo(DataSize.ofMegabytes(1)) >= 0 && this.maxSize.compareTo(LARGEST) <= 0;
	}

	@AssertTrue(message = "ask-again-after must be none at least, and a day at most")
	boolean isPatient() {
		return !this.askAgainAfter.isNegative() && this.askAgainAfter.compareTo(Duration.ofDays(1)) <= 0;
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(DossierSettings.class)
	static class Enabled {

	}

}
