package io.orderflow.attachment;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import com.jayway.jsonpath.JsonPath;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import io.orderflow.platform.token.ApiTokenService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.util.UriUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Files over HTTP, as a browser or a script sends and fetches them. */
@OrderflowTest
class UploadAndDownloadTest {

	private static final int MEGABYTE = 1024 * 1024;

	@LocalServerPort
	private int port;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private ApiTokenService tokens;

	@Autowired
	private JdbcClient jdbc;

	private String me;

	private Visitor visitor;

	@BeforeEach
	void signIn() {
		this.me = this.newcomers.freelancer();
		this.visitor = Visitor.withPassword(this.port, this.me, Newcomers.PASSWORD);
	}

	@Test
	void a_file_of_several_chunks_comes_back_as_it_was_sent() throws Exception {
		byte[] content = random(3 * MEGABYTE + 12_345);
		HttpResponse<String> answer = upload("big.bin", content);
		assertThat(answer.statusCode()).isEqualTo(201);
		assertThat(json(answer, "$.files[0].sha256")).isEqualTo(HexFormat.of().formatHex(sha256(content)));
		assertThat(json(answer, "$.files[0].size")).isEqualTo(String.valueOf(content.length));

		HttpResponse<byte[]> download = download(answer, "X-None", "");
		assertThat(download.statusCode()).isEqualTo(200);
		assertThat(download.body()).isEqualTo(content);
		assertThat(header(download, "Repr-Digest"))
			.isEqualTo("sha-256=:" + Base64.getEncoder().encodeToString(sha256(content)) + ":");
		assertThat(header(download, "X-Content-Type-Options")).isEqualTo("nosniff");
		assertThat(header(download, "Content-Disposition")).startsWith("attachment;");
		assertThat(header(download, "Cache-Control")).isEqualTo("private, no-cache");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a.js", "a.mjs", "a.css" })
	void no_page_runs_or_wears_what_somebody_uploaded(String name) throws Exception {
		byte[] content = "alert(1);".getBytes(StandardCharsets.US_ASCII);
		HttpResponse<byte[]> download = download(upload(name, content), "X-None", "");
		assertThat(download.body()).isEqualTo(content);
		assertThat(header(download, "Content-Type")).isEqualTo("application/octet-stream");
		assertThat(header(download, "X-Content-Type-Options")).isEqualTo("nosniff");
	}

	@Test
	void a_part_is_sent_alone_also_across_chunks() throws Exception {
		byte[] content = random(2 * MEGABYTE + 10);
		HttpResponse<String> answer = upload("part.bin", content);

		HttpResponse<byte[]> across = download(answer, "Range", "bytes=" + (MEGABYTE - 2) + "-" + (MEGABYTE + 1));
		assertThat(across.statusCode()).isEqualTo(206);
		assertThat(across.body()).isEqualTo(Arrays.copyOfRange(content, MEGABYTE - 2, MEGABYTE + 2));
		assertThat(header(across, "Content-Range"))
			.isEqualTo("bytes " + (MEGABYTE - 2) + "-" + (MEGABYTE + 1) + "/" + content.length);

		HttpResponse<byte[]> last = download(answer, "Range", "bytes=-3");
		assertThat(last.statusCode()).isEqualTo(206);
		assertThat(last.body()).isEqualTo(Arrays.copyOfRange(content, content.length - 3, content.length));

		HttpResponse<byte[]> open = download(answer, "Range", "bytes=" + (content.length - 1) + "-");
		assertThat(open.body()).containsExactly(content[content.length - 1]);
	}

	@Test
	void a_part_outside_the_file_is_refused_and_an_unreadable_range_is_ignored() throws Exception {
		HttpResponse<String> answer = upload("ten.bin", random(10));
		HttpResponse<byte[]> outside = download(answer, "Range", "bytes=10-");
		assertThat(outside.statusCode()).isEqualTo(416);
		assertThat(header(outside, "Content-Range")).isEqualTo("bytes */10");
		assertThat(download(answer, "Range", "lines=1-2").statusCode()).isEqualTo(200);
		assertThat(download(answer, "Range", "bytes=0-1,4-5").body()).hasSize(10);
	}

	@Test
	void who_has_the_file_already_is_not_sent_it_again() throws Exception {
		HttpResponse<String> answer = upload("known.bin", random(1000));
		String etag = header(download(answer, "X-None", ""), "ETag");
		HttpResponse<byte[]> again = download(answer, "If-None-Match", etag);
		assertThat(again.statusCode()).isEqualTo(304);
		assertThat(again.body()).isEmpty();
		assertThat(download(answer, "If-None-Match", "\"another\"").statusCode()).isEqualTo(200);
	}

	@Test
	void a_part_of_another_version_is_not_mixed_in() throws Exception {
		HttpResponse<String> answer = upload("version.bin", random(1000));
		HttpRequest.Builder request = this.visitor.request(json(answer, "$.files[0].href"))
			.header("Range", "bytes=0-9")
			.header("If-Range", "\"another\"");
		assertThat(send(request).body()).hasSize(1000);
	}

	@Test
	void a_file_with_nothing_in_it_is_refused_alone_and_in_a_form() throws Exception {
		String name = "empty-" + UUID.randomUUID() + ".png";
		HttpResponse<String> alone = upload(name, new byte[0]);
		assertThat(alone.statusCode()).isEqualTo(400);
		assertThat(alone.body()).contains("file-empty", name);
		assertThat(form(part("file", name, "")).body()).contains("file-empty", name);
		assertThat(rowsNamed(name)).isZero();
	}

	@Test
	void a_name_is_kept_as_written_and_sent_so_that_it_harms_nobody() throws Exception {
		String name = "../..\\etc/pass\u202Egnp.exe 日本 é 👩‍👧.png";
		HttpResponse<String> answer = upload(name, random(10));
		assertThat(json(answer, "$.files[0].fileName")).isEqualTo(name);
		String disposition = header(download(answer, "X-None", ""), "Content-Disposition");
		String sent = UriUtils.decode(disposition.substring(disposition.indexOf("''") + 2), StandardCharsets.UTF_8);
		assertThat(sent).isEqualTo("_._.._etc_pass_gnp.exe 日本 é 👩‍👧.png");
	}

	@Test
	void a_name_with_control_characters_is_refused() {
		assertThat(upload("bell\u0007.png", random(10)).statusCode()).isEqualTo(400);
	}

	@Test
	void the_files_of_a_form_are_all_kept() {
		HttpResponse<String> answer = form(part("slot", null, "O-1/deliverWork/files"), part("file", "é1.txt", "one"),
				part("file", "two \"quoted\".txt", "two"), part("file", "", ""), part("other", "no.txt", "three"));
		assertThat(answer.statusCode()).isEqualTo(201);
		assertThat((List<String>) JsonPath.read(answer.body(), "$.files[*].fileName")).first().isEqualTo("é1.txt");
		assertThat((List<String>) JsonPath.read(answer.body(), "$.files[*].sha256")).hasSize(2);
		HttpResponse<String> staged = this.visitor.get("/api/files?slot=O-1/deliverWork/");
		assertThat((List<String>) JsonPath.read(staged.body(), "$.files[*].slot")).hasSize(2)
			.containsOnly("O-1/deliverWork/files");
	}

	@Test
	void forty_uploads_at_once_are_no_more_than_a_step_takes() throws Exception {
		String slot = "O-" + UUID.randomUUID() + "/deliverWork/files";
		Visitor program = Visitor.withToken(this.port,
				this.tokens.make(this.me, Map.of("name", "uploads", "scopes", List.of("READ", "ACT"))).secret());
		List<Callable<HttpResponse<String>>> uploads = IntStream.range(0, 40)
			.<Callable<HttpResponse<String>>>mapToObj(
					(i) -> () -> program.send(program.request("/api/files?name=n" + i + ".txt&slot=" + slot)
						.header("Content-Type", "application/octet-stream")
						.POST(BodyPublishers.ofString("text " + i))))
			.toList();
		ExecutorService senders = Executors.newFixedThreadPool(40);
		try {
			int kept = 0;
			for (Future<HttpResponse<String>> upload : senders.invokeAll(uploads)) {
				HttpResponse<String> answer = upload.get();
				assertThat(answer.statusCode()).as(answer.body()).isIn(201, 400, 429);
				assertThat(answer.statusCode() != 400 || answer.body().contains("too-many-files")).isTrue();
				kept += (answer.statusCode() == 201) ? 1 : 0;
			}
			assertThat(kept).isEqualTo(20);
		}
		finally {
			senders.shutdownNow();
		}
		assertThat(this.jdbc.sql("select count(*) from attachment where slot = :slot")
			.param("slot", slot)
			.query(Integer.class)
			.single()).as("nothing is left of those refused").isEqualTo(20);
	}

	@Test
	void the_longest_name_is_kept_in_a_form_too_whatever_its_letters_take() {
		String longest = "日".repeat(251) + ".txt";
		HttpResponse<String> answer = form(part("file", longest, "content"));
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
		assertThat(json(answer, "$.files[0].fileName")).isEqualTo(longest);
		HttpResponse<String> refused = form(part("file", "é".repeat(1_000), "content"));
		assertThat(json(refused, "$.errors[0].field")).isEqualTo("file");
		assertThat(json(refused, "$.errors[0].code")).isEqualTo("file-name-too-long");
	}

	@Test
	void of_a_form_with_a_refused_file_nothing_is_kept() {
		String fits = "fits-" + UUID.randomUUID() + ".txt";
		HttpResponse<String> answer = form(part("file", fits, "fits"), part("file", "x".repeat(256), "does not"));
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(json(answer, "$.errors[0].code")).isEqualTo("file-name-too-long");
		assertThat(rowsNamed(fits)).isZero();
	}

	@Test
	void a_form_without_a_file_and_one_that_is_cut_off_are_refused() {
		assertThat(json(form(part("other", "no.txt", "x")), "$.errors[0].code")).isEqualTo("file-missing");
		String cut = "cut-" + UUID.randomUUID();
		HttpResponse<String> answer = this.visitor.send(this.visitor.request("/api/files")
			.header("Content-Type", "multipart/form-data; boundary=b")
			.POST(BodyPublishers.ofString(
					"--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + cut + "\"\r\n\r\nabc")));
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(json(answer, "$.errors[0].code")).isEqualTo("multipart-malformed");
		assertThat(rowsNamed(cut)).isZero();
	}

	@Test
	void a_file_that_is_too_large_is_refused_by_its_announced_size_naming_the_limit() throws IOException {
		String announced = rawUpload("POST /api/files?name=huge.bin", "Content-Length: 1073741825", "x");
		assertThat(announced).contains(" 413 ").contains("file-too-large").contains("the limit is 1 GiB");
		String part = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"huge.bin\"\r\n"
				+ "Content-Length: 1073741825\r\n\r\nabc\r\n--b--\r\n";
		String inForm = rawUpload("POST /api/files",
				"Content-Type: multipart/form-data; boundary=b\r\nContent-Length: " + part.length(), part);
		assertThat(inForm).contains(" 413 ").contains("file-too-large");
	}

	@Test
	void a_part_that_is_not_as_long_as_it_said_is_refused() {
		String name = "short-" + UUID.randomUUID();
		String part = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
				+ "\"\r\nContent-Length: %s\r\n\r\nabc\r\n--b--\r\n";
		for (String length : List.of("5", "2", "-1", "many")) {
			HttpResponse<String> answer = this.visitor.send(this.visitor.request("/api/files")
				.header("Content-Type", "multipart/form-data; boundary=b")
				.POST(BodyPublishers.ofString(part.formatted(length))));
			assertThat(answer.statusCode()).as(length).isEqualTo(400);
			assertThat(answer.body()).as(length).containsAnyOf("file-incomplete", "length-malformed");
		}
		assertThat(rowsNamed(name)).isZero();
	}

	@Test
	void of_an_upload_that_breaks_off_nothing_is_left() throws IOException {
		String name = "broken-" + UUID.randomUUID();
		try (Socket socket = new Socket("localhost", this.port)) {
			write(socket, "POST /api/files?name=" + name, "Content-Length: 100000", "only this much");
			await().until(() -> rowsNamed(name) == 1);
		}
		await().until(() -> rowsNamed(name) == 0);
	}

	@Test
	void a_body_that_a_form_parser_would_eat_is_not_taken_for_a_file() {
		HttpResponse<String> answer = this.visitor.send(this.visitor.request("/api/files?name=a.txt")
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString("a=b")));
		assertThat(answer.statusCode()).isEqualTo(415);
	}

