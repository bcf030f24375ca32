package io.orderflow.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.orderflow.order.OrderStep;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the papers name is there, and what a newcomer looks for is in them. */
class DocumentationTest {

	private static final Path DECISIONS = Path.of("docs/decisions");

	private static final Pattern CODE_BLOCK = Pattern.compile("(?ms)^```.*?^```");

	private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

	private static final Pattern QUOTED = Pattern.compile("`([^`\\n]+)`");

	/** A type, or one with a member of it. */
	private static final Pattern TYPE = Pattern.compile("([A-Z][a-z0-9]+(?:[A-Z][a-z0-9]*)*)(?:\\.(\\w+))?");

	private static final Pattern ELEMENT = Pattern.compile("(?:userTask|serviceTask|event|gateway)_[A-Za-z]+");

	private static final Pattern SETTING = Pattern.compile("(orderflow\\.[a-z-]+)\\.([a-z-]+)");

	private static final Pattern VARIABLE = Pattern.compile("ORDERFLOW_[A-Z_]+");

	/** Java sources by simple name, and what they import from elsewhere. */
	private static final Map<String, String> SOURCES = sources();

	private final Map<Path, String> papers = papers();

	private final String readme = this.papers.get(Path.of("README.md"));

	@Test
	void the_readme_is_read_in_five_minutes() {
		assertThat(this.readme.strip().split("\\s+")).as("words of README.md; what is more goes to docs/")
			.hasSizeLessThanOrEqualTo(1_200);
	}

	@Test
	void the_readme_has_every_step_with_its_class_page_and_test() {
		List<List<String>> rows = table(this.readme, "| step |");
		for (OrderStep step : OrderStep.values()) {
			List<String> row = rows.stream()
				.filter((cells) -> quoted(cells.get(2)).contains("userTask_" + step.id()))
				.findFirst()
				.orElseThrow(() -> new AssertionError("No row of the README's table has the step " + step.id()));
			String type = step.id().substring(0, 1).toUpperCase(Locale.ROOT) + step.id().substring(1);
			assertThat(quoted(row.get(3))).as("class of %s", step.id()).startsWith(type);
			assertThat(Path.of("src/main/java/io/orderflow/order/step", type + ".java")).exists();
			assertThat(quoted(row.get(4))).as("page of %s", step.id()).containsExactly("steps/" + step.id() + ".html");
			assertThat(quoted(row.get(5))).as("tests of %s", step.id())
				.isNotEmpty()
				.allMatch((test) -> test.endsWith("Test"));
		}
		rows.stream()
			.flatMap((row) -> quoted(row.get(4)).stream())
			.forEach((page) -> assertThat(Path.of("src/main/resources/templates/order", page)).exists());
	}

	@Test
	void the_papers_have_every_task_of_every_model() throws IOException {
		Set<String> written = spans(ELEMENT).map((span) -> span.match().group()).collect(Collectors.toSet());
		Set<String> tasks = Pattern.compile("<bpmn:(?:userTask|serviceTask) id=\"(\\w+)\"")
			.matcher(models())
			.results()
			.map((task) -> task.group(1))
			.collect(Collectors.toCollection(TreeSet::new));

		tasks.removeAll(written);
		assertThat(tasks).as("tasks of the models that neither README.md nor docs/ name").isEmpty();
	}

	@Test
	void every_decision_is_in_the_index_with_its_title_date_and_status() throws IOException {
		List<String> files = new ArrayList<>();
		try (Stream<Path> decisions = Files.list(DECISIONS)) {
			for (Path file : decisions.filter((path) -> path.getFileName().toString().matches("\\d{4}-.*\\.md"))
				.sorted()
				.toList()) {
				var head = Pattern.compile("# (\\d+)\\. (.+)\\R\\RDate: (\\d{4}-\\d\\d-\\d\\d)\\. Status: (.+)\\.\\R")
					.matcher(Files.readString(file));
				assertThat(head.lookingAt())
					.as("%s begins with '# <number>. <title>', an empty line, and 'Date: <date>. Status: <status>.'",
							file)
					.isTrue();
				assertThat(file.getFileName().toString())
					.startsWith("%04d-".formatted(Integer.parseInt(head.group(1))));
				files.add("| %s | [%s](%s) | %s | %s |".formatted(head.group(1), head.group(2), file.getFileName(),
						head.group(3), head.group(4)));
			}
		}
		List<String> index = this.papers.get(DECISIONS.resolve("README.md"))
			.lines()
			.filter((line) -> line.matches("\\| \\d+ \\|.*"))
			.toList();

		assertThat(index).as("rows of docs/decisions/README.md").containsExactlyElementsOf(files);
	}

