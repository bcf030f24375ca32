package io.orderflow.fulfilment.tasklist;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Our French texts of Tasklist's frame, beside Camunda's English ones. */
class TasklistTextsTest {

	private static final Pattern FILLED_IN = Pattern.compile("\\{\\{\\s*\\w+\\s*}}");

	private static JsonNode texts(String language) throws IOException {
		String file = "/META-INF/resources/webjars/camunda/app/tasklist/locales/" + language + ".json";
		try (InputStream content = TasklistTextsTest.class.getResourceAsStream(file)) {
			String json = new String(content.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
			return new ObjectMapper().readTree(json.replace("\uFEFF", ""));
		}
	}

	private static Map<String, String> labels(String language) throws IOException {
		Map<String, String> labels = new TreeMap<>();
		texts(language).path("labels")
			.fields()
			.forEachRemaining((one) -> labels.put(one.getKey(), one.getValue().asText()));
		return labels;
	}

	private static Set<String> filledIn(String text) {
		return FILLED_IN.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
	}

	@Test
	void each_text_is_one_that_tasklist_asks_for_and_is_filled_in_as_the_english_one() throws IOException {
		Map<String, String> english = labels("en");
		List<String> wrong = new ArrayList<>();
		labels("fr").forEach((key, text) -> {
			if (!english.containsKey(key) || !filledIn(english.get(key)).containsAll(filledIn(text))) {
				wrong.add(key);
			}
		});
		assertThat(wrong).isEmpty();
	}

	@Test
	void what_people_press_and_read_on_their_tasks_is_french() throws IOException {
		assertThat(labels("fr")).containsKeys("COMPLETE", "COMPLETE_OK", "CLAIM_TASK", "UNCLAIM_TASK", "FILTERS",
				"DUE_DATE", "SIGN_OUT_ACTION", "NO_MATCHING_TASK", "SELECT_TASK_IN_LIST", "SORT_BY", "FORM", "HISTORY",
				"DIAGRAM", "DESCRIPTION", "SHOW_MORE", "SEARCH_PLACEHOLDER", "CAM_WIDGET_HEADER_SIGN_OUT");
		assertThat(texts("fr").at("/dateLocales/months")).hasSize(12);
		assertThat(texts("fr").at("/dateLocales/weekdays/0").asText()).isEqualTo("dimanche");
	}

	@Test
	void it_is_written_as_french_is() throws IOException {
		assertThat(labels("fr").values()).noneMatch((text) -> text.matches(".*\\p{L}( ?|\\b)[:;!?»](\\s|$).*"))
			.noneMatch((text) -> text.contains("'") || text.contains("\u00ab "));
	}

}
