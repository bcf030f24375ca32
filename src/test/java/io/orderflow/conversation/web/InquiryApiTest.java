package io.orderflow.conversation.web;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderflow.BareOrders;
import io.orderflow.BareOrders.BareOrder;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import io.orderflow.conversation.ConversationService;
import io.orderflow.platform.UserStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** Who may write to whom without an order (S5, S6, S8), over HTTP. */
@OrderflowTest
class InquiryApiTest {

	private static final ObjectMapper JSON = new ObjectMapper();

	private static final String PATH = "/api/conversations";

	@LocalServerPort
	private int port;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private BareOrders orders;

	@Autowired
	private ConversationService conversations;

	@Autowired
	private UserStore users;

	private String clientId;

	private String freelancerId;

	private Visitor client;

	private Visitor freelancer;

	@BeforeEach
	void people() {
		this.clientId = this.newcomers.client();
		this.freelancerId = this.orders.onSale(this.newcomers.freelancer());
		this.client = visitor(this.clientId);
		this.freelancer = visitor(this.freelancerId);
	}

	@Test
	void a_client_asks_before_ordering_and_the_freelancer_answers() {
		JsonNode asked = asks("Do you draw foxes?");
		assertThat(asked.at("/kind").asText()).isEqualTo("INQUIRY");
		assertThat(asked.at("/role").asText()).isEqualTo("CLIENT");
		assertThat(asked.at("/other/id").asText()).isEqualTo(this.freelancerId);
		assertThat(asked.at("/other/name").asText()).isEqualTo("Noah Newcomer");
		assertThat(asked.at("/last/text").asText()).isEqualTo("Do you draw foxes?");

		JsonNode told = read(this.freelancer.get("/api/notifications"), 200).at("/items/0");
		assertThat(told.at("/title").asText()).isEqualTo("Camille Newcomer wrote to you");
		assertThat(told.at("/text").asText()).isEqualTo("A new message outside any order.");
		assertThat(told.at("/link").asText()).isEqualTo("/conversations/" + asked.at("/id").asText());

		read(this.freelancer.post(messages(asked), "{\"message\":\"Gladly.\"}"), 201);
		assertThat(texts(this.client, asked)).containsExactly("Gladly.", "Do you draw foxes?");
		assertThat(read(this.client.get("/api/notifications"), 200).at("/items/0/title").asText())
			.isEqualTo("Noah Newcomer vous a écrit");
	}

	@Test
	void the_two_have_one_inquiry_whoever_writes_next() {
		JsonNode first = asks("One");
		assertThat(asks("Two").at("/id")).isEqualTo(first.at("/id"));
		JsonNode answered = read(
				this.freelancer.post(PATH, "{\"client\":\"%s\",\"message\":\"Three\"}".formatted(this.clientId)), 201);
		assertThat(answered.at("/id")).isEqualTo(first.at("/id"));
		assertThat(answered.at("/role").asText()).isEqualTo("FREELANCER");
		assertThat(texts(this.client, first)).containsExactly("Three", "Two", "One");
	}

	@Test
	void a_freelancer_cannot_make_first_contact_and_reads_the_rule() {
		for (String body : List.of("{\"client\":\"%s\",\"message\":\"Buy!\"}",
				"{\"freelancer\":\"%s\",\"message\":\"Buy!\"}")) {
			JsonNode refused = read(this.freelancer.post(PATH, body.formatted(this.clientId)), 403);
			assertThat(refused.at("/type").asText()).isEqualTo("urn:orderflow:problem:first-contact");
			assertThat(refused.at("/detail").asText())
				.isEqualTo("A freelancer cannot make first contact: you can write to a client who has written to you"
						+ " first, or who has placed an order with you.");
		}
		assertThat(read(this.client.get(PATH), 200).at("/items")).isEmpty();
		assertThat(read(this.client.get("/api/notifications"), 200).at("/items")).isEmpty();
	}

