package io.orderflow.order.web;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import io.orderflow.scenario.Marketplace;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static io.orderflow.order.web.Market.FORMAT;
import static io.orderflow.order.web.Market.STORY;
import static io.orderflow.order.web.Market.created;
import static io.orderflow.order.web.Market.json;
import static io.orderflow.order.web.Market.ok;
import static io.orderflow.order.web.Market.read;
import static io.orderflow.order.web.Market.refused;
import static io.orderflow.order.web.Market.upload;
import static org.assertj.core.api.Assertions.assertThat;

/** What wrong answers to the questions of a service get, and wrong values in lists. */
@OrderflowTest
class RequirementInputTest {

	@LocalServerPort
	private int port;

	@Autowired
	private Marketplace marketplace;

	private Market market;

	@BeforeEach
	void open() {
		this.market = new Market(this.port, this.marketplace);
	}

	@Test
	void files_put_down_for_one_question_go_to_no_other_whose_key_begins_alike() {
		String number = orderOfFiles("logo", "logoDark");
		putDown(number, "logo", "light.txt");
		putDown(number, "logoDark", "dark.txt");
		String dark = read(
				this.market.camille().get("/api/files?slot=" + number + "/provideRequirements/answer_logoDark"))
			.at("/files/0/id")
			.asText();

		JsonNode order = ok(answer(number, Map.of("logoDark", List.of(dark))));

		assertThat(order.at("/requirements/2/files")).as("what is put down elsewhere stays there").isEmpty();
		assertThat(order.at("/requirements/3/files/0/fileName").asText()).isEqualTo("dark.txt");
	}

	@Test
	void the_files_of_a_step_are_counted_over_all_its_questions() {
		String number = orderOfFiles("first", "second");
		for (int i = 0; i < 11; i++) {
			putDown(number, "first", i + ".txt");
		}
		for (int i = 11; i < 20; i++) {
			putDown(number, "second", i + ".txt");
		}
		refused(put(number, "second", "20.txt"), 400, "too-many-files");
		List<String> first = ids(number, "first");
		List<String> second = new ArrayList<>(ids(number, "second"));
		second.add(upload(this.market.camille(), "20.txt", "x"));

		JsonNode problem = refused(answer(number, Map.of("first", first, "second", second)), 400, "too-many-files");

		assertThat(errors(problem)).containsExactly("answer_second too-many-files");
		assertThat(problem.at("/errors/0/detail").asText()).contains("20", "21");
		second.remove(9);
		ok(answer(number, Map.of("first", first, "second", second)));
	}

	@Test
	void a_past_date_is_refused_on_its_field_over_the_api_and_on_the_page() {
		String number = this.market.placed();
		String past = "2020-03-02";
		JsonNode problem = refused(answer(number, Map.of("by", past)), 400, "date-past");
		assertThat(errors(problem)).containsExactly("answer_by date-past");
		HttpResponse<String> page = Visitor.signedIn(this.port, "camille")
			.form("/orders/" + number + "/steps/provideRequirements",
					Map.of("answer_story", "A fox", "answer_format", "16:9", "answer_by", past));
		assertThat(page.statusCode()).isEqualTo(400);
		assertThat(page.body()).contains("Le 2 mars 2020 est passé", "A fox");
		ok(answer(number, Map.of("by", Market.today())));
	}

	@Test
	void an_answer_of_the_wrong_kind_is_refused_on_its_field_and_never_kept_as_something_else() {
		String number = this.market.placed();
		List<Object> nothing = new ArrayList<>();
		nothing.add(null);
		assertThat(errors(refused(answer(number, Map.of("story", Map.of("a", 1))), 400, "wrong-json-type")))
			.containsExactly("answer_story wrong-json-type");
		assertThat(errors(refused(answer(number,
				Map.of("story", List.of("A fox"), "format", List.of("4:3"), "moods", nothing, "by",
						Map.of("year", 2030), "logo", nothing)),
				400, "invalid-input")))
			.containsExactlyInAnyOrder("answer_story wrong-json-type", "answer_format wrong-json-type",
					"answer_moods wrong-json-type", "answer_by wrong-json-type", "answer_logo wrong-json-type");
		assertThat(errors(refused(answer(number, Map.of("moods", List.of(List.of("Night")))), 400, "wrong-json-type")))
			.containsExactly("answer_moods wrong-json-type");
		ok(answer(number, Map.of("story", 42)));
	}

