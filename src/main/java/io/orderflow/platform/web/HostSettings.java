package io.orderflow.platform.web;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Under which names the application is asked.
 *
 * @param known names beside that of {@code orderflow.public-url}, without a port: those
 * that workers and probes of health use inside
 */
@ConfigurationProperties("orderflow.hosts")
record HostSettings(@DefaultValue("") List<String> known) {

	Set<String> knownBeside(URI publicUrl) {
		return Stream.concat(Stream.of(publicUrl.getHost()), this.known.stream())
			.map((name) -> name.strip().toLowerCase(Locale.ROOT))
			.filter((name) -> !name.isEmpty())
			.collect(Collectors.toSet());
	}

}
