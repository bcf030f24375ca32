package io.orderflow.attachment;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.orderflow.BareOrders;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.Statements;
import io.orderflow.Visitor;
import io.orderflow.conversation.InquiryService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** Forms whose parts are many, or large where nobody looks for it. */
@OrderflowTest
class FormPartsTest {

	@LocalServerPort
	private int port;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private BareOrders orders;

	@Autowired
	private InquiryService inquiries;

	@Autowired
	private Statements statements;

	private Visitor visitor;

	private String path;

	@BeforeEach
	void talk() {
		String client = this.newcomers.client();
		String freelancer = this.orders.onSale(this.newcomers.freelancer());
		UUID talk = this.inquiries.ask(client, freelancer, "Hello", List.of(), "k");
		this.visitor = Visitor.stranger(this.port).reading("en");
		this.visitor.signIn(client, Newcomers.PASSWORD);
		this.visitor.readCsrf();
		this.path = "/conversations/" + talk + "/messages";
	}

	@Test
	void a_field_has_a_name_of_200_characters_at_most() {
		assertThat(send(part("more", "1"), part("x".repeat(200), "")).statusCode()).isEqualTo(200);
		assertThat(send(part("more", "1"), part("x".repeat(201), "")).statusCode()).isEqualTo(400);
		String many = Stream.generate(() -> part("x".repeat(16_000), "")).limit(990).collect(Collectors.joining());
		assertThat(send(part("more", "1"), many).statusCode()).isEqualTo(400);
	}

	/** Beside their texts, of which there may be a million bytes. */
	@Test
	void parts_count_where_there_is_nothing_in_them() {
		String empty = Stream.generate(() -> part("x", "")).limit(900).collect(Collectors.joining());
		this.path = "/api/files";
		assertThat(send(empty, part("message", "x".repeat(700_000))).body()).contains("file-missing");
		assertThat(send(empty, part("message", "x".repeat(900_000))).statusCode()).isEqualTo(413);
	}

	@Test
	void no_more_files_are_taken_back_than_a_form_may_have() {
		String many = Stream.generate(() -> part("remove", UUID.randomUUID().toString()))
			.limit(900)
			.collect(Collectors.joining());
		List<String> asked = this.statements.of(() -> assertThat(send(many).statusCode()).isEqualTo(200));
		assertThat(asked).hasSizeLessThan(4 * 20);
	}

	private HttpResponse<String> send(String... parts) {
		return this.visitor.send(this.visitor.request(this.path)
			.header("Content-Type", "multipart/form-data; boundary=x")
			.POST(BodyPublishers.ofString(String.join("", parts) + "--x--\r\n")));
	}

	private static String part(String name, String text) {
		return "--x\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + text + "\r\n";
	}

}