	@Test
	void every_link_and_picture_is_there() {
		this.papers.forEach((paper, text) -> LINK.matcher(text)
			.results()
			.map((link) -> link.group(1))
			.filter((target) -> !target.matches("[a-z]+:.*"))
			.forEach((target) -> {
				String[] parts = target.split("#", 2);
				Path file = parts[0].isEmpty() ? paper
						: (paper.getParent() != null ? paper.getParent().resolve(parts[0]) : Path.of(parts[0]))
							.normalize();
				assertThat(file).as("%s links to %s", paper, target).exists();
				if (parts.length > 1) {
					assertThat(anchors(this.papers.get(file))).as("%s links to %s", paper, target).contains(parts[1]);
				}
			}));
	}

	@Test
	void every_picture_is_shown_somewhere() throws IOException {
		String all = String.join("\n", this.papers.values());
		try (Stream<Path> pictures = Files.list(Path.of("docs/images"))) {
			assertThat(pictures).allMatch((picture) -> all.contains("images/" + picture.getFileName()));
		}
	}

	@Test
	void every_class_that_is_named_is_there() {
		String imports = String.join("\n", SOURCES.values());
		spans(TYPE).forEach((span) -> {
			String type = span.match().group(1);
			String member = span.match().group(2);
			boolean known = SOURCES.containsKey(type) || Pattern
				.compile(
						"(?m)^import (static )?[\\w.]+\\." + type + "\\b|(class|record|enum|interface) " + type + "\\b")
				.matcher(imports)
				.find();
			assertThat(known).as("%s names the class %s", span.paper(), type).isTrue();
			if (member != null && SOURCES.containsKey(type)) {
				assertThat(Pattern.compile("\\b" + member + "\\b").matcher(SOURCES.get(type)).find())
					.as("%s names %s.%s", span.paper(), type, member)
					.isTrue();
			}
		});
	}

	@Test
	void every_element_of_a_model_that_is_named_is_there() throws IOException {
		String models = models();
		spans(ELEMENT).forEach((span) -> assertThat(models.contains("\"" + span.match().group() + "\""))
			.as("%s names %s", span.paper(), span.match().group())
			.isTrue());
	}

	@Test
	void every_setting_that_is_named_is_there() {
		spans(SETTING).forEach((span) -> {
			String prefix = "@ConfigurationProperties(\"" + span.match().group(1) + "\")";
			String component = " " + camel(span.match().group(2));
			assertThat(SOURCES.values()
				.stream()
				.anyMatch((source) -> source.contains(prefix) && source.contains(component)))
				.as("%s names %s", span.paper(), span.match().group())
				.isTrue();
		});
	}

	@Test
	void operations_has_every_variable_of_production() throws IOException {
		Function<String, Set<String>> variables = (text) -> VARIABLE.matcher(text)
			.results()
			.map(MatchResult::group)
			.collect(Collectors.toCollection(TreeSet::new));
		Set<String> read = variables.apply(Files.readString(Path.of("src/main/resources/application-production.yml")));
		Set<String> written = variables.apply(this.papers.get(Path.of("docs/operations.md")));

		assertThat(written).containsAll(read);
		// Spring finds these by the names of their settings
		written.removeAll(Set.of("ORDERFLOW_MAIL_FROM", "ORDERFLOW_MAIL_DOMAIN", "ORDERFLOW_WORKER_ENGINE"));
		assertThat(read).containsAll(written);
	}

	@Test
	void the_description_of_the_api_has_every_address_and_no_other() {
		Set<String> answered = addresses("Api");
		SOURCES.values()
			.forEach((source) -> Pattern.compile("new ApiOperation\\(\"([^\"]+)\"")
				.matcher(source)
				.results()
				.forEach((step) -> answered.add("/api/orders/{number}/" + step.group(1))));
		// the steps' own addresses, which they name themselves
		answered.remove("/api/orders/{number}/{*path}");
		Set<String> written = table(this.papers.get(Path.of("docs/api.md")), "| address |").stream()
			.flatMap((row) -> quoted(row.get(0)).stream())
			.collect(Collectors.toCollection(TreeSet::new));

		assertThat(written).isEqualTo(answered);
	}

