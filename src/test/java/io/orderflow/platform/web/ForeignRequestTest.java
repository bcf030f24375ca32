package io.orderflow.platform.web;

import java.io.IOException;
import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.UUID;

import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where a request comes from, as browsers say it, old ones and new ones; in a real one
 * {@code ForeignPageTest} looks at it.
 */
@OrderflowTest
class ForeignRequestTest {

	private static final String BODY = "{\"name\":\"a\",\"count\":1}";

	@LocalServerPort
	private int port;

	private HttpResponse<String> sent(String method, String path, String... headers) {
		Visitor ada = Visitor.withPassword(this.port, "ada", "orderflow").reading("en");
		HttpRequest.Builder request = ada.request(path).header("Content-Type", "application/json");
		for (int i = 0; i < headers.length; i += 2) {
			request.header(headers[i], headers[i + 1].replace("{port}", String.valueOf(this.port)));
		}
		return ada.send(
				request.method(method, method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString(BODY)));
	}

	private static void isRefused(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).as(answer.uri() + " " + answer.body()).isEqualTo(403);
		assertThat(answer.body()).contains("urn:orderflow:problem:foreign-request");
	}

	@ParameterizedTest
	@CsvSource({ "Sec-Fetch-Site, cross-site", "Sec-Fetch-Site, same-site", "Sec-Fetch-Site, anything",
			"Origin, http://elsewhere.example", "Origin, http://localhost:1", "Origin, http://127.0.0.1:{port}",
			"Origin, null", "Origin, ''", "Origin, http://localhost:{port}.elsewhere.example",
			"Origin, http://elsewhere.example/://localhost:{port}", "Origin, http://user@localhost:{port}" })
	void what_a_foreign_page_sends_is_refused(String header, String value) {
		for (String path : List.of("/api/test-problems/body", "/api/files", "/engine-rest/history/cleanup",
				"/engine-rest/task", "/camunda/api/engine/engine/default/task", "/actuator/metrics")) {
			isRefused(sent("POST", path, header, value));
			isRefused(sent("PUT", path, header, value));
			isRefused(sent("OPTIONS", path, header, value));
			isRefused(sent("GET", path, header, value));
		}
		HttpResponse<String> page = sent("POST", "/account", header, value, "Accept", "text/html");
		assertThat(page.statusCode()).isEqualTo(403);
		assertThat(page.body()).contains("Another site’s page sent this; nothing was done.", "<main");
	}

	@ParameterizedTest
	@CsvSource({ "Sec-Fetch-Site, same-origin", "Sec-Fetch-Site, none", "Origin, http://localhost:{port}",
			"Origin, https://localhost:{port}", "Origin, HTTP://LOCALHOST:{port}", "User-Agent, curl/8" })
	void what_our_own_pages_and_programs_send_is_taken(String header, String value) {
		assertThat(sent("POST", "/api/test-problems/body", header, value).statusCode()).isEqualTo(200);
		assertThat(sent("GET", "/api/me", header, value).statusCode()).isEqualTo(200);
		assertThat(sent("GET", "/engine-rest/engine", header, value).statusCode()).isEqualTo(200);
		assertThat(sent("GET", "/actuator/metrics", header, value).statusCode()).isEqualTo(200);
	}

	@Test
	void where_people_reach_us_is_ours_though_a_proxy_asks_under_another_name() {
		// orderflow.public-url of the tests
		String own = "http://localhost:0";
		assertThat(sent("POST", "/api/test-problems/body", "Origin", own).statusCode()).isEqualTo(200);
		assertThat(sent("POST", "/api/test-problems/body", "Origin", own, "Sec-Fetch-Site", "cross-site").statusCode())
			.isEqualTo(200);
		isRefused(sent("POST", "/api/test-problems/body", "Origin", "http://localhost:{port}", "Sec-Fetch-Site",
				"cross-site"));
	}

	@Test
	void a_link_elsewhere_leads_to_pages_and_files_but_not_to_the_engine() {
		String[] followed = { "Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest",
				"document" };
		assertThat(sent("GET", "/api/me", followed).statusCode()).isEqualTo(200);
		assertThat(sent("GET", "/sign-in", followed).statusCode()).isEqualTo(200);
		for (String path : List.of("/engine-rest/engine", "/engine-rest/task", "/camunda/api/engine/engine",
				"/actuator/metrics")) {
			isRefused(sent("GET", path, followed));
		}
		String[] framed = { "Sec-Fetch-Site", "same-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "iframe" };
		assertThat(sent("GET", "/sign-in", framed).statusCode()).isEqualTo(403);
		isRefused(sent("POST", "/api/test-problems/body", followed));
	}

	@Test
	void a_mail_program_may_follow_the_link_of_a_mail_from_anywhere() {
		for (String origin : List.of("null", "https://mail.example")) {
			assertThat(sent("POST", "/unsubscribe/nonsense", "Origin", origin, "Sec-Fetch-Site", "cross-site")
				.statusCode()).isNotEqualTo(403);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/me", "/engine-rest/engine", "/actuator/metrics" })
	void programs_are_asked_for_a_password_and_browsers_are_not(String path) throws Exception {
		Visitor stranger = Visitor.stranger(this.port);
		HttpResponse<String> program = stranger.get(path);
		assertThat(program.statusCode()).isEqualTo(401);
		assertThat(program.headers().firstValue("WWW-Authenticate"))
			.hasValue("Basic realm=\"Orderflow\", charset=\"UTF-8\"");
		assertThat(program.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		for (List<String> browser : List.of(List.of("Sec-Fetch-Mode", "cors"),
				List.of("Accept", "text/html,application/xhtml+xml"),
				List.of("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101"))) {
			for (Visitor visitor : List.of(stranger,
					Visitor.withPassword(this.port, "nobody" + UUID.randomUUID(), "wrong"))) {
				HttpResponse<String> answer = visitor
					.send(visitor.request(path).header(browser.get(0), browser.get(1)).GET());
				assertThat(answer.statusCode()).isEqualTo(401);
				assertThat(answer.headers().firstValue("WWW-Authenticate")).isEmpty();
			}
		}
		assertThat(withAuthenticator(path).statusCode()).isEqualTo(200);
	}

	/** Java's own client sends a password only where it is asked for one. */
	private HttpResponse<String> withAuthenticator(String path) throws IOException, InterruptedException {
		HttpClient client = HttpClient.newBuilder().authenticator(new Authenticator() {

			@Override
			protected PasswordAuthentication getPasswordAuthentication() {
				return new PasswordAuthentication("ada", "orderflow".toCharArray());
			}

		}).build();
		return client.send(HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path)).build(),
				BodyHandlers.ofString());
	}

}
