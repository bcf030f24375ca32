package io.orderflow.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
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
					+ "|th:case=\"'[A-Z][A-Z_]+'\"|\\{\\s*'[A-Z][A-Z_]+'\\s*,"),
			"compares a property of a view",
			Pattern.compile(
					"\\w\\(\\)\\s*(?:[=!]=|\\b(?:eq|ne)\\b)\\s*'[^']|'[^']+'\\s*(?:[=!]=|\\b(?:eq|ne)\\b)\\s*\\w+\\.\\w+\\(\\)"
							+ "|\\bstatus\\s*(?:[=!<>]=?|\\b(?:eq|ne|lt|gt)\\b)"));

	private static final Pattern DEAD_TEXT = Pattern.compile("class=\"[^\"]*as-written[^>]* th:text=");

	private static final Pattern CONNECTED = Pattern.compile("\\b(?:and|or)\\b");

	private static final Pattern EXPRESSION = Pattern.compile("\\$\\{([^}]*)\\}");

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
				if (connectsThree(lines.get(i))) {
					found.computeIfAbsent(TEMPLATES.relativize(file).toString(), (name) -> new ArrayList<>())
						.add((i + 1) + " connects three conditions");
				}
				if (choosesWithinAChoice(lines.get(i))) {
					found.computeIfAbsent(TEMPLATES.relativize(file).toString(), (name) -> new ArrayList<>())
						.add((i + 1) + " chooses within a choice");
				}
			}
		}
		assertThat(found).isEmpty();
	}

	/** A browser cuts it without a word, and counts otherwise than we do. */
	@Test
	void nothing_that_is_typed_is_cut_but_what_is_searched_and_codes() throws IOException {
		List<String> cuts = new ArrayList<>();
		for (Path file : templates()) {
			Files.readAllLines(file)
				.stream()
				.filter((line) -> line.contains("maxlength"))
				.filter((line) -> !line.contains("type=\"search\"") && !line.contains("name=\"code\""))
				.forEach((line) -> cuts.add(TEMPLATES.relativize(file) + line));
		}
		assertThat(cuts).isEmpty();
	}

	/** But in the lists of what is told, which show beginnings, and what machines say. */
	@Test
	void what_people_wrote_is_shown_with_its_addresses_as_links() throws IOException {
		List<String> dead = new ArrayList<>();
		for (Path file : templates()) {
			String name = TEMPLATES.relativize(file).toString();
			Files.readAllLines(file)
				.stream()
				.filter((line) -> DEAD_TEXT.matcher(line).find())
				.forEach((line) -> dead.add(name));
		}
		assertThat(dead).containsExactlyInAnyOrder("audit/audit.html", "notification/deliveries.html",
				"notification/notifications.html", "order/diagram.html");
	}

	/** A test that finds nothing would forbid nothing. */
	@Test
	void decisions_are_found() {
		assertThat(Stream.of("${order.steps().?[open()]}", "${T(java.time.Instant).now()}", "${#lists.size(all)}",
				"${order.status().name()}", "${order.kind() == 'UPDATE'}", "${'UPDATE' != kind}",
				"<b th:case=\"'LATE'\">", "${order.role() == 'client'}", "${status < 500}"))
			.allSatisfy((line) -> assertThat(DECISIONS.values())
				.anySatisfy((decision) -> assertThat(decision.matcher(line).find()).isTrue()));
		assertThat("${conversation.other().name()}").satisfies((line) -> assertThat(DECISIONS.values())
			.noneSatisfy((decision) -> assertThat(decision.matcher(line).find()).isTrue()));
	}

	@Test
	void a_choice_within_a_choice_is_found() {
		assertThat(List.of("${a ? b : c ? d : e}", "${a ? (b ? c : d) : e}", "${a == 'x' ? b : (c ? d : e)}",
				"${(a ? b : c) ? d : (e ? f : g)}"))
			.allMatch(TemplatesTest::choosesWithinAChoice);
		assertThat(List.of("${a ? b : c}", "${a ?: b ?: c}", "${(a ? b : c) + (d ? e : f)}", "${a ? 'why?' : b}",
				"x=${a ? b : c},y=${d ? e : f}"))
			.noneMatch(TemplatesTest::choosesWithinAChoice);
	}

	@Test
	void three_conditions_are_found() {
		assertThat(List.of("${a and b and c}", "${a and (b or !c)}", "<p th:if=\"${a or b or c ? d : e}\">"))
			.allMatch(TemplatesTest::connectsThree);
		assertThat(List.of("${a and b}", "${a and b} ${c and d}", "${a ? 'this and that and more' : b}"))
			.noneMatch(TemplatesTest::connectsThree);
	}

	private static boolean connectsThree(String line) {
		return EXPRESSION.matcher(line)
			.results()
			.map((expression) -> expression.group(1).replaceAll("'[^']*'", ""))
			.anyMatch((expression) -> CONNECTED.matcher(expression).results().count() > 1);
	}

	private static boolean choosesWithinAChoice(String line) {
		return EXPRESSION.matcher(line).results().anyMatch((expression) -> nested(expression.group(1)));
	}

	/**
	 * Whether a choice stands in a branch of another; one in brackets beside it does not.
	 */
	private static boolean nested(String expression) {
		Deque<Integer> choices = new ArrayDeque<>();
		int depth = 0;
		for (char one : expression.replaceAll("'[^']*'", "").replace("?:", "").toCharArray()) {
			switch (one) {
				case '(' -> depth++;
				case ')' -> {
					depth--;
					while (!choices.isEmpty() && choices.peek() > depth) {
						choices.pop();
					}
				}
				case '?' -> {
					if (!choices.isEmpty()) {
						return true;
					}
					choices.push(depth);
				}
				default -> {
				}
			}
		}
		return false;
	}

	private static List<Path> templates() throws IOException {
		try (Stream<Path> files = Files.walk(TEMPLATES)) {
			return files.filter(Files::isRegularFile).sorted().toList();
		}
	}

}
