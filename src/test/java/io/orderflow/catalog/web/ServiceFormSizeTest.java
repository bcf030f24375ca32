package io.orderflow.catalog.web;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The form of a service, shown again with what a browser sent: never more than a
 * megabyte.
 */
@OrderflowTest
class ServiceFormSizeTest {

	private static final int MOST = 1_000_000;

	@LocalServerPort
	private int port;

	@Autowired
	private Newcomers newcomers;

	private Visitor freelancer;

	@BeforeEach
	void signIn() {
		this.freelancer = Visitor.stranger(this.port);
		this.freelancer.signIn(this.newcomers.freelancer(), Newcomers.PASSWORD);
		this.freelancer.readCsrf();
	}

	@Test
	void as_many_questions_as_a_service_has_are_shown() {
		HttpResponse<String> page = shown(50, (i) -> "questions[" + i + "].prompt=" + "%22".repeat(500));
		assertThat(page.statusCode()).isEqualTo(200);
		assertThat(page.body()).contains("question-49-prompt").hasSizeLessThan(MOST);
	}

	@Test
	void rows_without_end_are_not() {
		assertThat(shown(900, (i) -> "questions[" + i + "].key=").statusCode()).isEqualTo(413);
		assertThat(shown(900, (i) -> "pictures[" + i + "].id=x").statusCode()).isEqualTo(413);
		assertThat(sent("submit", 900, (i) -> "questions[" + i + "].key=").statusCode()).isEqualTo(413);
	}

	@Test
	void nor_is_a_text_that_no_service_has() {
		assertThat(shown(1, (i) -> "description=" + "%22".repeat(300_000)).statusCode()).isEqualTo(413);
	}

	private HttpResponse<String> shown(int rows, IntFunction<String> field) {
		return sent("show", rows, field);
	}

	private HttpResponse<String> sent(String action, int rows, IntFunction<String> field) {
		String form = IntStream.range(0, rows).mapToObj(field).collect(Collectors.joining("&"));
		return this.freelancer.send(this.freelancer.request("/sell/listings")
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString("action=" + action + "&" + form)));
	}

}
