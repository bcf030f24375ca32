package io.orderflow.source;

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
 * of it is short (decision 5). Read are the strings of Java, also those that are regular
 * expressions, and all of the other files but their comments. Imports are not counted.
 */
class EngineNamesTest {

	private static final Path MAIN = Path.of("src/main");

	/** Each name of the engine's, as a regular expression, and the files it stands in. */
	private static final Map<String, Set<String>> PLACES = Map.of( //
			"camunda-admin", Set.of("UserStore.java", "application.yml"), //
			"/camunda\\b", Set.of("EnginePaths.java"), //
			"/engine-rest\\b", Set.of("EnginePaths.java", "WorkerRunner.java", "application.yml"), //
			"^camunda:", Set.of("application.yml", "application-production.yml"), //
			"\\borg\\.camunda\\b", Set.of("application.yml"), //
			"Camunda Platform", Set.of("RequirementsForm.java"), //
			"camunda-web", Set.of("config.js"),
			// a password that is guessed first
			"^camunda$", Set.of("ProductionSettings.java"));

	private static final Pattern ANY = Pattern.compile("(?i)camunda|engine-rest");

	private static final Pattern COMMENT = Pattern.compile("^\\s*(\\*|/\\*|//|#).*");

	private static final Set<String> NAMING = Set.of("java", "yml", "html", "properties", "js", "css");

	@Test
	void each_name_stands_where_it_is_kept() {
		List<Text> texts = texts().toList();
		PLACES.forEach((name,
				places) -> assertThat(texts.stream()
					.filter((text) -> Pattern.compile(name).matcher(text.text()).find())
					.map((text) -> text.file().getFileName().toString())
					.collect(Collectors.toSet())).as(name).isEqualTo(places));
	}

	@Test
	void it_is_named_in_no_other_form() {
		assertThat(texts().filter((text) -> isNamedOtherwise(text.text()))).isEmpty();
	}

	/** A test that finds nothing would forbid nothing. */
	@Test
	void other_forms_are_found() {
		assertThat(Stream.of("\"^/(?:engine-rest|x/[\\\\w-]+)\"", "\"(?:camunda/api)\"",
				"\"org\\\\.\" + \"camunda\\\\.bpm\"", "\"${camunda.bpm.webapp.csrf:false}\""))
			.allMatch((code) -> strings(code).anyMatch(EngineNamesTest::isNamedOtherwise));
		assertThat(strings("\"org\\\\.camunda\\\\.bpm\"").toList()).containsExactly("org.camunda.bpm");
		assertThat(strings("// \"camunda\"\n/* \"camunda\" */ '\"' /* camunda */").toList()).isEmpty();
	}

	@Test
	void its_packages_are_used_behind_its_doors_and_spin_nowhere() throws IOException {
		for (Path file : files()) {
			String text = Files.readString(file);
			assertThat(text).as(file.toString()).doesNotContain("camunda.spin");
			if (text.contains("import org.camunda") || text.contains("import static org.camunda")) {
				assertThat(file.toString()).containsAnyOf("/fulfilment/", "/platform/engine/", "/worker/");
			}
		}
	}

	@Test
	void the_settings_name_what_the_code_names() throws IOException {
		PropertySource<?> settings = new YamlPropertySourceLoader()
			.load("application", new FileSystemResource(MAIN.resolve("resources/application.yml")))
			.get(0);
		assertThat(settings.getProperty("management.endpoint.health.roles")).isEqualTo(UserStore.PROCESS_ADMINS);
		assertThat(settings.getProperty("spring.jersey.application-path")).isEqualTo(EnginePaths.REST);
	}

	private record Text(Path file, String text) {

	}

	/** Whether something of the engine is left where its names are taken out. */
	private static boolean isNamedOtherwise(String text) {
		String rest = text;
		for (String name : PLACES.keySet()) {
			rest = rest.replaceAll(name, "");
		}
		return ANY.matcher(rest).find();
	}

	private static Stream<Text> texts() {
		return files().stream().flatMap((file) -> {
			Stream<String> texts = file.toString().endsWith(".java") ? strings(read(file))
					: read(file).lines().filter((line) -> !COMMENT.matcher(line).matches());
			return texts.map((text) -> new Text(file, text));
		});
	}

	/** Without what a regular expression escapes. */
	private static Stream<String> strings(String code) {
		return JavaStrings.literals(code).map((text) -> text.replace("\\", ""));
	}

	private static List<Path> files() {
		try (Stream<Path> files = Files.walk(MAIN)) {
			return files.filter((file) -> Files.isRegularFile(file) && NAMING.contains(extension(file))).toList();
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
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
