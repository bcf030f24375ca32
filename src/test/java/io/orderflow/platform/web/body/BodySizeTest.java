package io.orderflow.platform.web.body;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.converter.json.AbstractJackson2HttpMessageConverter;
import org.springframework.http.converter.json.MappingJackson2HttpMessageConverter;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

import static org.assertj.core.api.Assertions.assertThat;

/** What is too large is refused before it is kept anywhere. */
@OrderflowTest
class BodySizeTest {

	private static final int MEBIBYTE = 1024 * 1024;

	@LocalServerPort
	private int port;

	@Autowired
	private RequestMappingHandlerAdapter adapter;

	@Autowired
	private BodySettings settings;

	@Autowired
	private WaitingController waiting;

	@ParameterizedTest
	@ValueSource(strings = { "/api/test-problems/body", "/api/orders", "/api/nothing-here", "/engine-rest/task",
			"/engine-rest/process-instance/x/variables" })
	void json_of_more_than_a_mebibyte_is_refused(String path) {
		Visitor ada = Visitor.withPassword(this.port, "ada", "orderflow").reading("en");
		for (boolean chunked : new boolean[] { false, true }) {
			isTooLarge(sent(ada, path, "application/json", MEBIBYTE + 1, chunked));
		}
	}

	@Test
	void json_that_would_fill_the_memory_is_not_kept() {
		Visitor lea = Visitor.withPassword(this.port, "lea", "orderflow").reading("en");
		isTooLarge(sent(lea, "/api/orders", "application/json", 114 * MEBIBYTE, true));
	}

	@Test
	void tasklists_copy_of_the_engine_takes_no_more_either() {
		Visitor ada = Visitor.signedIn(this.port, "ada");
		isTooLarge(sent(ada, "/camunda/api/engine/engine/default/task", "application/json", MEBIBYTE + 1, false));
		isTooLarge(sent(ada, "/camunda/api/engine/engine/default/task", "application/json", MEBIBYTE + 1, true));
	}

	@Test
	void nor_does_a_form_with_files_where_none_are_taken() {
		Visitor ada = Visitor.withPassword(this.port, "ada", "orderflow").reading("en");
		for (String path : new String[] { "/engine-rest/process-instance/x/variables/v/data", "/api/orders" }) {
			isTooLarge(sent(ada, path, "multipart/form-data; boundary=x", MEBIBYTE + 1, true));
		}
	}

