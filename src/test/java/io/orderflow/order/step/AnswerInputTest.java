package io.orderflow.order.step;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.orderflow.platform.ProblemCollector;
import org.junit.jupiter.api.Test;

import static io.orderflow.RefusalAssertions.problemsOf;
import static org.assertj.core.api.Assertions.assertThat;

/** An answer as it was submitted, before the question that it answers is known. */
class AnswerInputTest {

	private final ProblemCollector problems = new ProblemCollector();

	@Test
	void json_is_read_as_it_is_and_written_back_the_same() throws JsonProcessingException {
		JsonMapper json = new JsonMapper();
		String body = "{\"story\":\"A fox\",\"moods\":[\"Day\",\"Night\"],\"by\":null}";
		Map<String, AnswerInput> answers = json.readValue(body, new TypeReference<Map<String, AnswerInput>>() {
		});
		assertThat(answers.get("story")).isEqualTo(new AnswerInput("A fox", null));
		assertThat(answers.get("moods")).isEqualTo(new AnswerInput(null, List.of("Day", "Night")));
		assertThat(answers.get("by")).isNull();
		assertThat(json.readTree(json.writeValueAsString(answers))).isEqualTo(json.readTree(body));
	}

	@Test
	void what_a_person_would_write_is_a_text() {
		assertThat(AnswerInput.of(42).text("f", 10, this.problems)).isEqualTo("42");
		assertThat(AnswerInput.of(" ").blank()).isTrue();
		assertThat(AnswerInput.of(List.of()).blank()).isFalse();
		assertThat(AnswerInput.ofText(null)).isNull();
		assertThat(AnswerInput.of(Map.of("a", 1)).text("f", 10, this.problems)).isEmpty();
		assertThat(problemsOf(this.problems::check)).containsExactly("f wrong-json-type f");
	}

	@Test
	void one_text_is_one_of_several_with_all_that_stands_in_it() {
		assertThat(AnswerInput.of("ink, black").each("f", 20, this.problems)).containsExactly("ink, black");
		assertThat(AnswerInput.of("").each("f", 20, this.problems)).isEmpty();
		assertThat(AnswerInput.of(Arrays.asList("oil", null, List.of("x"), "a\0")).each("f", 20, this.problems))
			.containsExactly("oil");
		assertThat(problemsOf(this.problems::check)).containsExactly("f wrong-json-type f", "f text-null-character");
	}

	@Test
	void files_are_named_by_their_ids() {
		UUID id = UUID.randomUUID();
		assertThat(AnswerInput.ofFiles(List.of(id)).files("f", 40, this.problems)).containsExactly(id);
		assertThat(AnswerInput.of(List.of("none")).files("f", 40, this.problems)).isEmpty();
		assertThat(problemsOf(this.problems::check)).containsExactly("f unknown-file none");
	}

}
