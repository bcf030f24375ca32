package io.orderflow.order.web;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** A line that hides another in it is refused wherever a text is kept in one line. */
@OrderflowTest
class OneLineTest {

	@LocalServerPort
	private int port;

	@Autowired
	private Newcomers newcomers;

	private final ObjectMapper json = new ObjectMapper();

	@ParameterizedTest
	@ValueSource(strings = { "Name\r\nBcc: everybody@elsewhere.example", "Name\nSecond", "Name\rSecond",
			"Name\u001b[2J", "Name\u0085Second", "Name\u2028Second", "Name\tSecond" })
	void it_is_refused_with_a_sentence_at_its_field(String text) {
		List<HttpResponse<String>> refused = new ArrayList<>();
		Visitor freelancer = by(this.newcomers.freelancer());
		Map<String, Object> price = Map.of("amount", "120", "currency", "EUR");
		refused.add(freelancer.post("/api/listings", written(Map.of("title", text, "description", "Three proposals.",
				"language", "en", "price", price, "deliveryTime", "P2D"))));
		refused.add(freelancer.post("/api/listings",
				written(Map.of("title", "Logo", "description", "Three.", "language", "en", "price", price,
						"deliveryTime", "P2D", "questions",
						List.of(Map.of("key", "style", "kind", "text", "prompt", text, "mandatory", true))))));
		refused.add(freelancer.post("/api/ready-messages", written(Map.of("title", text, "text", "Two\nlines"))));
		refused.add(
				freelancer.post("/api/me/tokens", written(Map.of("name", text, "scopes", List.of("READ"), "days", 1))));
		for (HttpResponse<String> answer : refused) {
			assertThat(answer.statusCode()).as(answer.uri() + " " + answer.body()).isEqualTo(400);
			assertThat(answer.body()).contains("one-line-only", "Please write this in one line.");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "Ines\r\nBcc: everybody", "Ines\u2028x" })
	void nobody_registers_with_one(String name) {
		Visitor stranger = Visitor.stranger(this.port).reading("en");
		stranger.readCsrf();
		HttpResponse<String> answer = stranger.form("/register", Map.of("firstName", name, "lastName", "Silva", "email",
				UUID.randomUUID() + "@orderflow.example", "roles", "clients"));
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.body()).contains("firstName-error", "Please write this in one line.");
	}

	@Test
	void what_people_write_has_as_many_lines_as_they_like() {
		assertThat(by(this.newcomers.freelancer())
			.post("/api/ready-messages", written(Map.of("title", "Thanks", "text", "Thank you.\r\n\tSee you.")))
			.statusCode()).isEqualTo(201);
	}

	private Visitor by(String person) {
		return Visitor.withPassword(this.port, person, Newcomers.PASSWORD).reading("en");
	}

	private String written(Object body) {
		try {
			return this.json.writeValueAsString(body);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

}