	@Test
	void a_stranger_is_not_even_told_that_a_file_exists() throws Exception {
		String href = json(upload("mine.bin", random(10)), "$.files[0].href");
		Visitor stranger = Visitor.withPassword(this.port, this.newcomers.client(), Newcomers.PASSWORD);
		assertThat(stranger.get(href).statusCode()).isEqualTo(404);
		assertThat(stranger.delete(href).statusCode()).isEqualTo(404);
		assertThat(Visitor.stranger(this.port).get(href).statusCode()).isEqualTo(401);
		assertThat(this.visitor.get(href).statusCode()).isEqualTo(200);
	}

	@Test
	void an_upload_can_be_taken_back() throws Exception {
		String href = json(upload("regretted.bin", random(10)), "$.files[0].href");
		assertThat(this.visitor.delete(href).statusCode()).isEqualTo(204);
		assertThat(this.visitor.get(href).statusCode()).isEqualTo(404);
	}

	private record FormPart(String field, String fileName, String content) {

	}

	private static FormPart part(String field, String fileName, String content) {
		return new FormPart(field, fileName, content);
	}

	private HttpResponse<String> form(FormPart... parts) {
		StringBuilder body = new StringBuilder();
		for (FormPart part : parts) {
			String file = (part.fileName() != null) ? "; filename=\"" + part.fileName().replace("\"", "%22") + '"' : "";
			body.append("--b\r\nContent-Disposition: form-data; name=\"" + part.field() + '"' + file + "\r\n\r\n"
					+ part.content() + "\r\n");
		}
		return this.visitor.send(this.visitor.request("/api/files")
			.header("Content-Type", "multipart/form-data; boundary=b")
			.POST(BodyPublishers.ofString(body + "--b--\r\n")));
	}