	@Test
	void the_rule_is_told_in_the_readers_language() {
		String french = this.newcomers.person("Leo", Locale.FRENCH, UserStore.FREELANCERS);
		JsonNode refused = read(
				visitor(french).post(PATH, "{\"client\":\"%s\",\"message\":\"Bonjour\"}".formatted(this.clientId)),
				403);
		assertThat(refused.at("/detail").asText()).startsWith("Un freelance ne peut pas prendre contact le premier");
	}

	@Test
	void whether_there_is_such_a_client_is_not_given_away() {
		String known = this.freelancer.post(PATH, "{\"client\":\"%s\",\"message\":\"x\"}".formatted(this.clientId))
			.body();
		assertThat(this.freelancer.post(PATH, "{\"client\":\"nobody\",\"message\":\"x\"}").body()).isEqualTo(known);
	}

	/**
	 * Ids are made of names: whoever tries them reads of one who sells nothing what is
	 * said of somebody who is not there.
	 */
	@Test
	void nor_is_whether_there_is_such_a_freelancer_but_of_whom_anybody_finds_or_the_client_knows() {
		String unknown = this.newcomers.freelancer();
		String gone = told("nobody");
		assertThat(gone).startsWith("404").contains("freelancer-unknown");
		assertThat(List.of(told(unknown), told(this.newcomers.client()), told("worker"), told("mona")))
			.containsOnly(gone);
		assertThat(read(this.client.get(PATH), 200).at("/items")).isEmpty();
		assertThat(read(visitor(unknown).get("/api/notifications"), 200).at("/items")).isEmpty();

		orderOf(this.clientId, unknown);
		assertThat(told(unknown)).startsWith("201");
		String other = this.newcomers.client();
		read(visitor(other).post(PATH, json(Map.of("freelancer", unknown, "message", "Hello"))), 404);
		this.orders.onSale(unknown);
		read(visitor(other).post(PATH, json(Map.of("freelancer", unknown, "message", "Hello"))), 201);
	}

	/** What a client is told who writes to somebody, with no more than that name. */
	private String told(String freelancer) {
		HttpResponse<String> answer = this.client.post(PATH, json(Map.of("freelancer", freelancer, "message", "x")));
		return answer.statusCode() + answer.body().replace(freelancer, "…");
	}

	@Test
	void an_order_between_them_lets_the_freelancer_write_outside_it_too() {
		orderOf(this.clientId, this.freelancerId);
		JsonNode opened = read(
				this.freelancer.post(PATH, "{\"client\":\"%s\",\"message\":\"Thank you\"}".formatted(this.clientId)),
				201);
		assertThat(opened.at("/kind").asText()).isEqualTo("INQUIRY");
		assertThat(texts(this.client, opened)).containsExactly("Thank you");
	}

	@Test
	void an_order_the_other_way_round_is_no_leave_to_write() {
		String both = this.newcomers.freelancer();
		this.users.join(both, UserStore.CLIENTS);
		orderOf(both, this.freelancerId);
		this.users.join(this.freelancerId, UserStore.CLIENTS);
		read(visitor(both).post(PATH, "{\"client\":\"%s\",\"message\":\"Buy!\"}".formatted(this.freelancerId)), 403);
		// as a client of the other, the same person may
		read(visitor(both).post(PATH, "{\"freelancer\":\"%s\",\"message\":\"Hello\"}".formatted(this.freelancerId)),
				201);
		read(this.freelancer.post(PATH, "{\"freelancer\":\"%s\",\"message\":\"Hi\"}".formatted(both)), 201);
		assertThat(read(this.freelancer.get(PATH + "?with=" + both), 200).at("/items")).hasSize(3);
	}

	@Test
	void an_inquiry_stays_after_an_order_was_placed() {
		JsonNode asked = asks("Before");
		orderOf(this.clientId, this.freelancerId);
		read(this.client.post(messages(asked), "{\"message\":\"After\"}"), 201);
		assertThat(texts(this.freelancer, asked)).containsExactly("After", "Before");
		assertThat(read(this.client.get(PATH), 200).at("/items")).hasSize(2);
	}

