package io.orderflow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * SQL keeps to its module's tables, and to a length that one head can read. Read from the
 * sources: what a string says is SQL where it names a table after a word like
 * {@code from}.
 */
class SqlWallsTest {

	private static final Path SOURCES = Path.of("src/main/java/io/orderflow");

	private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

	private static final int MOST_LINES = 25;

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
			"platform", Set.of("api_token", "audit_event", "known_sender", "sender_request", "sign_in_failure",
					"spring_session", "spring_session_attributes"));

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

	/**
	 * Strings are in groups; characters and comments are only there to be passed over.
	 */
	private static final Pattern STRING = Pattern.compile("(?s)\"\"\"\\n(.*?)\"\"\"|\"((?:[^\"\\\\\\n]|\\\\.)*)\""
			+ "|'(?:[^'\\\\]|\\\\[^']+|\\\\')'|/\\*.*?\\*/|//[^\\n]*");

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
		assertThat(strings().filter((string) -> !tables(string.text()).isEmpty())
			.filter((string) -> string.text().lines().count() > MOST_LINES)
			.map((string) -> string.file() + ": " + string.text().lines().findFirst().orElseThrow().strip())).isEmpty();
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
		return files(SOURCES, ".java").filter((file) -> SOURCES.relativize(file).getNameCount() > 1).flatMap((file) -> {
			Path inside = SOURCES.relativize(file);
			return STRING.matcher(read(file))
				.results()
				.flatMap((found) -> Stream.of(found.group(1), found.group(2)).filter(Objects::nonNull))
				.map((text) -> new Literal(inside.getName(0).toString(), inside.toString(), text));
		});
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