	private HttpResponse<String> upload(String name, byte[] content) {
		return this.visitor
			.send(this.visitor.request("/api/files?name=" + UriUtils.encode(name, StandardCharsets.UTF_8))
				.header("Content-Type", "application/octet-stream")
				.POST(BodyPublishers.ofByteArray(content)));
	}

	private HttpResponse<byte[]> download(HttpResponse<String> uploaded, String header, String value)
			throws IOException, InterruptedException {
		return send(this.visitor.request(json(uploaded, "$.files[0].href")).header(header, value));
	}

	private static HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
		return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofByteArray());
	}

	/** For what no proper client would send: gives the answer as it comes. */
	private String rawUpload(String request, String headers, String body) throws IOException {
		try (Socket socket = new Socket("localhost", this.port)) {
			write(socket, request, headers + "\r\nConnection: close", body);
			socket.shutdownOutput();
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	private void write(Socket socket, String request, String headers, String body) throws IOException {
		String signedIn = Base64.getEncoder()
			.encodeToString((this.me + ":" + Newcomers.PASSWORD).getBytes(StandardCharsets.UTF_8));
		OutputStream out = socket.getOutputStream();
		out.write((request + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic " + signedIn + "\r\n" + headers
				+ "\r\n\r\n" + body)
			.getBytes(StandardCharsets.UTF_8));
		out.flush();
	}

	private int rowsNamed(String name) {
		return this.jdbc.sql("select count(*) from attachment where file_name = ?")
			.param(name)
			.query(Integer.class)
			.single();
	}

	private static String json(HttpResponse<String> answer, String path) {
		return JsonPath.read(answer.body(), path).toString();
	}

	private static String header(HttpResponse<?> answer, String name) {
		return answer.headers().firstValue(name).orElse("");
	}

	private static byte[] random(int size) {
		byte[] content = new byte[size];
		new Random(size).nextBytes(content);
		return content;
	}

	private static byte[] sha256(byte[] content) throws NoSuchAlgorithmException {
		return MessageDigest.getInstance("SHA-256").digest(content);
	}

}
