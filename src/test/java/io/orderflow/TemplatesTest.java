package io.orderflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Templates show; they do not decide: what a page needs stands in its view under a name
 * of its own.
 */
class TemplatesTest {

	private static final Path TEMPLATES = Path.of("src/main/resources/templates");

	private static final Map<String, Pattern> DECISIONS = Map.of( //
			"selects from a list", Pattern.compile("\\.[?!^$]\\["), //
			"calls Java", Pattern.compile("\\bT\\(|#lists\\."), //
			"asks an enum for its name",
			Pattern
				.compile("\\b(?:state|status|kind|role|turn|step|channel|outcome|sort|decision|scope)\\(\\)\\.name\\("), //
			"names an enum constant",
			Pattern.compile("(?:[=!]=|\\b(?:eq|ne))\\s*'[A-Z][A-Z_]+'|'[A-Z][A-Z_]+'\\s*(?:[=!]=|(?:eq|ne)\\b)"
					+ "|th:case=\"'[A-Z][A-Z_]+'\"|\\{\\s*'[A-Z][A-Z_]+'\\s*,"));

	@Test
	void templates_show_and_do_not_decide() throws IOException {
		Map<String, List<String>> found = new TreeMap<>();
		for (Path file : templates()) {
			List<String> lines = Files.readAllLines(file);
			for (int i = 0; i < lines.size(); i++) {
				for (Map.Entry<String, Pattern> decision : DECISIONS.entrySet()) {
					if (decision.getValue().matcher(lines.get(i)).find()) {
						found.computeIfAbsent(TEMPLATES.relativize(file).toString(), (name) -> new ArrayList<>())
							.add((i + 1) + " " + decision.getKey());
					}
				}
			}
		}
		assertThat(found).isEmpty();
	}

	/** A test that finds nothing would forbid nothing. */
	@Test
	void decisions_are_found() {
		assertThat(Stream.of("${order.steps().?[open()]}", "${T(java.time.Instant).now()}", "${#lists.size(all)}",
				"${order.status().name()}", "${order.kind() == 'UPDATE'}", "${'UPDATE' != kind}",
				"<b th:case=\"'LATE'\">"))
			.allSatisfy((line) -> assertThat(DECISIONS.values())
				.anySatisfy((decision) -> assertThat(decision.matcher(line).find()).isTrue()));
		assertThat("${conversation.other().name()}").satisfies((line) -> assertThat(DECISIONS.values())
			.noneSatisfy((decision) -> assertThat(decision.matcher(line).find()).isTrue()));
	}

	private static List<Path> templates() throws IOException {
		try (Stream<Path> files = Files.walk(TEMPLATES)) {
			return files.filter(Files::isRegularFile).sorted().toList();
		}
	}

}