	@Test
	void a_page_says_so_to_people() {
		Visitor stranger = Visitor.stranger(this.port).reading("en");
		stranger.readCsrf();
		HttpResponse<String> answer = stranger.send(stranger.request("/sign-in")
			.header("Accept", "text/html")
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofByteArray(new byte[2 * MEBIBYTE])));
		assertThat(answer.statusCode()).isEqualTo(413);
		assertThat(answer.body()).contains("This request is larger than what is accepted here.", "<main");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/engine-rest/task", "/engine-rest/external-task/fetchAndLock",
			"/camunda/api/engine/engine/default/task", "/api/test-problems/body" })
	void a_mebibyte_of_small_objects_becomes_none(String path) {
		Visitor lea = (path.startsWith("/camunda") ? Visitor.signedIn(this.port, "lea")
				: Visitor.withPassword(this.port, "lea", "orderflow"))
			.reading("en");
		String[] bodies = { "[" + "{\"a\":1},".repeat(120_000) + "{}]",
				"/* so */ {'a':[" + "[1],".repeat(200_000) + "[]]}" };
		for (String body : bodies) {
			HttpResponse<String> answer = lea.post(path, body);
			assertThat(answer.statusCode()).isEqualTo(400);
			assertThat(answer.body()).contains("urn:orderflow:problem:too-many-values");
		}
	}

	/** Libraries bring readers of them, for which none of the bounds of JSON holds. */
	@ParameterizedTest
	@ValueSource(strings = { "application/cbor", "application/yaml", "application/x-yaml", "text/yaml",
			"application/x-jackson-smile", "application/xml", "text/xml" })
	void nothing_but_json_is_read(String type) {
		Visitor lea = Visitor.withPassword(this.port, "lea", "orderflow").reading("en");
		HttpResponse<String> answer = lea.send(lea.request("/api/test-problems/body")
			.header("Content-Type", type)
			.POST(BodyPublishers.ofString("name: a\ncount: 1\n")));
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(415);
	}

	@Test
	void nor_does_any_other_reader_of_objects_come_with_a_library() {
		assertThat(this.adapter.getMessageConverters())
			.hasAtLeastOneElementOfType(MappingJackson2HttpMessageConverter.class)
			.noneMatch((converter) -> converter instanceof AbstractJackson2HttpMessageConverter
					&& !(converter instanceof MappingJackson2HttpMessageConverter))
			.allSatisfy((converter) -> assertThat(converter.getSupportedMediaTypes())
				.noneMatch((type) -> type.toString().matches(".*(xml|yaml|cbor|smile|protobuf).*")));
	}

	@Test
	void nor_do_they_in_a_charset_of_their_own() {
		Visitor lea = Visitor.withPassword(this.port, "lea", "orderflow").reading("en");
		byte[] body = ("[\"\u00e9\"," + "{\"a\":1},".repeat(120_000) + "{}]").getBytes(StandardCharsets.ISO_8859_1);
		HttpResponse<String> answer = lea.send(lea.request("/api/test-problems/body")
			.header("Content-Type", "application/json;charset=ISO-8859-1")
			.POST(BodyPublishers.ofByteArray(body)));
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.body()).contains("urn:orderflow:problem:too-many-values");
	}

	/** What a body becomes is many times as large, and a page that shows it again too. */
	@Test
	void of_one_address_few_large_bodies_are_in_memory_at_once() {
		Visitor lea = Visitor.withPassword(this.port, "lea", "orderflow").reading("en");
		String large = "{\"name\":\"" + "x".repeat(LargeBody.FROM) + "\",\"count\":1}";
		List<SlowConnection> others = new ArrayList<>();
		try (WaitingController.Held held = this.waiting.hold()) {
			for (int i = 0; i < this.settings.largePerSender(); i++) {
				others.add(new SlowConnection(this.port)
					.head("POST /api/test-problems/waiting", "Content-Type: application/json",
							"Content-Length: " + large.length(), "Authorization: Basic bGVhOm9yZGVyZmxvdw==")
					.send(large));
			}
			Awaitility.await().until(() -> this.waiting.inside() == others.size());
			assertThat(lea.post("/api/test-problems/body", large).body()).contains("too-many-at-once");
			HttpResponse<String> form = lea.send(lea.request("/api/files")
				.header("Content-Type", "multipart/form-data; boundary=x")
				.POST(BodyPublishers.ofString(
						"--x\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\n" + large + "\r\n--x--\r\n")));
			assertThat(form.body()).contains("too-many-at-once");
			assertThat(lea.post("/api/test-problems/body", "{\"name\":\"a\",\"count\":1}").statusCode()).isEqualTo(200);
		}
		others.forEach(SlowConnection::close);
		Awaitility.await()
			.untilAsserted(() -> assertThat(lea.post("/api/test-problems/body", large).statusCode()).isEqualTo(200));
	}

	@Test
	void what_has_not_come_whole_keeps_no_large_body_out() {
		Visitor lea = Visitor.withPassword(this.port, "lea", "orderflow").reading("en");
		String large = "{\"name\":\"" + "x".repeat(LargeBody.FROM) + "\",\"count\":1}";
		String form = "--x\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\n" + large
				+ "\r\n--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\na";
		List<SlowConnection> others = new ArrayList<>();
		for (int i = 0; i < this.settings.largePerSender(); i++) {
			others.add(
					new SlowConnection(this.port)
						.head("POST /api/orders", "Content-Type: application/json", "Content-Length: 100000",
								"Authorization: Basic bGVhOm9yZGVyZmxvdw==")
						.send(large));
			others.add(
					new SlowConnection(this.port)
						.head("POST /api/files", "Content-Type: multipart/form-data; boundary=x",
								"Content-Length: 100000", "Authorization: Basic bGVhOm9yZGVyZmxvdw==")
						.send(form));
		}
		Awaitility.await().until(() -> reading() == others.size());
		assertThat(lea.post("/api/test-problems/body", large).statusCode()).isEqualTo(200);
		assertThat(reading()).isEqualTo(others.size());
		others.forEach(SlowConnection::close);
	}

	/** How many threads of the server wait for a sender. */
	private static long reading() {
		return Thread.getAllStackTraces()
			.entrySet()
			.stream()
			.filter((thread) -> thread.getKey().getName().startsWith("http-nio") && Arrays.stream(thread.getValue())
				.anyMatch((place) -> place.getClassName().equals(IncomingBody.class.getName())))
			.count();
	}

	@Test
	void a_form_that_would_be_an_endless_page_is_not_shown_again() {
		HttpResponse<String> answer = Visitor.signedIn(this.port, "lea")
			.form("/sell/listings", Map.of("title", "'".repeat(300_000)));
		assertThat(answer.statusCode()).isEqualTo(413);
		assertThat(answer.body()).contains("Cette requête dépasse la taille acceptée ici.").hasSizeLessThan(20_000);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/sign-in", "/register", "/forgotten", "/reset/x", "/welcome/x", "/new-address/x",
			"/unsubscribe/x", "/language", "/registe%72", "/register;x=1" })
	void pages_of_strangers_take_no_more_than_a_form_of_lines(String path) {
		Visitor stranger = Visitor.stranger(this.port).reading("en");
		for (boolean chunked : new boolean[] { false, true }) {
			isTooLarge(sent(stranger, path, "application/x-www-form-urlencoded", LargeBody.FROM + 1, chunked));
		}
	}

	@Test
	void what_just_fits_is_read_whole_in_one_piece_and_in_chunks() {
		Visitor lea = Visitor.withPassword(this.port, "lea", "orderflow");
		String json = "{\"name\":\"" + "é".repeat(MEBIBYTE / 2 - 50) + "\",\"count\":1}";
		for (boolean chunked : new boolean[] { false, true }) {
			var body = chunked ? BodyPublishers.fromPublisher(BodyPublishers.ofString(json))
					: BodyPublishers.ofString(json);
			HttpResponse<String> answer = lea
				.send(lea.request("/api/test-problems/body").header("Content-Type", "application/json").POST(body));
			assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
			assertThat(answer.body()).isEqualTo(json);
		}
	}

	@Test
	void a_form_in_chunks_signs_in_and_an_expected_continue_is_answered() {
		Visitor lea = Visitor.stranger(this.port);
		assertThat(lea.signIn("lea", "orderflow").headers().firstValue("Location"))
			.hasValueSatisfying((to) -> assertThat(to).doesNotContain("refused"));
		try (SlowConnection expecting = new SlowConnection(this.port)) {
			String answer = expecting
				.head("POST /api/test-problems/body", "Content-Type: application/json", "Content-Length: 22",
						"Expect: 100-continue", "Connection: close", "Authorization: Basic bGVhOm9yZGVyZmxvdw==")
				.send("{\"name\":\"a\",\"count\":1}")
				.answer();
			assertThat(answer).startsWith("HTTP/1.1 100").contains("HTTP/1.1 200", "\"count\":1");
		}
	}

	@Test
	void a_body_that_is_not_as_http_has_it_is_the_senders_fault() {
		try (SlowConnection odd = new SlowConnection(this.port)) {
			String answer = odd
				.head("POST /api/test-problems/body", "Content-Type: application/json", "Transfer-Encoding: chunked",
						"Authorization: Basic bGVhOm9yZGVyZmxvdw==")
				.send("zz\r\n{}\r\n0\r\n\r\n")
				.answer();
			assertThat(SlowConnection.status(answer)).isEqualTo(400);
			assertThat(answer).contains("urn:orderflow:problem:bad-request");
		}
	}

	@Test
	void two_requests_on_one_connection_do_not_mix() {
		try (SlowConnection one = new SlowConnection(this.port)) {
			String body = "{\"name\":\"a\",\"count\":1}";
			String[] head = { "Content-Type: application/json", "Transfer-Encoding: chunked",
					"Authorization: Basic bGVhOm9yZGVyZmxvdw==" };
			String chunk = Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n";
			one.head("POST /api/test-problems/body", head).send(chunk);
			assertThat(one.answer()).contains("HTTP/1.1 200");
			one.head("POST /api/test-problems/body", head).send(chunk.replace("\"a\"", "\"b\""));
			assertThat(one.answer()).contains("HTTP/1.1 200", "\"b\"").doesNotContain("\"a\"");
		}
	}

	private static HttpResponse<String> sent(Visitor visitor, String path, String type, int bytes, boolean chunked) {
		var known = BodyPublishers.ofByteArray(new byte[bytes]);
		return visitor.send(visitor.request(path)
			.header("Content-Type", type)
			.POST(chunked ? BodyPublishers.fromPublisher(known) : known));
	}

	private static void isTooLarge(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(413);
		assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertThat(answer.body()).contains("urn:orderflow:problem:request-too-large");
	}

}