	@Test
	void a_character_that_cannot_be_stored_is_refused_in_lists_too() {
		String number = this.market.placed();
		assertThat(errors(refused(answer(number, Map.of("moods", List.of("Night\0"))), 400, "text-null-character")))
			.containsExactly("answer_moods text-null-character");
		assertThat(errors(refused(answer(number, Map.of("logo", List.of("\0"))), 400, "text-null-character")))
			.containsExactly("answer_logo text-null-character");
		Visitor camille = Visitor.signedIn(this.port, "camille");
		assertThat(camille
			.form("/orders/" + number + "/steps/provideRequirements",
					Map.of("answer_story", "A fox", "answer_format", "16:9", "answer_moods", "Day\0"))
			.statusCode()).isEqualTo(400);
		refused(this.market.camille().get("/api/files?slot=%00"), 400, "slot-malformed");

		String planned = this.market.planning("NONE");
		assertThat(errors(refused(plan(planned, Map.of("title", "Dr\0aw", "deadline", Market.today())), 400,
				"text-null-character")))
			.containsExactly("tasks[0].title text-null-character");
		assertThat(Visitor.signedIn(this.port, "lea")
			.form("/orders/" + planned + "/steps/planWork", Map.of("title", "Dr\0aw", "deadline", Market.today()))
			.statusCode()).isEqualTo(400);
	}

	@Test
	void nothing_in_a_list_is_refused_on_its_field() {
		String planned = this.market.planning("NONE");
		assertThat(errors(refused(plan(planned, null), 400, "wrong-json-type")))
			.containsExactly("tasks[0] wrong-json-type");
		ok(this.market.lea().post("/api/orders/" + planned + "/plan", Market.onePlannedTask()));
		assertThat(errors(refused(
				this.market.lea()
					.post("/api/orders/" + planned + "/deliveries", "{\"message\":\"Here\",\"files\":[null]}"),
				400, "wrong-json-type")))
			.containsExactly("files wrong-json-type");
		ok(this.market.lea()
			.post("/api/orders/" + planned + "/deliveries", "{\"message\":\"Here\",\"withoutFiles\":true}"));
		String review = "/api/orders/" + planned + "/deliveries/review";
		assertThat(this.market.camille().post(review, "{\"decision\":\"revision\",\"points\":[null]}").statusCode())
			.isEqualTo(400);
		assertThat(this.market.camille()
			.post(review, "{\"decision\":\"revision\",\"points\":[{\"text\":\"a\\u0000\"}]}")
			.statusCode()).isEqualTo(400);
		assertThat(errors(refused(this.market.lea().put("/api/orders/" + planned + "/note", "{\"items\":[null]}"), 400,
				"text-missing")))
			.containsExactly("items[0] text-missing");
	}

	@Test
	void a_revision_of_too_many_points_is_refused_with_the_limit() {
		String number = this.market.delivered();
		JsonNode problem = refused(
				this.market.camille()
					.post("/api/orders/" + number + "/deliveries/review",
							json(Map.of("decision", "revision", "points",
									Collections.nCopies(51, Map.of("text", "Larger", "requirement", "story"))))),
				400, "too-many-points");
		assertThat(problem.at("/errors/0/detail").asText()).contains("50", "51");
	}

	private HttpResponse<String> answer(String number, Map<String, Object> others) {
		Map<String, Object> answers = new HashMap<>(Map.of("story", "A fox", "format", "16:9"));
		answers.putAll(others);
		return this.market.camille().post("/api/orders/" + number + "/requirements", json(Map.of("answers", answers)));
	}

	private HttpResponse<String> plan(String number, @Nullable Object task) {
		List<Object> tasks = new ArrayList<>();
		tasks.add(task);
		return this.market.lea().post("/api/orders/" + number + "/plan", json(Map.of("tasks", tasks)));
	}

	private String orderOfFiles(String... keys) {
		List<String> questions = new ArrayList<>(List.of(STORY, FORMAT));
		for (String key : keys) {
			questions.add("{\"key\":\"" + key + "\",\"kind\":\"FILE\",\"prompt\":\"" + key + "\",\"mandatory\":false}");
		}
		return this.market.placed(this.market.listing("NONE", 1, questions.toArray(String[]::new)));
	}

	private List<String> ids(String number, String question) {
		return read(this.market.camille().get("/api/files?slot=" + number + "/provideRequirements/answer_" + question))
			.get("files")
			.findValuesAsText("id");
	}

	private void putDown(String number, String question, String name) {
		created(put(number, question, name));
	}

	private HttpResponse<String> put(String number, String question, String name) {
		Visitor camille = this.market.camille();
		return camille.send(camille
			.request("/api/files?name=" + name + "&slot=" + number + "/provideRequirements/answer_" + question)
			.header("Content-Type", "application/octet-stream")
			.POST(BodyPublishers.ofString("x")));
	}

	private static List<String> errors(JsonNode problem) {
		return StreamSupport.stream(problem.get("errors").spliterator(), false)
			.map((error) -> error.get("field").asText() + " " + error.get("code").asText())
			.toList();
	}

}
