package io.orderflow.running;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.orderflow.ForeignPrograms;
import jakarta.annotation.Nonnull;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The client of {@code docs/examples/client-java}, which OpenAPI Generator writes from
 * {@code docs/openapi.json}: it compiles with Jackson alone, has no cast, and takes a
 * whole order.
 */
@ExtendWith(RunningDemo.class)
class GeneratedJavaClientTest {

	private static final Path EXAMPLE = Path.of("docs", "examples", "client-java").toAbsolutePath();

	/** Maven copies it there, before tests are compiled. */
	private static final Path GENERATOR = Path.of("target", "dependency", "openapi-generator-cli.jar").toAbsolutePath();

	private static final String CLASS_PATH = Stream
		.of(ObjectMapper.class, JsonParser.class, JsonProperty.class, JavaTimeModule.class, Nonnull.class)
		.map(GeneratedJavaClientTest::jar)
		.collect(Collectors.joining(File.pathSeparator));

	@TempDir
	private Path folder;

	@Test
	void a_client_in_java_that_is_generated_from_the_document_takes_a_whole_order() throws Exception {
		if (!Files.isReadable(GENERATOR)) {
			ForeignPrograms.skip("Maven has not copied " + GENERATOR + ": no client in Java is generated.");
		}
		Path program = EXAMPLE.resolve("Order.java");
		assertThat(program).content().doesNotContainPattern("\\([A-Z]\\w*(<.*>)?\\) ?[\\w(]|@SuppressWarnings");
		assertThat(java("-jar", GENERATOR.toString(), "generate", "-c", EXAMPLE.resolve("generator.yaml").toString(),
				"-i", EXAMPLE.resolve("../../openapi.json").toString(), "-o", this.folder.resolve("client").toString()))
			.as(said())
			.isZero();
		Path classes = Files.createDirectory(this.folder.resolve("classes"));
		assertThat(mistakes(program, classes)).isEmpty();
		assertThat(java("-classpath", classes + File.pathSeparator + CLASS_PATH, "Order")).as(said()).isZero();
		assertThat(said()).contains("refused: ", " IN_REVISION ", " COMPLETED ", "downloaded: true", "ORDER_COMPLETED");
	}

	/** What the compiler finds wrong with the program and its client. */
	private String mistakes(Path program, Path classes) throws IOException {
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		StringWriter mistakes = new StringWriter();
		try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
				Stream<Path> client = Files.walk(this.folder.resolve("client/src/main/java"))) {
			List<Path> sources = Stream
				.concat(Stream.of(program), client.filter((file) -> file.toString().endsWith(".java")))
				.toList();
			boolean compiled = compiler
				.getTask(mistakes, files, null, List.of("-proc:none", "-nowarn", "-encoding", "UTF-8", "-d",
						classes.toString(), "-classpath", CLASS_PATH), null, files.getJavaFileObjectsFromPaths(sources))
				.call();
			return compiled ? "" : mistakes.toString();
		}
	}

	private int java(String... arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-XX:+UseSerialGC", "-Dfile.encoding=UTF-8"));
		command.addAll(List.of(arguments));
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

	private static String jar(Class<?> type) {
		try {
			return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
		}
		catch (URISyntaxException ex) {
			throw new AssertionError(ex);
		}
	}

}
