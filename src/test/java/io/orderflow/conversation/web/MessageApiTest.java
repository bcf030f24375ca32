package io.orderflow.conversation.web;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;

import com.jayway.jsonpath.JsonPath;
import io.orderflow.BareOrders;
import io.orderflow.BareOrders.BareOrder;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import io.orderflow.conversation.ConversationService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** An order's conversation over HTTP. */
@OrderflowTest
class MessageApiTest {

	@LocalServerPort
	private int port;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private ConversationService conversations;

	@Autowired
	private BareOrders orders;

	private String path;

	private Visitor client;

	private Visitor freelancer;

	@BeforeEach
	void order() {
		String clientId = this.newcomers.client();
		String freelancerId = this.newcomers.freelancer();
		BareOrder order = this.orders.placed(clientId, freelancerId);
		this.conversations.openForOrder(order.id(), order.number(), "Storyboard", clientId, freelancerId);
		this.path = "/api/orders/" + order.number() + "/messages";
		this.client = visitor(clientId);
		this.freelancer = visitor(freelancerId);
	}

	@Test
	void a_message_with_a_file_reaches_the_other_side() {
		HttpResponse<String> uploaded = this.client.send(this.client.request("/api/files?name=brief.txt")
			.header("Content-Type", "application/octet-stream")
			.POST(BodyPublishers.ofString("a brief")));
		String file = JsonPath.read(uploaded.body(), "$.files[0].id");
		HttpResponse<String> posted = this.client.post(this.path,
				"{\"message\": \"See the brief.\", \"files\": [\"" + file + "\"]}");
		assertThat(posted.statusCode()).isEqualTo(201);

		HttpResponse<String> read = this.freelancer.get(this.path);
		assertThat((String) JsonPath.read(read.body(), "$.items[0].text")).isEqualTo("See the brief.");
		String href = JsonPath.read(read.body(), "$.items[0].files[0].href");
		assertThat(this.freelancer.get(href).body()).isEqualTo("a brief");
		assertThat(JsonPath.read(this.freelancer.get("/api/notifications").body(), "$.unread").toString())
			.isEqualTo("1");
	}

	@Test
	void a_repeat_with_the_same_key_returns_the_message_there_is() {
		String first = postOnce("Hello").body();
		assertThat((String) JsonPath.read(postOnce("Hello").body(), "$.id")).isEqualTo(JsonPath.read(first, "$.id"));
		assertThat(postOnce("Other").statusCode()).isEqualTo(422);
		assertThat((List<?>) JsonPath.read(this.client.get(this.path).body(), "$.items")).hasSize(1);
	}

	@Test
	void what_is_wrong_is_told() {
		assertThat(this.client.post(this.path, "{\"message\": \" \"}").statusCode()).isEqualTo(400);
		assertThat(this.client.post(this.path, "{}").statusCode()).isEqualTo(400);
		assertThat(this.client.post(this.path, "{\"message\": \"x\", \"files\": [null]}").statusCode()).isEqualTo(400);
		assertThat(this.client.post(this.path, "{\"message\": \"x\", \"files\": [\"y\"]}").statusCode()).isEqualTo(400);
		HttpResponse<String> unknown = this.client.post(this.path,
				"{\"message\": \"x\", \"files\": [\"" + UUID.randomUUID() + "\"]}");
		assertThat(unknown.statusCode()).isEqualTo(400);
		assertThat((String) JsonPath.read(unknown.body(), "$.errors[0].field")).isEqualTo("files");
		assertThat(this.client.post(this.path, "{\"message\": \"" + "x".repeat(20_001) + "\"}").statusCode())
			.isEqualTo(400);
		assertThat((List<?>) JsonPath.read(this.client.get(this.path).body(), "$.items")).isEmpty();
	}

	@Test
	void a_stranger_is_told_that_there_is_no_such_order() {
		Visitor stranger = visitor(this.newcomers.client());
		assertThat(stranger.get(this.path).statusCode()).isEqualTo(404);
		assertThat(stranger.post(this.path, "{\"message\": \"Hi\"}").statusCode()).isEqualTo(404);
	}

	private HttpResponse<String> postOnce(String text) {
		return this.client.send(this.client.request(this.path)
			.header("Content-Type", "application/json")
			.header("Idempotency-Key", "once")
			.POST(BodyPublishers.ofString("{\"message\": \"" + text + "\"}")));
	}

	private Visitor visitor(String account) {
		return Visitor.withPassword(this.port, account, Newcomers.PASSWORD);
	}

}
