package io.orderflow.platform.web;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;

import io.orderflow.LoggedLines;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** What callers get for their errors and for ours. */
@OrderflowTest
class ProblemsTest {

	@LocalServerPort
	private int port;

	private Visitor lea() {
		return Visitor.withPassword(this.port, "lea", "orderflow");
	}

	private static void isProblem(HttpResponse<String> answer, int status, String code) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
		assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertThat(answer.body()).contains("\"type\":\"urn:orderflow:problem:" + code + "\"").contains("\"detail\":");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { "{                      | bad-json        | body",
			"[]                     | bad-json        | body", "``                     | bad-json        | body",
			"{\"name\":\"a\",\"count\":\"x\"} | wrong-json-type | count",
			"{\"name\":\"a\",\"count\":1.5} | wrong-json-type | count",
			"{\"name\":\"a\",\"count\":1E-9} | wrong-json-type | count",
			"{\"name\":\"a\",\"name\":\"b\"} | bad-json      | body",
			"{\"name\":\"a\",\"other\":1}   | unknown-field   | other" })
	void unreadable_json_is_named(String body, String code, String field) {
		HttpResponse<String> answer = lea().post("/api/test-problems/body", body);
		isProblem(answer, 400, code);
		assertThat(answer.body()).contains("\"field\":\"" + field + "\"");
	}

	@Test
	void what_is_wrong_with_a_request_is_named_in_the_readers_language() {
		HttpResponse<String> number = lea().get("/api/test-problems/number/x");
		isProblem(number, 400, "wrong-type");
		assertThat(number.body()).contains("«\u00a0number\u00a0» n’est pas du bon type.");
		isProblem(lea().get("/api/test-problems/header"), 400, "missing-header");
		isProblem(lea().get("/api/test-problems/parameter"), 400, "missing-parameter");
		isProblem(lea().get("/api/test-problems/nothing-here"), 404, "unknown-path");
		isProblem(lea().post("/api/test-problems/changed", "{}"), 405, "method-not-allowed");
		isProblem(lea().send(lea().request("/api/test-problems/body")
			.header("Content-Type", "text/plain")
			.POST(BodyPublishers.ofString("x"))), 415, "media-type-not-supported");
		isProblem(lea().send(lea().request("/api/me").header("Accept", "text/csv").GET()), 406, "not-acceptable");
	}

	@Test
	void who_loses_a_race_is_told_so() {
		isProblem(lea().get("/api/test-problems/changed"), 409, "changed-meanwhile");
		isProblem(lea().get("/api/test-problems/wrapped"), 409, "changed-meanwhile");
	}

	@Test
	void an_error_of_ours_tells_no_secrets() {
		HttpResponse<String> answer = lea().get("/api/test-problems/ours");
		isProblem(answer, 500, "internal-error");
		assertThat(answer.body()).doesNotContain("secret");
	}

	/** Whatever else is odd about the form that it fails over. */
	@Test
	void a_form_that_we_fail_to_bind_is_an_error_of_ours_and_logged() {
		Visitor lea = lea();
		String form = "/api/test-problems/form";
		for (String fields : List.of("name=ours", "name=ours&other.x=1", "name=ours&other[0]=1")) {
			try (LoggedLines log = new LoggedLines()) {
				isProblem(sent(lea, form, fields), 500, "internal-error");
				assertThat(log.traces("POST " + form + " failed")).as(fields).hasSize(1);
			}
		}
		for (String address : List.of("/api/test-problems/secret/ours", "/api/test-problems/form?secret=ours")) {
			try (LoggedLines log = new LoggedLines()) {
				HttpResponse<String> answer = address.contains("?") ? lea.post(address, "") : lea.get(address);
				isProblem(answer, 500, "internal-error");
				assertThat(answer.body()).doesNotContain("secret\"");
				assertThat(log.traces("failed")).as(address).hasSize(1);
			}
		}
		try (LoggedLines log = new LoggedLines()) {
			assertThat(sent(lea, form, "name=a").body()).isEqualTo("a");
			isProblem(lea.get("/api/test-problems/secret/theirs"), 400, "wrong-type");
			assertThat(sent(lea, form, "name[0]=x").statusCode()).isEqualTo(400);
			assertThat(log.traces("failed")).isEmpty();
		}
	}

	private static HttpResponse<String> sent(Visitor sender, String path, String form) {
		return sender.send(sender.request(path)
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString(form)));
	}

	/** Where an expired form leads back to is told by the browser, and stays here. */
	@Test
	void nobody_is_led_elsewhere_by_an_expired_form() {
		Visitor lea = Visitor.signedIn(this.port, "lea").withoutToken();
		for (String page : List.of("//elsewhere.example/", "//elsewhere.example/account?a=b")) {
			HttpResponse<String> answer = lea.send(lea.request("/account")
				.header("Accept", "text/html")
				.header("Referer", "http://localhost:" + this.port + page)
				.POST(BodyPublishers.noBody()));
			assertThat(answer.statusCode()).isEqualTo(403);
			assertThat(answer.body()).doesNotContain("elsewhere.example");
		}
	}

	@Test
	void an_address_that_makes_no_sense_is_no_fault_of_ours() {
		Visitor reader = Visitor.stranger(this.port).reading("fr");
		HttpResponse<String> page = reader.send(reader.request("/orders//diagram").header("Accept", "text/html").GET());
		assertThat(page.statusCode()).isEqualTo(400);
		assertThat(page.body()).contains("Cette requête est incompréhensible.").contains("lang=\"fr\"");
		isProblem(lea().get("/api//orders"), 400, "bad-request");
		for (String path : List.of("/engine-rest;x=1/task", "/engine%2Drest/task", "//engine-rest/task",
				"/css/../engine-rest/task", "/camunda//api/engine/engine/default/user",
				"/camunda/api//engine/engine/default/user", "/camunda/lib/../api/engine/engine/default/user")) {
			isProblem(lea().get(path), 400, "bad-request");
		}
	}

	/** Whatever its path says: strangers make no line of it that anybody has to read. */
	@ParameterizedTest
	@ValueSource(strings = { "/camunda;x/api/admin/x", "/camunda;x/app/", "/engine-rest;x=1/task", "/api;x/orders" })
	void a_stranger_who_puts_parameters_into_a_path_is_refused_and_fills_no_log(String path) {
		try (LoggedLines log = new LoggedLines()) {
			isProblem(Visitor.stranger(this.port).get(path), 400, "bad-request");
			assertThat(log.with(";x")).hasSizeLessThanOrEqualTo(1);
			assertThat(log.errors()).isEmpty();
		}
	}

	@Test
	void the_page_of_an_error_is_headed_by_what_it_means() {
		Visitor lea = Visitor.signedIn(this.port, "lea");
		HttpResponse<String> none = lea.get("/orders/OF-NONE-0000");
		assertThat(none.statusCode()).isEqualTo(404);
		assertThat(none.body()).contains("<title>Il n’y a rien ici · Orderflow</title>", "<h1>Il n’y a rien ici</h1>",
				"<a href=\"/services\">Services</a>");
		HttpResponse<String> closed = lea.send(lea.request("/audit").header("Accept", "text/html").GET());
		assertThat(closed.statusCode()).isEqualTo(403);
		assertThat(closed.body()).contains("<h1>Cette page ne vous est pas ouverte</h1>");
	}

	@Test
	void who_asks_for_the_page_of_errors_has_met_none() {
		isProblem(lea().get("/error"), 404, "unknown-path");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/nothing-here", "/services/abc", "/conversations/1", "/sell/listings/x" })
	void a_page_that_is_not_there_says_so_on_a_page(String path) {
		HttpResponse<String> answer = Visitor.signedIn(this.port, "lea").get(path);
		assertThat(answer.statusCode()).isEqualTo(404);
		assertThat(answer.body()).contains("Il n’y a rien à cette adresse.").contains("lang=\"fr\"");
		assertThat(answer.body()).as("the menu, and a way back").contains("class=\"top\"", "href=\"/\"");
		assertThat(answer.body()).contains("name=\"description\" content=\"Le bureau");
	}

}
