package io.orderflow.platform.engine;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.orderflow.Visitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nobody who has signed in keeps the database busy with one request: a query of sixty
 * kilobytes, with a thousand conditions, had PostgreSQL plan for hours and take
 * gigabytes.
 */
class QuerySizeTest extends EngineOverHttp {

	private static final String CONDITION = "{\"name\":\"v%d\",\"operator\":\"eq\",\"value\":1}";

	private static final String ORDER = "{\"sortBy\":\"processVariable\",\"sortOrder\":\"asc\","
			+ "\"parameters\":{\"variable\":\"v%d\",\"type\":\"String\"}}";

	private static final String ALTERNATIVE = "{\"processVariables\":[{\"name\":\"v%d\",\"operator\":\"eq\",\"value\":1}]}";

	@Autowired
	private EngineSettings settings;

	private static String list(String item, int count) {
		return IntStream.range(0, count).mapToObj(item::formatted).collect(Collectors.joining(",", "[", "]"));
	}

	private List<String> queries(int conditions, int values) {
		return List.of("{\"processVariables\":" + list(CONDITION, conditions) + "}",
				"{\"sorting\":" + list(ORDER, conditions) + "}",
				"{\"orQueries\":[{\"taskVariables\":" + list(CONDITION, conditions - 1) + "}]}",
				// each counts with its condition
				"{\"orQueries\":" + list(ALTERNATIVE, conditions / 2) + "}",
				"{\"processInstanceBusinessKeyIn\":" + list("\"k%d\"", values) + "}");
	}

	private static void isTooLarge(HttpResponse<String> answer, String query) {
		assertThat(answer.statusCode()).as(query + " " + answer.body()).isEqualTo(400);
		assertThat(answer.body()).contains("\"type\":\"query-too-large\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/engine-rest/task", "/engine-rest/engine/default/task",
			"/camunda/api/engine/engine/default/task" })
	void what_asks_for_too_much_is_refused_whoever_asks(String path) {
		for (String person : List.of("camille", "ada")) {
			Visitor visitor = visitor(path, person);
			for (String query : queries(this.settings.queryConditions(), this.settings.queryLimit())) {
				HttpResponse<String> answer = visitor.post(path + "?maxResults=1", query);
				assertThat(answer.statusCode()).as(query + " " + answer.body()).isEqualTo(200);
			}
			for (String query : queries(this.settings.queryConditions() + 2, this.settings.queryLimit() + 1)) {
				isTooLarge(visitor.post(path + "?maxResults=1", query), query);
				if (!query.contains("sorting")) {
					isTooLarge(visitor.post(path + "/count", query), query);
				}
			}
		}
	}

	/** Cockpit's own queries pass no command of the engine. */
	@Test
	void nor_does_cockpit_ask_for_too_much() {
		Visitor ada = Visitor.signedIn(this.port, "ada").reading("en");
		int most = this.settings.queryConditions();
		String path = "/camunda/api/cockpit/plugin/base/default/process-instance";
		for (String ask : List.of(path + "?firstResult=0&maxResults=1", path + "/count")) {
			HttpResponse<String> answer = ada.post(ask, "{\"variables\":" + list(CONDITION, most) + "}");
			assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
			isRefused(ada.post(ask, "{\"variables\":" + list(CONDITION, most + 1) + "}"));
			isRefused(ada.post(ask, "{\"activityIdIn\":" + list("\"a%d\"", this.settings.queryLimit() + 1) + "}"));
			isRefused(ada.get(ask + (ask.contains("?") ? "&" : "?") + "variables="
					+ IntStream.rangeClosed(0, most).mapToObj("v%d_eq_1"::formatted).collect(Collectors.joining(","))));
		}
	}

	private static void isRefused(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
		assertThat(answer.body()).contains("query-too-large");
	}

	@Test
	void however_it_is_asked() {
		Visitor camille = visitor(REST, "camille");
		int tooMany = this.settings.queryConditions() + 1;
		String inAddress = IntStream.range(0, tooMany).mapToObj("v%d_eq_1"::formatted).collect(Collectors.joining(","));
		for (String path : List.of("/engine-rest/task/count?processVariables=",
				"/engine-rest/execution/count?variables=", "/engine-rest/process-instance/count?variables=",
				"/engine-rest/history/process-instance/count?variables=",
				"/engine-rest/history/task/count?taskVariables=")) {
			isTooLarge(camille.get(path + inAddress), path);
		}
		isTooLarge(visitor(REST, "ada").post("/engine-rest/external-task/count",
				"{\"processVariables\":" + list(CONDITION, tooMany) + "}"), "external tasks");
		isTooLarge(camille.post("/engine-rest/history/process-instance/count",
				"{\"orQueries\":[{\"variables\":" + list(CONDITION, tooMany) + "}]}"), "history");
		// of one name, which the engine keeps together
		isTooLarge(
				camille.post("/engine-rest/history/process-instance/count",
						"{\"variables\":" + list(CONDITION.replace("v%d", "v").replace(":1}", ":%d}"), tooMany) + "}"),
				"one name");
	}

	@Test
	void nor_is_it_stored_or_added_to_what_was() {
		Visitor ada = visitor(REST, "ada");
		String query = "{\"processVariables\":" + list(CONDITION, this.settings.queryConditions() + 1) + "}";
		isTooLarge(ada.post("/engine-rest/filter/create",
				"{\"resourceType\":\"Task\",\"name\":\"large\",\"query\":" + query + "}"), "stored");
		String id = ada.get("/engine-rest/filter?maxResults=1").body().replaceAll("(?s).*?\"id\":\"([^\"]+)\".*", "$1");
		isTooLarge(ada.post("/engine-rest/filter/" + id + "/count", query), "added");
	}

}
