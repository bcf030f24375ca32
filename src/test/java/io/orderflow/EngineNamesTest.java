package io.orderflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.orderflow.platform.EnginePaths;
import io.orderflow.platform.UserStore;
import org.junit.jupiter.api.Test;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.FileSystemResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the process engine names itself stands in one place each, so that a move to a fork
 * of it is short (decision 5). Imports are not counted, nor are comments.
 */
class EngineNamesTest {

	private static final Path MAIN = Path.of("src/main");

	private static final Pattern COMMENT = Pattern.compile("^\\s*(\\*|/\\*|//|#|import ).*");

	private static final Set<String> NAMING = Set.of("java", "yml", "html", "properties", "js", "css");

	@Test
	void each_name_stands_where_it_is_kept() {
		Map.of("camunda-admin", Set.of("UserStore.java", "application.yml"), //
				"(?<!org)/camunda", Set.of("EnginePaths.java"), //
				"/engine-rest", Set.of("EnginePaths.java", "WorkerRunner.java", "application.yml"), //
				"camunda:", Set.of("application.yml", "application-production.yml"), //
				"org/camunda", Set.of("CamundaTables.java"), //
				"Camunda Platform", Set.of("RequirementsForm.java"), //
				"camunda-web", Set.of("config.js"))
			.forEach((name, places) -> assertThat(naming(name)).as(name).isEqualTo(places));
	}

	@Test
	void its_packages_are_used_behind_its_doors_and_spin_nowhere() {
		assertThat(lines().filter((line) -> line.text().contains("camunda.spin"))).isEmpty();
		assertThat(lines().filter((line) -> line.text().startsWith("import org.camunda"))
			.map((line) -> line.file().toString()))
			.allMatch((file) -> file.contains("/fulfilment/") || file.contains("/platform/engine/")
					|| file.contains("/worker/"));
	}

	@Test
	void the_settings_name_what_the_code_names() throws IOException {
		PropertySource<?> settings = new YamlPropertySourceLoader()
			.load("application", new FileSystemResource(MAIN.resolve("resources/application.yml")))
			.get(0);
		assertThat(settings.getProperty("management.endpoint.health.roles")).isEqualTo(UserStore.PROCESS_ADMINS);
		assertThat(settings.getProperty("spring.jersey.application-path")).isEqualTo(EnginePaths.REST);
	}

	private record Line(Path file, String text) {

	}

	private static Set<String> naming(String regex) {
		Pattern name = Pattern.compile(regex);
		return lines().filter((line) -> !COMMENT.matcher(line.text()).matches())
			.filter((line) -> name.matcher(line.text()).find())
			.map((line) -> line.file().getFileName().toString())
			.collect(Collectors.toSet());
	}

	private static Stream<Line> lines() {
		try (Stream<Path> files = Files.walk(MAIN)) {
			return files.filter((file) -> Files.isRegularFile(file) && NAMING.contains(extension(file)))
				.toList()
				.stream()
				.flatMap((file) -> {
					try {
						List<String> lines = Files.readAllLines(file);
						return lines.stream().map((line) -> new Line(file, line));
					}
					catch (IOException ex) {
						throw new AssertionError(ex);
					}
				});
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	private static String extension(Path file) {
		String name = file.getFileName().toString();
		return name.substring(name.lastIndexOf('.') + 1);
	}

}
