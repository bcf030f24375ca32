package io.orderflow;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * What tests need of the machine beside a JDK: skipped with a line where it is missing;
 * CI insists.
 */
public final class ForeignPrograms {

	private ForeignPrograms() {
	}

	/** Skips the test, with a line that says why, where one of them is missing. */
	public static void needs(String... programs) {
		for (String program : programs) {
			if (onPath(program).findAny().isEmpty()) {
				skip("No " + program + " on the PATH: what needs it is not run.");
			}
		}
	}

	public static Stream<Path> onPath(String program) {
		return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
			.map((folder) -> Path.of(folder, program))
			.filter(Files::isExecutable);
	}

	/** Skips the test, or fails it where CI insists. */
	public static void skip(String why) {
		if ("true".equals(System.getenv("CI"))) {
			Assertions.fail(why);
		}
		System.out.println(why.replaceAll("\\s+", " "));
		Assumptions.abort(why);
	}

}
