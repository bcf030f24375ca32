package io.orderflow.platform.web.body;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** Nothing of what strangers send is read where nothing of theirs is taken. */
@OrderflowTest
class StrangersBodyTest {

	private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

	private static final String FORM = "application/x-www-form-urlencoded";

	@LocalServerPort
	private int port;

	/** Before, the server waited for it. */
	@ParameterizedTest
	@CsvSource({ "/api/orders, application/json, x, 403", "/api/orders, application/json, Bearer ofl_x, 401",
			"/api/orders, application/json, Basic bGVhOndyb25n, 401", "/api/nothing-here, text/plain, x, 403",
			"/engine-rest/task, application/json, x, 401",
			"/engine-rest/deployment/create, multipart/form-data; boundary=x, Basic YWRhOm9yZGVyZmxvdw==, 403",
			"/camunda/api/engine/engine/default/task, application/json, x, 401",
			"/camunda/api/cockpit/plugin/base/default/process-instance, application/json, x, 401",
			"/webauthn/register, application/json, x, 403", "/webauthn/register/options, application/json, x, 403",
			"/webauthn/authenticate/options, application/json, x, 403", "/actuator/metrics, application/json, x, 403",
			"/actuator/metrics, application/json, Basic bGVhOm9yZGVyZmxvdw==, 403", "/orders, application/json, x, 302",
			"/orders, " + FORM + ", x, 302" })
	void is_refused_before_any_of_it_has_come(String path, String type, String authorization, int status) {
		for (String length : new String[] { "Content-Length: 900000", "Transfer-Encoding: chunked" }) {
			try (SlowConnection stranger = new SlowConnection(this.port)) {
				String answer = stranger
					.head("POST " + path, "Content-Type: " + type, length, "Authorization: " + authorization)
					.beginning();
				assertThat(SlowConnection.status(answer)).as(length).isEqualTo(status);
			}
		}
	}

	/** Whoever is asked for a passkey brings nothing, and who adds one has signed in. */
	@ParameterizedTest
	@CsvSource({ "/webauthn/register, 401", "/webauthn/register/options, 401", "/webauthn/authenticate/options, 200" })
	void about_a_passkey_is_not_waited_for_even_from_a_page_of_ours(String path, int status) {
		Visitor stranger = Visitor.stranger(this.port);
		Matcher token = TOKEN.matcher(stranger.get("/sign-in").body());
		assertThat(token.find()).isTrue();
		try (SlowConnection connection = new SlowConnection(this.port)) {
			String answer = connection
				.head("POST " + path, "Content-Type: application/json", "Content-Length: 9000",
						"Cookie: " + stranger.cookie(), "X-CSRF-TOKEN: " + token.group(1))
				.beginning();
			assertThat(SlowConnection.status(answer)).isEqualTo(status);
		}
	}

	/** A program that sends all of it before it reads hears what was wrong, too. */
	@Test
	void is_answered_where_it_comes_nevertheless() {
		Visitor stranger = Visitor.stranger(this.port);
		HttpResponse<String> answer = stranger.send(stranger.request("/api/orders")
			.header("Authorization", "Bearer ofl_x")
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofByteArray(new byte[900_000])));
		assertThat(answer.statusCode()).isEqualTo(401);
		assertThat(answer.body()).contains("urn:orderflow:problem:token-not-known");
		assertThat(stranger.get("/sign-in").statusCode()).isEqualTo(200);
	}

	/** Whose session has ended under a page signs in and is back there. */
	@Test
	void of_a_form_no_more_is_read_than_of_the_forms_of_strangers() {
		Visitor stranger = Visitor.stranger(this.port);
		Matcher token = TOKEN.matcher(stranger.get("/sign-in").body());
		assertThat(token.find()).isTrue();
		for (int length : new int[] { 10, LargeBody.FROM + 1 }) {
			HttpResponse<String> answer = stranger.send(stranger.request("/orders/x/note")
				.header("Content-Type", FORM)
				.header("Referer", "http://localhost:" + this.port + "/orders/x")
				.POST(BodyPublishers.ofString("_csrf=" + token.group(1) + "&note=" + "x".repeat(length))));
			assertThat(answer.statusCode()).isEqualTo(302);
			assertThat(answer.headers().firstValue("Location").orElse("")).contains("/sign-in");
			assertThat(stranger.cookie()).contains("REDIRECT_URI=");
		}
	}

	@Test
	void what_is_sent_after_signing_in_is_read_as_before() {
		Visitor lea = Visitor.signedIn(this.port, "lea");
		HttpResponse<String> answer = lea.form("/test-problems/shown", Map.of("message", "x".repeat(100_000)));
		assertThat(answer.statusCode()).isEqualTo(200);
	}

}
