package io.orderflow.fulfilment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every way that an order can end or be interrupted is taken by a test, and every way out
 * of a gateway.
 */
class ModelsReachedTest {

	private static final Pattern REACHED = Pattern
		.compile("\\b(?:hasPassed|hasPassedInOrder|hasEndedAt|timeComesFor|took)\\(([^()]*)\\)");

	private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"");

	/**
	 * That it is named is not enough, since a test may say that it was not passed: only
	 * what an assertion says was passed, or a timer that was fired.
	 */
	@Test
	void every_end_and_every_boundary_event_is_reached_by_a_test() throws IOException {
		assertThat(reached())
			.containsAll(Stream.concat(Models.elements(EndEvent.class), Models.elements(BoundaryEvent.class))
				.map(BaseElement::getId)
				.toList());
	}

	/**
	 * Out of a gateway with several ways each is taken: where something lies behind one
	 * that no other way leads to, that was passed; else a test says that it was taken.
	 */
	@Test
	void every_way_out_of_a_gateway_is_taken_by_a_test() throws IOException {
		Set<String> reached = reached();
		assertThat(Models.ALL.entrySet()
			.stream()
			.flatMap((model) -> Models.all(model.getValue(), Gateway.class)
				.stream()
				.filter((gateway) -> gateway.getOutgoing().size() > 1)
				.flatMap((gateway) -> gateway.getOutgoing().stream())
				.filter((way) -> way.getTarget().getIncoming().size() > 1 || !reached.contains(way.getTarget().getId()))
				.map((way) -> model.getKey().replace(".bpmn", ".") + way.getId()))
			.filter((way) -> !reached.contains(way))).isEmpty();
	}

	private static Set<String> reached() throws IOException {
		try (Stream<Path> files = Files.walk(Path.of("src/test/java/io/orderflow/fulfilment"))) {
			return files.filter(Files::isRegularFile)
				.map(ModelsReachedTest::text)
				.flatMap(ModelsReachedTest::reached)
				.collect(Collectors.toCollection(TreeSet::new));
		}
	}

	@Test
	void a_test_that_says_what_was_not_passed_reaches_nothing() {
		assertThat(reached("""
				assertThat(process).hasNotPassed("event_a").hasPassed("event_b",
						"event_c");
				order.timeComesFor("event_d").firesTooEarly("event_e"); // "event_f"
				""")).containsExactly("event_b", "event_c", "event_d");
	}

	/** The ids in what a test says was passed, and of the timers that it fires. */
	private static Stream<String> reached(String test) {
		return REACHED.matcher(test)
			.results()
			.flatMap((call) -> QUOTED.matcher(call.group(1)).results())
			.map((id) -> id.group(1));
	}

	private static String text(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
