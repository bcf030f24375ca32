package io.orderflow.running;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The commands of {@code docs/tour.md}, run as a reader pastes them. */
@ExtendWith(RunningDemo.class)
class TourTest {

	private static final Pattern BLOCK = Pattern.compile("```bash\\R(.*?)```", Pattern.DOTALL);

	@TempDir
	private Path folder;

	@Test
	void the_tour_completes_an_order() throws Exception {
		String script = BLOCK.matcher(Files.readString(Path.of("docs/tour.md")))
			.results()
			.map((block) -> block.group(1))
			.collect(Collectors.joining("\n"));
		Path output = this.folder.resolve("tour.txt");
		ProcessBuilder shell = new ProcessBuilder("bash", "-euo", "pipefail", "-c", script)
			.directory(Files.createDirectory(this.folder.resolve("tour")).toFile())
			.redirectErrorStream(true)
			.redirectOutput(output.toFile());
		shell.environment().put("ORDERFLOW", RunningDemo.application().address());
		Process tourist = shell.start();
		assertThat(tourist.waitFor(10, TimeUnit.MINUTES)).as("the tour ends").isTrue();
		assertThat(tourist.exitValue()).as(Files.readString(output)).isZero();
		assertThat(Files.readString(output)).contains("COMPLETED", "ORDER_COMPLETED", "vous passe commande");
	}

}