	@Test
	void nobody_writes_to_themselves_or_to_nobody() {
		JsonNode oneself = read(
				this.client.post(PATH, "{\"freelancer\":\"%s\",\"message\":\"Me\"}".formatted(this.clientId)), 400);
		assertThat(oneself.at("/errors/0/field").asText()).isEqualTo("freelancer");
		assertThat(oneself.at("/type").asText()).endsWith(":to-oneself");
		for (String nobody : List.of("nobody", this.newcomers.client(), "worker", "'; --", "é".repeat(500))) {
			JsonNode unknown = read(this.client.post(PATH, json(Map.of("freelancer", nobody, "message", "Hello"))),
					404);
			assertThat(unknown.at("/type").asText()).endsWith(":freelancer-unknown");
		}
		read(this.client.post(PATH, json(Map.of("freelancer", "a\0b", "message", "Hello"))), 400);
		read(this.client.post(PATH, "{\"message\":\"Hello\"}"), 400);
		read(this.client.post(PATH, json(Map.of("freelancer", this.freelancerId, "client", "x", "message", "Hello"))),
				400);
		assertThat(read(this.client.get(PATH), 200).at("/items")).isEmpty();
	}

	@Test
	void who_sells_and_buys_nothing_asks_nobody() {
		Visitor moderator = visitor(this.newcomers.moderator());
		JsonNode refused = read(moderator.post(PATH, json(Map.of("freelancer", this.freelancerId, "message", "x"))),
				403);
		assertThat(refused.at("/type").asText()).endsWith(":inquiry-clients-only");
	}

	@Test
	void a_refused_first_message_opens_nothing() {
		for (String message : List.of("", " \n ", "x".repeat(20_001))) {
			JsonNode refused = read(
					this.client.post(PATH, json(Map.of("freelancer", this.freelancerId, "message", message))), 400);
			assertThat(refused.at("/errors/0/field").asText()).isEqualTo("message");
			if (message.length() > 100) {
				assertThat(refused.at("/detail").asText().replaceAll("\\D", "")).isEqualTo("2000020001");
			}
		}
		read(this.client.post(PATH,
				json(Map.of("freelancer", this.freelancerId, "message", "x", "files", List.of(UUID.randomUUID())))),
				400);
		assertThat(read(this.client.get(PATH), 200).at("/items")).isEmpty();
		read(this.client.post(PATH, json(Map.of("freelancer", this.freelancerId, "message", "🖌".repeat(20_000)))),
				201);
	}

	@Test
	void strangers_and_unknown_conversations_are_not_there() {
		JsonNode asked = asks("Between us");
		Visitor stranger = visitor(this.newcomers.freelancer());
		String unknown = PATH + "/" + UUID.randomUUID();
		for (String path : List.of(PATH + "/" + asked.at("/id").asText(), unknown)) {
			assertThat(stranger.get(path).statusCode()).isEqualTo(404);
			assertThat(stranger.get(path + "/messages").statusCode()).isEqualTo(404);
			assertThat(stranger.post(path + "/messages", "{\"message\":\"x\"}").statusCode()).isEqualTo(404);
			assertThat(stranger.post(path + "/read", json(Map.of("upTo", UUID.randomUUID()))).statusCode())
				.isEqualTo(404);
			assertThat(
					stranger.get("/api/ready-messages?conversation=" + path.substring(PATH.length() + 1)).statusCode())
				.isEqualTo(404);
		}
		assertThat(Visitor.stranger(this.port).get(PATH).statusCode()).isEqualTo(401);
	}

	@Test
	void a_repeat_with_the_same_key_writes_once() {
		JsonNode first = read(asksOnce("Once"), 201);
		assertThat(read(asksOnce("Once"), 201).at("/last/id")).isEqualTo(first.at("/last/id"));
		assertThat(asksOnce("Twice").statusCode()).isEqualTo(422);
		assertThat(texts(this.client, first)).containsExactly("Once");
	}

