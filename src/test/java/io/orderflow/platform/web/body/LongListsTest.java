package io.orderflow.platform.web.body;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.jayway.jsonpath.JsonPath;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.OrderScenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/** A list of thousands, each of which is wrong: looking at them all takes minutes. */
@OrderflowTest
class LongListsTest {

	private static final int MANY = 9_000;

	private static final String SERVICE = """
			{"title":"A fox","description":"Drawn.","language":"en","price":{"amount":"10.00","currency":"EUR"},
			 "deliveryTime":"P2D","questions":[%s]}""";

	private static final String QUESTION = "{\"key\":\"a\",\"kind\":\"%s\",\"prompt\":\"p\",\"%s\":[%s]}";

	@LocalServerPort
	private int port;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private Marketplace marketplace;

	@ParameterizedTest
	@ValueSource(strings = { "FILE accepts", "SINGLE_CHOICE choices", "MULTIPLE_CHOICE choices" })
	void what_a_question_offers(String kind) {
		String[] question = kind.split(" ");
		String service = SERVICE.formatted(QUESTION.formatted(question[0], question[1], many("\"a\"")));
		isRefused(freelancer().post("/api/listings", service), 1);
	}

	@Test
	void questions() {
		isRefused(freelancer().post("/api/listings", SERVICE.formatted(many("null"))), 100);
		isRefused(freelancer().post("/api/listings", SERVICE.formatted(many("{}"))), 100);
	}

	@Test
	void on_a_page_too() {
		Visitor lea = Visitor.stranger(this.port);
		lea.signIn(this.newcomers.freelancer(), Newcomers.PASSWORD);
		lea.readCsrf();
		HttpResponse<String> answer = assertTimeoutPreemptively(Duration.ofSeconds(20),
				() -> lea.form("/sell/listings", Map.of("title", "A fox", "questions[0].kind", "FILE",
						"questions[0].prompt", "p", "questions[0].accepts", "1,234,".repeat(MANY))));
		assertThat(answer.statusCode()).isEqualTo(400);
	}

	@Test
	void answers_and_kinds_of_notifications() {
		OrderScenario order = this.marketplace.anOrder().placed();
		Visitor client = Visitor.withPassword(this.port, order.client(), "orderflow");
		isRefused(client.post("/api/orders",
				"{\"listing\":\"" + order.listing() + "\",\"answers\":{" + keys("\"x\"") + "}}"), 100);
		Visitor other = Visitor.withPassword(this.port, this.newcomers.client(), Newcomers.PASSWORD);
		isRefused(other.put("/api/me/preferences", "{\"email\":{" + keys("true") + "}}"), 100);
	}

	@Test
	void what_is_wrong_is_told_back_in_part() {
		String kind = "k".repeat(10_000);
		HttpResponse<String> answer = Visitor.withPassword(this.port, this.newcomers.client(), Newcomers.PASSWORD)
			.put("/api/me/preferences", "{\"email\":{\"" + kind + "\":true},\"language\":\"" + kind + "\"}");
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.body()).contains("kkk…").hasSizeLessThan(3_000);
	}

	@Test
	void whatever_it_is_a_list_without_an_end_is_not_read() {
		HttpResponse<String> answer = freelancer().post("/api/listings",
				SERVICE.formatted(many("null") + "," + many("null") + "," + many("null")));
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.body()).contains("too-many-values").containsPattern("20.000");
	}

	private Visitor freelancer() {
		return Visitor.withPassword(this.port, this.newcomers.freelancer(), Newcomers.PASSWORD);
	}

	private static String many(String value) {
		return String.join(",", Collections.nCopies(MANY, value));
	}

	private static String keys(String value) {
		return IntStream.range(0, MANY).mapToObj((i) -> "\"k" + i + "\":" + value).collect(Collectors.joining(","));
	}

	private static void isRefused(HttpResponse<String> answer, int problems) {
		assertThat(answer.statusCode()).as(answer.body().substring(0, Math.min(500, answer.body().length())))
			.isEqualTo(400);
		assertThat((List<Object>) JsonPath.read(answer.body(), "$.errors")).hasSize(problems);
	}

}
