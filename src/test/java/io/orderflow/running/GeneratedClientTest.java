package io.orderflow.running;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import io.orderflow.ForeignPrograms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A client of {@code docs/examples/client-ts}, whose types are generated from
 * {@code docs/openapi.json}: the compiler finds nothing wrong with it, though it has no
 * cast, and it takes a whole order. Skipped with a line where Node or npm's packages are
 * missing; CI insists.
 */
@ExtendWith(RunningDemo.class)
class GeneratedClientTest {

	private static final Path EXAMPLE = Path.of("docs", "examples", "client-ts");

	@TempDir
	private Path folder;

	@Test
	void a_client_that_is_generated_from_the_document_takes_a_whole_order() throws Exception {
		ForeignPrograms.needs("node", "npm");
		for (String file : new String[] { "package.json", "package-lock.json", "tsconfig.json", "generate.js",
				"order.ts" }) {
			Files.copy(EXAMPLE.resolve(file), this.folder.resolve(file));
		}
		assertThat(this.folder.resolve("order.ts")).content().doesNotContain(" as ", "<any>", ": any", "@ts-", "!.");
		if (run("npm", "ci", "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund") != 0) {
			ForeignPrograms.skip("npm does not reach its packages: no client is generated. " + said());
		}
		assertThat(run("node", "generate.js", Path.of("docs", "openapi.json").toAbsolutePath().toString())).as(said())
			.isZero();
		assertThat(run("node", "node_modules/typescript/bin/tsc")).as(said()).isZero();
		assertThat(run("node", "built/order.js")).as(said()).isZero();
		assertThat(said()).contains("refused: ", " IN_REVISION ", " COMPLETED ", "downloaded: true", "ORDER_COMPLETED");
	}

	private int run(String... command) throws IOException, InterruptedException {
		ProcessBuilder builder = new ProcessBuilder(command).directory(this.folder.toFile())
			.redirectErrorStream(true)
			.redirectOutput(this.folder.resolve("said.log").toFile());
		builder.environment().put("ORDERFLOW", RunningDemo.application().address());
		Process process = builder.start();
		if (!process.waitFor(5, TimeUnit.MINUTES)) {
			process.destroyForcibly();
			return -1;
		}
		return process.exitValue();
	}

	private String said() throws IOException {
		return Files.readString(this.folder.resolve("said.log")).strip();
	}

}