	@Test
	void every_page_that_is_listed_is_answered() {
		assertThat(table(this.papers.get(Path.of("docs/web.md")), "| address |").stream()
			.flatMap((row) -> quoted(row.get(0)).stream())
			.collect(Collectors.toSet())).isSubsetOf(addresses("Page"));
	}

	@Test
	void every_file_that_is_named_is_there() {
		spans(Pattern.compile("(src|processes|docs|templates)/[\\w./-]+\\.\\w+")).forEach((span) -> {
			String file = span.match().group();
			assertThat(Path.of(file.startsWith("templates/") ? "src/main/resources/" + file : file))
				.as("named in %s", span.paper())
				.exists();
		});
	}

	/** What controllers whose names end so answer to. */
	private static Set<String> addresses(String ending) {
		Set<String> addresses = new TreeSet<>();
		SOURCES.forEach((name, source) -> {
			if (name.endsWith(ending)) {
				String base = Pattern.compile("@RequestMapping\\(\"([^\"]*)\"\\)")
					.matcher(source)
					.results()
					.map((mapping) -> mapping.group(1))
					.findFirst()
					.orElse("");
				Pattern.compile("@(?:Get|Post|Put|Delete)Mapping(?:\\((?:path = )?\"([^\"]*)\")?")
					.matcher(source)
					.results()
					.forEach((mapping) -> addresses.add(base + ((mapping.group(1) != null) ? mapping.group(1) : "")));
			}
		});
		return addresses;
	}

	/** Something in a paper between back-quotes. */
	private record Span(Path paper, MatchResult match) {

	}

	/** What is quoted as a whole and looks like this. */
	private Stream<Span> spans(Pattern kind) {
		return this.papers.entrySet()
			.stream()
			.flatMap((paper) -> quoted(paper.getValue()).stream()
				.map(kind::matcher)
				.filter((matcher) -> matcher.matches())
				.map((matcher) -> new Span(paper.getKey(), matcher.toMatchResult())));
	}

	private static List<String> quoted(String text) {
		return QUOTED.matcher(CODE_BLOCK.matcher(text).replaceAll("")).results().map((span) -> span.group(1)).toList();
	}

	/** The cells of a table's rows. */
	private static List<List<String>> table(String text, String head) {
		int begin = text.indexOf("\n" + head);
		assertThat(begin).as("table that begins with %s", head).isPositive();
		return text.substring(begin + 1)
			.lines()
			.takeWhile((line) -> line.startsWith("|"))
			.skip(2)
			.map((line) -> Arrays.stream(line.substring(1).split("\\|")).map(String::strip).toList())
			.toList();
	}

	/** The headings of a page, as links name them. */
	private static List<String> anchors(String text) {
		return Pattern.compile("(?m)^#+ (.+)$")
			.matcher(CODE_BLOCK.matcher(text).replaceAll(""))
			.results()
			.map((heading) -> heading.group(1).toLowerCase(Locale.ROOT).replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
			.toList();
	}

	private static String camel(String kebab) {
		return Pattern.compile("-([a-z])")
			.matcher(kebab)
			.replaceAll((letter) -> letter.group(1).toUpperCase(Locale.ROOT));
	}

	private static String models() throws IOException {
		try (Stream<Path> models = Files.list(Path.of("processes"))) {
			return models.filter((file) -> file.toString().endsWith(".bpmn"))
				.sorted()
				.map(DocumentationTest::read)
				.collect(Collectors.joining());
		}
	}

	private static Map<Path, String> papers() {
		Map<Path, String> papers = new TreeMap<>();
		for (String paper : List.of("README.md", "CONTRIBUTING.md")) {
			papers.put(Path.of(paper), read(Path.of(paper)));
		}
		files(Path.of("docs"), ".md").forEach((paper) -> papers.put(paper, read(paper)));
		return papers;
	}

	private static Map<String, String> sources() {
		return files(Path.of("src"), ".java").stream()
			.filter((file) -> !file.endsWith("package-info.java"))
			.collect(Collectors.toMap((file) -> file.getFileName().toString().replace(".java", ""),
					DocumentationTest::read, (one, other) -> one + other));
	}

	private static List<Path> files(Path folder, String ending) {
		try (Stream<Path> files = Files.walk(folder)) {
			return files.filter((file) -> file.toString().endsWith(ending)).sorted().toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
