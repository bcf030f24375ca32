package io.orderflow.order.dossier;

import jakarta.validation.constraints.AssertTrue;
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
 */
@Validated
@ConfigurationProperties("orderflow.dossiers")
public record DossierSettings(@DefaultValue("64MB") @NotNull DataSize maxSize) {

	private static final DataSize LARGEST = DataSize.ofGigabytes(1);

	@AssertTrue(message = "max-size must be 1MB at least, and 1GB at most")
	boolean isBounded() {
		return this.maxSize.compareTo(DataSize.ofMegabytes(1)) >= 0 && this.maxSize.compareTo(LARGEST) <= 0;
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(DossierSettings.class)
	static class Enabled {

	}

}