	@Test
	void two_first_messages_at_once_open_one_inquiry() throws Exception {
		CyclicBarrier together = new CyclicBarrier(2);
		ExecutorService both = Executors.newFixedThreadPool(2);
		try {
			Callable<JsonNode> ask = () -> {
				together.await();
				return asks("Hello");
			};
			List<Future<JsonNode>> answers = both.invokeAll(List.of(ask, ask));
			assertThat(answers.get(0).get().at("/id")).isEqualTo(answers.get(1).get().at("/id"));
			assertThat(texts(this.client, answers.get(0).get())).hasSize(2);
		}
		finally {
			both.shutdownNow();
		}
	}

	@Test
	void what_is_unread_is_told_until_it_is_marked_as_read() {
		JsonNode asked = asks("Hello");
		JsonNode list = read(this.freelancer.get(PATH), 200);
		assertThat(list.at("/unread").asInt()).isOne();
		assertThat(list.at("/items/0/unread").asInt()).isOne();
		String path = PATH + "/" + asked.at("/id").asText() + "/read";
		String message = asked.at("/last/id").asText();
		assertThat(read(this.freelancer.post(path, json(Map.of("upTo", message))), 200).at("/unread").asInt()).isZero();
		assertThat(read(this.freelancer.get(PATH), 200).at("/unread").asInt()).isZero();
		assertThat(read(this.client.get(PATH), 200).at("/items/0")).as("not told to the other side").isEqualTo(asked);

		for (String bad : List.of("{}", "{\"upTo\":\"x\"}", json(Map.of("upTo", UUID.randomUUID())))) {
			assertThat(read(this.freelancer.post(path, bad), 400).at("/errors/0/field").asText()).isEqualTo("upTo");
		}
	}

	@Test
	void the_files_of_an_inquiry_are_for_both_sides_alone() {
		HttpResponse<String> uploaded = this.client.send(this.client.request("/api/files?name=fox.txt")
			.header("Content-Type", "application/octet-stream")
			.POST(BodyPublishers.ofString("a fox")));
		String file = read(uploaded, 201).at("/files/0/id").asText();
		JsonNode asked = read(
				this.client.post(PATH, json(Map.of("freelancer", this.freelancerId, "files", List.of(file)))), 201);
		String href = read(this.freelancer.get(messages(asked)), 200).at("/items/0/files/0/href").asText();
		assertThat(this.freelancer.get(href).body()).isEqualTo("a fox");
		assertThat(visitor(this.newcomers.freelancer()).get(href).statusCode()).isEqualTo(404);
		// used once, it is used
		assertThat(this.client.post(messages(asked), json(Map.of("files", List.of(file)))).statusCode()).isEqualTo(400);
		assertThat(this.client.delete(href).statusCode()).isEqualTo(409);
	}

	private void orderOf(String client, String freelancer) {
		BareOrder order = this.orders.placed(client, freelancer);
		this.conversations.openForOrder(order.id(), order.number(), "Storyboard", client, freelancer);
	}

	private JsonNode asks(String text) {
		return read(this.client.post(PATH, json(Map.of("freelancer", this.freelancerId, "message", text))), 201);
	}

	private HttpResponse<String> asksOnce(String text) {
		return this.client.send(this.client.request(PATH)
			.header("Content-Type", "application/json")
			.header("Idempotency-Key", "once")
			.POST(BodyPublishers.ofString(json(Map.of("freelancer", this.freelancerId, "message", text)))));
	}

	private List<String> texts(Visitor reader, JsonNode conversation) {
		return read(reader.get(messages(conversation)), 200).findValuesAsText("text");
	}

	private static String messages(JsonNode conversation) {
		return PATH + "/" + conversation.at("/id").asText() + "/messages";
	}

	private Visitor visitor(String account) {
		return Visitor.withPassword(this.port, account, Newcomers.PASSWORD);
	}

	private static JsonNode read(HttpResponse<String> answer, int status) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
		try {
			return JSON.readTree(answer.body());
		}
		catch (JsonProcessingException ex) {
			throw new AssertionError(answer.body(), ex);
		}
	}

	private static String json(Object value) {
		try {
			return JSON.writeValueAsString(value);
		}
		catch (JsonProcessingException ex) {
			throw new AssertionError(ex);
		}
	}

}
