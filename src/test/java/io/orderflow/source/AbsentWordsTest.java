package io.orderflow.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a page, a mail or an answer must not contain is more than three letters or digits:
 * they all carry random tokens, in which any three of them turn up now and then, and the
 * test would be red once in a thousand runs.
 */
class AbsentWordsTest {

	private static final Path TESTS = Path.of("src/test/java");

	private static final Pattern ABSENT = Pattern.compile("\\.doesNotContain(?:IgnoringCase)?\\(([^;]*?)\\)[;.\\s]");

	private static final Pattern SHORT = Pattern.compile("\"[A-Za-z0-9_-]{1,3}\"");

	@Test
	void what_must_not_be_there_is_too_long_to_turn_up_by_chance() throws IOException {
		assertThat(shortWords("assertThat(page).contains(\"Camille\").doesNotContain(\"Camille\", \"Ida\");"))
			.as("what this looks for")
			.containsExactly("\"Ida\"");
		try (Stream<Path> files = Files.walk(TESTS)) {
			assertThat(files.filter((file) -> file.toString().endsWith("Test.java"))).allSatisfy((file) -> assertThat(
					file.endsWith("AbsentWordsTest.java") ? List.of() : shortWords(Files.readString(file)))
				.isEmpty());
		}
	}

	private static List<String> shortWords(String source) {
		return ABSENT.matcher(source)
			.results()
			.map((MatchResult absent) -> absent.group(1))
			.flatMap((words) -> SHORT.matcher(words).results())
			.map(MatchResult::group)
			.toList();
	}

}
