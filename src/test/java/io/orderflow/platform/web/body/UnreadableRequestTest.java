package io.orderflow.platform.web.body;

import java.net.http.HttpResponse;

import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** What the server itself refuses is said as everything else is. */
@OrderflowTest
class UnreadableRequestTest {

	@LocalServerPort
	private int port;

	@Test
	void an_address_that_cannot_be_read_gets_problem_details() {
		HttpResponse<String> answer = Visitor.stranger(this.port).get("/api/orders/%00");
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.headers().firstValue("Content-Type")).get().asString().startsWith("application/problem+json");
		assertThat(answer.body()).contains("urn:orderflow:problem:bad-request").doesNotContain("<html");
	}

}
