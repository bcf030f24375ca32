package io.orderflow.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.platform.suite.api.SelectClasses;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests on the running demo run together, and each of them once. */
class RunningDemoTestsTest {

	private static final Path TESTS = Path.of("src/test/java");

	private static final Pattern EXCLUDED = Pattern.compile("<exclude>\\*\\*/(.+)\\.java</exclude>");

	@Test
	void whoever_needs_the_demo_is_run_with_the_others_and_not_alone() throws Exception {
		List<String> together = List
			.of(Class.forName("io.orderflow.running.RunningDemoTests").getAnnotation(SelectClasses.class).names());
		assertThat(together).containsExactlyInAnyOrderElementsOf(needingTheDemo());
		assertThat(EXCLUDED.matcher(Files.readString(Path.of("pom.xml"))).results())
			.extracting((excluded) -> "io.orderflow." + excluded.group(1).replace('/', '.'))
			.containsExactlyInAnyOrderElementsOf(together);
	}

	private static List<String> needingTheDemo() throws IOException {
		try (Stream<Path> files = Files.walk(TESTS)) {
			return files.filter(RunningDemoTestsTest::needsTheDemo)
				.map((file) -> TESTS.relativize(file).toString().replaceFirst("\\.java$", "").replace('/', '.'))
				.toList();
		}
	}

	private static boolean needsTheDemo(Path file) {
		try {
			return file.toString().endsWith("Test.java")
					&& Pattern.compile("@ExtendWith\\(.*RunningDemo\\.class").matcher(Files.readString(file)).find();
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

}
