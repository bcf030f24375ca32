package io.orderflow.conversation.web;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import com.jayway.jsonpath.JsonPath;
import io.orderflow.BareOrders;
import io.orderflow.BareOrders.BareOrder;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import io.orderflow.conversation.ConversationService;
import io.orderflow.conversation.InquiryService;
import io.orderflow.platform.UserStore;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** Messages that are ready to be sent (S22), over HTTP. */
@OrderflowTest
class ReadyMessageApiTest {

	private static final String PATH = "/api/ready-messages";

	@LocalServerPort
	private int port;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private BareOrders orders;

	@Autowired
	private ConversationService conversations;

	@Autowired
	private InquiryService inquiries;

	@Test
	void a_freelancer_is_led_through_an_order_in_their_own_language() {
		String client = this.newcomers.client();
		String english = this.newcomers.freelancer();
		String french = this.newcomers.person("Lea", Locale.FRENCH, UserStore.FREELANCERS);

		HttpResponse<String> ready = visitor(english).get(PATH + "?conversation=" + orderOf(client, english));
		assertThat(read(ready, "$.items[*].id")).containsExactly("thank", "questions", "firstStep", "underWay");
		assertThat(read(ready, "$.items[0].text").get(0))
			.startsWith("Hello Camille,\n\nThank you for ordering “Storyboard”.");

		assertThat(
				read(visitor(french).get(PATH + "?conversation=" + orderOf(client, french)), "$.items[0].text").get(0))
			.startsWith("Bonjour Camille,\n\nMerci d’avoir commandé «\u00a0Storyboard\u00a0»");
	}

	@Test
	void an_inquiry_has_texts_of_its_own_and_a_client_has_none() {
		String client = this.newcomers.client();
		String freelancer = this.orders.onSale(this.newcomers.freelancer());
		UUID inquiry = this.inquiries.ask(client, freelancer, "Hello", List.of(), "k");
		HttpResponse<String> ready = visitor(freelancer).get(PATH + "?conversation=" + inquiry);
		assertThat(read(ready, "$.items[*].id")).containsExactly("thank", "questions", "firstStep");
		assertThat(read(ready, "$.items[*].text")).allSatisfy((text) -> assertThat(text).doesNotContain("null", "{"));
		assertThat(read(visitor(freelancer).get(PATH + "/thank?conversation=" + inquiry), "$.text"))
			.isEqualTo(read(ready, "$.items[0].text"));
		assertThat(visitor(client).get(PATH + "/thank?conversation=" + inquiry).statusCode()).isEqualTo(404);
		assertThat(read(visitor(client).get(PATH + "?conversation=" + inquiry), "$.items[*].id")).isEmpty();
	}

	@Test
	void own_ones_are_saved_changed_used_and_removed() {
		String client = this.newcomers.client();
		Visitor visitor = visitor(client);
		String freelancer = this.orders.onSale(this.newcomers.freelancer());
		UUID inquiry = this.inquiries.ask(client, freelancer, "Hello", List.of(), "k");
		HttpResponse<String> saved = visitor.post(PATH, "{\"title\":\"Bye\",\"text\":\"See {0} you 🦊\"}");
		assertThat(saved.statusCode()).isEqualTo(201);
		String id = read(saved, "$.id").get(0);
		assertThat(read(visitor.get(PATH + "?conversation=" + inquiry), "$.items[*].text"))
			.containsExactly("See {0} you 🦊");

		assertThat(visitor.put(PATH + "/" + id, "{\"title\":\"Bye\",\"text\":\"Soon\"}").statusCode()).isEqualTo(200);
		assertThat(read(visitor.get(PATH), "$.items[*].text")).containsExactly("Soon");
		assertThat(read(visitor.get(PATH + "/" + id), "$.text")).containsExactly("Soon");
		assertThat(visitor.delete(PATH + "/" + id).statusCode()).isEqualTo(204);
		assertThat(visitor.get(PATH + "/" + id).statusCode()).isEqualTo(404);
		assertThat(visitor.delete(PATH + "/" + id).statusCode()).isEqualTo(404);
		assertThat(read(visitor.get(PATH), "$.items[*].text")).isEmpty();
	}

	@Test
	void another_persons_are_not_there() {
		Visitor owner = visitor(this.newcomers.client());
		String id = read(owner.post(PATH, "{\"title\":\"Mine\",\"text\":\"Mine\"}"), "$.id").get(0);
		Visitor other = visitor(this.newcomers.client());
		assertThat(other.get(PATH + "/" + id).statusCode()).isEqualTo(404);
		assertThat(other.put(PATH + "/" + id, "{\"title\":\"x\",\"text\":\"x\"}").statusCode()).isEqualTo(404);
		assertThat(other.delete(PATH + "/" + id).statusCode()).isEqualTo(404);
		assertThat(read(other.get(PATH), "$.items[*].id")).isEmpty();
		assertThat(read(owner.get(PATH), "$.items[*].title")).containsExactly("Mine");
	}

	@Test
	void what_is_wrong_is_told_field_by_field_and_there_is_an_end() {
		Visitor visitor = visitor(this.newcomers.client());
		assertThat(read(visitor.post(PATH, "{}"), "$.errors[*].field")).containsExactly("title", "text");
		HttpResponse<String> tooLong = visitor.post(PATH,
				"{\"title\":\"%s\",\"text\":\"%s\"}".formatted("x".repeat(101), "x".repeat(20_001)));
		assertThat(tooLong.statusCode()).isEqualTo(400);
		assertThat(read(tooLong, "$.errors[*].field")).containsExactly("title", "text");
		for (int i = 0; i < 50; i++) {
			assertThat(visitor.post(PATH, "{\"title\":\"%d\",\"text\":\"x\"}".formatted(i)).statusCode())
				.isEqualTo(201);
		}
		HttpResponse<String> full = visitor.post(PATH, "{\"title\":\"51\",\"text\":\"x\"}");
		assertThat(full.statusCode()).isEqualTo(409);
		assertThat(read(full, "$.detail").get(0)).contains("50");
		assertThat(read(visitor.get(PATH), "$.items[*].id")).hasSize(50);
	}

	private UUID orderOf(String client, String freelancer) {
		BareOrder order = this.orders.placed(client, freelancer);
		return this.conversations.openForOrder(order.id(), order.number(), "Storyboard", client, freelancer);
	}

	private static List<String> read(HttpResponse<String> answer, String path) {
		Object found = JsonPath.read(answer.body(), path);
		return (found instanceof List<?> list) ? list.stream().map(String::valueOf).toList()
				: List.of(String.valueOf(found));
	}

	private Visitor visitor(String account) {
		return Visitor.withPassword(this.port, account, Newcomers.PASSWORD);
	}

}
