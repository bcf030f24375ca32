package io.orderflow.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Arrays;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.orderflow.catalog.ApprovalNeeded;
import io.orderflow.catalog.ListingState;
import io.orderflow.catalog.RequirementQuestion;
import io.orderflow.order.ChangeRequest;
import io.orderflow.order.Delivery;
import io.orderflow.order.DeliveryClock;
import io.orderflow.order.Draft;
import io.orderflow.order.OrderStatus;
import io.orderflow.order.OrderStep;
import io.orderflow.order.ResponsibleParty;
import io.orderflow.order.RevisionPoint;
import io.orderflow.order.TimelineKind;
import io.orderflow.order.dashboard.Dashboard;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** French and English say the same things. */
class MessagesTest {

	private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\d+");

	/** How a template names a text, {@code #{…}} or {@code #messages.msg('…')}. */
	private static final Pattern NAMED = Pattern.compile("#\\{([\\w.-]+)[}(]|messages\\.msg\\('([\\w.-]+)'\\s*[),]");

	private static final Object[] STEPS = Arrays.stream(OrderStep.values()).map(OrderStep::id).toArray();

	private final Properties english = read("/messages.properties");

	private final Properties french = read("/messages_fr.properties");

	private static Properties read(String name) {
		try (InputStream in = MessagesTest.class.getResourceAsStream(name);
				Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
			Properties texts = new Properties();
			texts.load(reader);
			return texts;
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	@Test
	void both_languages_have_every_text() {
		assertThat(this.french.stringPropertyNames()).isEqualTo(this.english.stringPropertyNames());
		assertThat(this.english.values()).doesNotContain("");
		assertThat(this.french.values()).doesNotContain("");
	}

	/** Two codes for one condition are one too many for a program that reads them. */
	@Test
	void no_two_refusals_say_the_same() {
		List<String> said = this.english.stringPropertyNames()
			.stream()
			.filter((key) -> key.startsWith("refusal."))
			.map(this.english::getProperty)
			.toList();
		assertThat(said).isNotEmpty().doesNotHaveDuplicates();
	}

	@Test
	void everything_that_has_a_name_on_a_page_has_its_text() {
		assertThat(this.english.stringPropertyNames()).as("order.step").containsAll(named("order.step.", STEPS));
		assertThat(this.english.stringPropertyNames()).as("what happened")
			.containsAll(named("order.event.", TimelineKind.values()));
		assertThat(this.english.stringPropertyNames()).as("where an order stands")
			.containsAll(named("order.status.", OrderStatus.values()))
			.containsAll(named("order.turn.", OrderStatus.Turn.values()))
			.containsAll(named("order.clock.stopped.client.", DeliveryClock.StopReason.values()))
			.containsAll(named("order.clock.stopped.freelancer.", DeliveryClock.StopReason.values()))
			.containsAll(named("order.clock.stopped.moderator.", DeliveryClock.StopReason.values()))
			.containsAll(named("order.draft.", Draft.Decision.values()))
			.containsAll(named("order.delivery.", Delivery.Outcome.values()))
			.containsAll(named("order.point.", RevisionPoint.Scope.values()));
		assertThat(this.english.stringPropertyNames()).as("requests")
			.containsAll(named("order.request.state.", ChangeRequest.State.values()))
			.containsAll(named("order.request.default.", ChangeRequest.Kind.values()))
			.containsAll(named("order.request.responsible.", ResponsibleParty.values()))
			.containsAll(named("order.step.answerRequest.accept.", ChangeRequest.Kind.values()));
		assertThat(this.english.stringPropertyNames()).as("dashboards")
			.containsAll(named("dashboard.selling.show.", Dashboard.Filter.values()))
			.containsAll(named("dashboard.buying.show.", Dashboard.Filter.values()));
		assertThat(this.english.stringPropertyNames()).as("services")
			.containsAll(named("listing.state.", ListingState.values()))
			.contains("listing.state.OFF_SALE")
			.containsAll(named("listing.approval.", ApprovalNeeded.values()))
			.containsAll(named("question.kind.", RequirementQuestion.Kind.values()))
			.containsAll(named("dashboard.todo.", "request", "question"))
			.containsAll(named("dashboard.todo.",
					Arrays.stream(OrderStatus.values())
						.filter((status) -> status.turn() != OrderStatus.Turn.NOBODY)
						.toArray()))
			.as("but for a request, which has words of its own")
			.containsAll(named("order.now.theirs.",
					Arrays.stream(STEPS).filter((step) -> !step.equals(OrderStep.ANSWER_REQUEST.id())).toArray()));
	}

	@Test
	void every_text_that_a_template_names_is_there() throws IOException {
		try (Stream<Path> templates = Files.walk(Path.of("src/main/resources/templates"))) {
			for (Path template : templates.filter(Files::isRegularFile).toList()) {
				assertThat(NAMED.matcher(Files.readString(template))
					.results()
					.map((found) -> (found.group(1) != null) ? found.group(1) : found.group(2))).as(template.toString())
					.isSubsetOf(this.english.stringPropertyNames());
			}
		}
	}

	/** Whoever is to answer a request is told with it what was asked. */
	@Test
	void whoever_a_step_waits_for_is_told_and_reminded_in_words() {
		List<Object> told = Arrays.stream(STEPS).filter((step) -> !step.equals(OrderStep.ANSWER_REQUEST.id())).toList();
		for (String kind : List.of("notification.order.todo.", "notification.order.reminder.")) {
			for (Object step : told) {
				assertThat(this.english.stringPropertyNames()).contains(kind + step + ".title", kind + step + ".text");
			}
		}
	}

	private static List<String> named(String before, Object... names) {
		return Arrays.stream(names).map((name) -> before + name).toList();
	}

	/**
	 * Nobody is taught to write a day as programs do: examples are filled in as whoever
	 * reads the sentence writes days. Programs alone are given one of theirs, which
	 * stands in {@code SubmittedDate.Example} and in no text.
	 */
	@Test
	void no_text_has_a_day_as_programs_write_it() {
		for (Properties texts : Arrays.asList(this.english, this.french)) {
			texts.forEach((key, text) -> assertThat(text.toString()).as(key.toString())
				.doesNotContainPattern("\\d{4}-\\d{2}|(?i)\\b(?:yyyy|aaaa)-"));
			assertThat(List.of("refusal.date-unreadable", "refusal.plan-line-unreadable",
					"refusal.time-of-day-unreadable"))
				.allSatisfy((key) -> assertThat(texts.getProperty(key)).contains("{1}"));
		}
	}

	@Test
	void no_text_is_written_twice() throws IOException {
		for (String file : List.of("messages.properties", "messages_fr.properties")) {
			assertThat(Files.readAllLines(Path.of("src/main/resources", file))
				.stream()
				.filter((line) -> line.contains("=") && !line.startsWith("#"))
				.map((line) -> line.substring(0, line.indexOf('=')).strip())).doesNotHaveDuplicates();
		}
	}

	@Test
	void both_languages_fill_in_the_same_things() {
		for (String key : this.english.stringPropertyNames()) {
			assertThat(placeholders(this.french, key)).as(key).isEqualTo(placeholders(this.english, key));
		}
	}

	@Test
	void no_single_apostrophe_swallows_what_follows() {
		for (Properties texts : Arrays.asList(this.english, this.french)) {
			texts.forEach((key, text) -> {
				new MessageFormat(text.toString());
				assertThat(text.toString().replace("''", "")).as(key.toString()).doesNotContain("'");
			});
		}
	}

	/** A line never begins with a sign, nor is a sign stuck to a word. */
	@Test
	void french_signs_have_their_spaces_that_do_not_break() {
		this.french.forEach((key, text) -> assertThat(text.toString()).as(key.toString())
			.doesNotContainPattern("[^\u00a0:;?!][;?!»](?![\\w&#])")
			.doesNotContainPattern("[^\u00a0\\d]:(?![/\\d])")
			.doesNotContainPattern("«[^\u00a0]"));
	}

	/** Names begin with vowels, too: what would be cut before them is not put there. */
	@Test
	void nothing_in_french_stands_before_a_name_that_is_cut_before_a_vowel() {
		this.french.forEach((key, text) -> assertThat(text.toString()).as(key.toString())
			.doesNotContainPattern("(?i)\\b(?:que|lorsque|puisque|quoique|jusque|si) \\{\\d\\}"));
	}

	@Test
	void marks_are_those_of_print_and_spaces_single() {
		for (Properties texts : Arrays.asList(this.english, this.french)) {
			texts.forEach((key, text) -> assertThat(text.toString()).as(key.toString())
				.doesNotContain("\"", "...", "  ", " - "));
		}
	}

	/** One word for one thing. */
	@Test
	void an_e_mail_is_called_one_in_english_too() {
		this.english.forEach((key, text) -> assertThat(text.toString()).as(key.toString())
			.doesNotContainPattern("(?i)(?<!e-)\\bmails?\\b"));
	}

	/** Women read these pages, too. */
	@Test
	void nobody_is_addressed_as_a_man_in_french() {
		this.french.forEach((key, text) -> assertThat(text.toString()).as(key.toString())
			.doesNotContainPattern("(?iU)\\bvous (?:seul|(?:vous )?(?:n’)?êtes \\p{L}*[éiu])\\b"));
	}

	/** It may be hours as well as days, and one as well as many. */
	@Test
	void a_length_of_time_stands_where_gender_and_number_do_not_count() {
		this.french.forEach((key, text) -> assertThat(text.toString()).as(key.toString())
			.doesNotContainPattern("(?iU)\\b(?:tous|toutes|chaque) \\{\\d}"));
	}

	private static Object placeholders(Properties texts, String key) {
		return PLACEHOLDER.matcher(texts.getProperty(key))
			.results()
			.map((found) -> found.group())
			.sorted()
			.distinct()
			.toList();
	}

}
