package io.orderflow.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.orderflow.Statements;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * SQL keeps to its module's tables, and to a length that one head can read. Read from the
 * sources: what a string says is SQL where it names a table after a word like
 * {@code from}; how long a statement is also tells what constants put together.
 */
class SqlWallsTest {

	private static final Path SOURCES = Path.of("src/main/java/io/orderflow");

	private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

	private static final int MOST_LINES = 25;

	private static final int MOST_COLUMNS = 130;

	/**
	 * Statements that are longer all the same, and why. Each is made of parts that have
	 * names and can be read one by one.
	 */
	private static final Map<String, String> LONGER = Map.of( //
			"notification/delivery/DueDeliveryRows.java",
			"who waits, what is taken of each and its beginning are one instant: apart, each batch would take"
					+ " two statements more and a transaction around them, for every mail that is sent",
			"notification/delivery/NewNotificationRows.java",
			"a notification and its deliveries are written in the statement that finds its key free: apart, each"
					+ " step of an order would take another one",
			"order/dashboard/OrderRows.java",
			"an order with all that belongs to it, a select for each table: apart, its page would take ten more");

	private static final Map<String, Set<String>> OWNERS = Map.of( //
			"account",
			Set.of("account", "account_token", "account_token_secret", "user_entities", "user_credentials",
					"recovery_code"), //
			"attachment", Set.of("attachment", "attachment_chunk", "file_drawing", "file_page", "shown_picture"), //
			"catalog", Set.of("listing"), //
			"contact", Set.of("contact", "contact_spent"), //
			"conversation", Set.of("conversation", "message", "message_file", "ready_message"), //
			"notification",
			Set.of("account_mail", "due_delivery", "notification", "notification_attempt", "notification_delivery",
					"notification_key", "push_subscription"), //
			"order",
			Set.of("orders", "order_placement", "requirement_answer", "clarification", "plan_task", "draft", "delivery",
					"timeline_entry", "change_request", "blocking_question", "private_note", "dossier", "dossier_build",
					"dossier_side", "preview_file", "preview_page"), //
			"platform", Set.of("api_token", "audit_event", "known_sender", "sender_request", "session_generation",
					"sign_in_failure", "spring_session", "spring_session_attributes", "taken_group"));

	/**
	 * The tables of others that a module joins, and why. Anything else is asked of the
	 * module that owns it.
	 */
	private static final Map<String, Set<String>> ALLOWED = Map.of( //
			// names of both sides, in the statement that a page of conversations takes
			"conversation", Set.of("account"), //
			// names of both sides, in the statement that a dashboard or an order takes
			"order", Set.of("account"));

	/** The engine's own tables, which are nobody's but the engine's. */
	private static final String OF_THE_ENGINE = "act_";

	private static final Pattern CREATED = Pattern.compile("(?i)create table (?:if not exists )?(\\w+)");

	private static final Pattern NAMED = Pattern
		.compile("\\b(?:from|join|into|update|using)\\s+((?:\\w+(?:\\s+\\w{1,2})?\\s*,\\s*)*\\w+)");

	@Test
	void every_table_has_one_owner() {
		List<String> owned = OWNERS.values().stream().flatMap(Set::stream).toList();
		assertThat(owned).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(created());
	}

	@Test
	void a_module_names_no_table_of_another_but_those_on_the_list() {
		Map<String, Set<String>> foreign = new TreeMap<>();
		strings().forEach((string) -> tables(string.text()).stream()
			.filter((table) -> !OWNERS.get(string.module()).contains(table))
			.forEach((table) -> foreign.computeIfAbsent(string.module(), (module) -> new TreeSet<>()).add(table)));
		assertThat(foreign).as("a join that is gone leaves the list too").isEqualTo(ALLOWED);
	}

	@Test
	void the_engines_tables_are_left_to_the_engine() {
		assertThat(strings().filter((string) -> !string.module().equals("platform"))
			.filter((string) -> named(string.text()).stream().anyMatch((name) -> name.startsWith(OF_THE_ENGINE)))
			.map(Literal::file)).isEmpty();
	}

	@Test
	void a_statement_can_be_read_at_once() {
		Map<String, String> sources = new TreeMap<>();
		Map<String, String> places = new TreeMap<>();
		javaFiles().forEach((file) -> {
			String type = file.getFileName().toString().replace(".java", "");
			sources.merge(type, read(file), (one, other) -> one + other);
			places.put(type, SOURCES.relativize(file).toString());
		});
		JavaStrings strings = new JavaStrings(sources);
		Set<String> longer = new TreeSet<>();
		places.forEach((type, file) -> strings.composed(type)
			.stream()
			.filter((text) -> !tables(text).isEmpty() && text.strip().lines().count() > MOST_LINES)
			.forEach((text) -> longer.add(file)));
		assertThat(longer).as("one that is short leaves the list too").isEqualTo(LONGER.keySet());
	}

	@Test
	void none_of_its_lines_is_wider_than_a_screen() {
		assertThat(strings().filter((string) -> !tables(string.text()).isEmpty())
			.flatMap((string) -> string.text().lines().map((line) -> string.file() + ": " + line.strip()))
			.filter((line) -> line.substring(line.indexOf(": ") + 2).length() > MOST_COLUMNS)).isEmpty();
	}

	@Test
	void what_constants_put_together_is_found() {
		String first = "class First { static final String A = \"select 1 \"; }";
		String second = "class Second { static final String B = First.A + \"from %s \".formatted(C);"
				+ " static final String C = \"orders\"; Object o = sql(B + \"limit 1\"); }";
		assertThat(new JavaStrings(Map.of("First", first, "Second", second)).composed("Second"))
			.contains("select 1 from %s orders", "select 1 from %s orderslimit 1");
	}

	/** A test that finds nothing would forbid nothing. */
	@Test
	void statements_are_found() {
		assertThat(strings().filter((string) -> !tables(string.text()).isEmpty())).hasSizeGreaterThan(60);
		assertThat(tables("select 1 from orders o, account a join message m on true"))
			.containsExactlyInAnyOrder("orders", "account", "message");
	}

	private record Literal(String module, String file, String text) {

	}

	private static Set<String> created() {
		return files(MIGRATIONS, ".sql").flatMap((file) -> CREATED.matcher(read(file)).results())
			.map((created) -> created.group(1))
			.collect(Collectors.toSet());
	}

	private static Stream<Literal> strings() {
		return javaFiles().flatMap((file) -> {
			Path inside = SOURCES.relativize(file);
			return JavaStrings.literals(read(file))
				.map((text) -> new Literal(inside.getName(0).toString(), inside.toString(), text));
		});
	}

	private static Stream<Path> javaFiles() {
		return files(SOURCES, ".java").filter((file) -> SOURCES.relativize(file).getNameCount() > 1);
	}

	private static Set<String> tables(String text) {
		Set<String> named = named(text);
		return OWNERS.values().stream().flatMap(Set::stream).filter(named::contains).collect(Collectors.toSet());
	}

	private static Set<String> named(String text) {
		return NAMED.matcher(text)
			.results()
			.map(MatchResult::group)
			.flatMap((list) -> Pattern.compile("^\\w+\\s+|,\\s*").splitAsStream(list))
			.map((name) -> name.strip().split("\\s")[0])
			.collect(Collectors.toSet());
	}

	private static Stream<Path> files(Path root, String ending) {
		try (Stream<Path> files = Files.walk(root)) {
			return new ArrayList<>(files.filter((file) -> file.toString().endsWith(ending)).toList()).stream();
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
