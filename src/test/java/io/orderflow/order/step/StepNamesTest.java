package io.orderflow.order.step;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.orderflow.order.OrderStep;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is particular to a step is said in its class and in its page's fragment: nothing
 * else asks which step it has before it.
 */
class StepNamesTest {

	/** Where a step is done in another way too, outside of the process. */
	private static final Map<OrderStep, Set<String>> ELSEWHERE = Map.of(
			// answered while ordering, before the process asks; older models do not ask
			// whether silence may cancel
			OrderStep.PROVIDE_REQUIREMENTS,
			Set.of("OrderingPage.java", "OrderApi.java", "PlaceOrder.java", "OrderPlacementService.java",
					"FileFieldService.java", "RequirementsForm.java", "SilenceTimers.java"),
			// where a plan alone is approved, they have words of their own
			OrderStep.SUBMIT_DRAFT, Set.of("PlanWords.java"), OrderStep.REVIEW_DRAFT, Set.of("PlanWords.java"),
			// and where a revision is delivered
			OrderStep.DELIVER_WORK, Set.of("PlanWords.java"),
			// posted unasked, over the API or as a message
			OrderStep.POST_PROGRESS_UPDATE, Set.of("OrderApi.java", "MessagePage.java"),
			// the request that it answers has a process and a place on the page of its
			// own, what is taken back settles what it had asked for, and on the dashboard
			// it comes before what the order's status waits for
			OrderStep.ANSWER_REQUEST,
			Set.of("ChangeRequestProcess.java", "requests.html", "OpenRequest.java", "SilenceTimers.java",
					"RequestNotifications.java", "Dashboard.java"),
			// told once, the timer of its silence asks before it fires, and the dossier
			// says
			// what a point belongs to in its words
			OrderStep.REVIEW_DELIVERY, Set.of("OrderNotifications.java", "SilenceTimers.java", "DoneSections.java"),
			// the same of the question that it answers, which other steps overtake
			OrderStep.ANSWER_QUESTION,
			Set.of("questions.html", "QuestionNotifications.java", "StepProcessService.java", "Dashboard.java"));

	@ParameterizedTest
	@EnumSource
	void only_its_class_and_its_fragment_name_a_step(OrderStep step) throws IOException {
		String type = StringUtils.capitalize(step.id());
		Pattern named = Pattern.compile("(?:OrderStep\\.|case (?:[A-Z_]+, )*)" + step + "\\b|(?<![A-Za-z])" + type
				+ "\\b|[\"'./{]" + step.id() + "[\"'./}]|\\." + step.id() + "\\b(?!\\()");
		assertThat(named.matcher("case NO_STEP, " + step + " -> 1").find()).isTrue();
		assertThat(named.matcher("case OrderStep." + step + " -> \"" + step.id() + "/files\"").find()).isTrue();
		// what an order in some status waits for, is said where the statuses are
		Set<String> own = Set.of("OrderStep.java", "OrderStatus.java", type + ".java", step.id() + ".html");
		Set<String> allowed = ELSEWHERE.getOrDefault(step, Set.of());
		for (Path file : sources()) {
			String name = file.getFileName().toString();
			if (!own.contains(name) && !allowed.contains(name)) {
				assertThat(named.matcher(Files.readString(file)).results().map((found) -> found.group()))
					.as("What %s says of the step %s", file, step.id())
					.isEmpty();
			}
		}
	}

	private static List<Path> sources() throws IOException {
		try (Stream<Path> java = Files.walk(Path.of("src/main/java"));
				Stream<Path> templates = Files.walk(Path.of("src/main/resources/templates"));
				Stream<Path> scripts = Files.walk(Path.of("src/main/resources/static/js"))) {
			return Stream.of(java, templates, scripts)
				.flatMap((files) -> files)
				.filter((file) -> file.toString().matches(".*\\.(java|html|js)"))
				.toList();
		}
	}

}
