package io.orderflow.platform.web;

import java.net.http.HttpResponse;

import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** What browsers and proxies are told to forget, and not to tell. */
@OrderflowTest
class HeadersTest {

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@ValueSource(strings = { "/engine-rest/engine", "/engine-rest/task?maxResults=1", "/engine-rest/task/none",
			"/engine-rest/process-definition?maxResults=1", "/api/me", "/actuator/metrics" })
	void nothing_that_programs_read_is_kept(String path) {
		Visitor ada = Visitor.withPassword(this.port, "ada", "orderflow");
		isForgotten(ada.get(path));
		isForgotten(Visitor.stranger(this.port).get(path));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/camunda/api/engine/engine", "/camunda/api/engine/engine/default/task?maxResults=1",
			"/camunda/api/engine/engine/default/task/none", "/camunda/api/admin/auth/user/default", "/account",
			"/camunda/app/tasklist/default/", "/camunda/app/cockpit/default/" })
	void nor_what_pages_read(String path) {
		isForgotten(Visitor.signedIn(this.port, "ada").get(path));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/sign-in", "/camunda/app/tasklist/default/", "/camunda/app/cockpit/default/",
			"/swagger-ui/index.html", "/v3/api-docs", "/css/platform.css", "/actuator/health", "/nothing-here" })
	void no_link_tells_where_it_was(String path) {
		assertThat(Visitor.signedIn(this.port, "ada").get(path).headers().firstValue("Referrer-Policy"))
			.hasValue("same-origin");
	}

	private static void isForgotten(HttpResponse<String> answer) {
		assertThat(answer.headers().firstValue("Cache-Control")).as(answer.uri().toString())
			.hasValueSatisfying((cache) -> assertThat(cache).contains("no-store"));
		assertThat(answer.headers().firstValue("Referrer-Policy")).hasValue("same-origin");
	}

}
