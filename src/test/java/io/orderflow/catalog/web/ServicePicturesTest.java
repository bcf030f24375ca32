package io.orderflow.catalog.web;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.imageio.ImageIO;

import com.jayway.jsonpath.JsonPath;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.SampleFiles;
import io.orderflow.Statements;
import io.orderflow.Visitor;
import io.orderflow.drawing.HostileFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Pictures of services: chosen, described, approved with the service, and seen. */
@OrderflowTest
class ServicePicturesTest {

	private static final String PICTURE = "id=\"picture-%d-text\"";

	@LocalServerPort
	private int port;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private Statements statements;

	private String seller;

	private Visitor freelancer;

	private Visitor api;

	private Visitor client;

	private Visitor moderator;

	@BeforeEach
	void people() {
		this.seller = this.newcomers.freelancer();
		this.freelancer = signedIn(this.seller);
		this.api = visitor(this.seller);
		this.client = visitor(this.newcomers.client());
		this.moderator = visitor(this.newcomers.moderator());
	}

	@Test
	void a_picture_is_chosen_on_the_page_described_approved_and_seen() throws IOException {
		Map<String, String> form = form();
		HttpResponse<String> added = send("/sell/listings", form, "pictures",
				Map.of("fox.jpg", SampleFiles.turned(SampleFiles.picture("jpeg", 1_200, 2_000), 6)));
		assertThat(added.statusCode()).as(added.body()).isEqualTo(200);
		assertThat(added.body()).contains(PICTURE.formatted(0)).doesNotContain("aria-invalid");
		String id = found("name=\"pictures\\[0].id\" value=\"([^\"]+)\"", added.body());
		form.put("pictures[0].id", id);

		HttpResponse<String> unsaid = send("/sell/listings", form, "submit", Map.of());
		assertThat(unsaid.statusCode()).isEqualTo(400);
		assertThat(unsaid.body()).contains("picture-0-error", "Please say what this picture shows");

		form.put("pictures[0].alternativeText", "Two halves, red and blue");
		HttpResponse<String> sent = send("/sell/listings", form, "submit", Map.of());
		assertThat(sent.statusCode()).as(sent.body()).isEqualTo(302);
		String listing = found("/sell/listings/([0-9a-f-]+)", sent.headers().firstValue("Location").orElseThrow());

		assertThat(this.client.get("/api/pictures/" + id).statusCode()).as("before it is approved").isEqualTo(404);
		assertThat(this.moderator.get("/api/pictures/" + id).statusCode()).isEqualTo(200);
		approve(listing);

		String content = this.client.get("/api/listings/" + listing).body();
		assertThat((String) JsonPath.read(content, "$.content.pictures[0].href")).isEqualTo("/api/pictures/" + id);
		assertThat((String) JsonPath.read(content, "$.content.pictures[0].smallHref"))
			.isEqualTo("/api/pictures/" + id + "/small");
		assertThat((Integer) JsonPath.read(content, "$.content.pictures[0].width")).as("turned as it was held")
			.isEqualTo(1_600);
		assertThat((Integer) JsonPath.read(content, "$.content.pictures[0].height")).isEqualTo(960);
		assertThat((String) JsonPath.read(content, "$.content.pictures[0].alternativeText"))
			.isEqualTo("Two halves, red and blue");

		HttpResponse<byte[]> small = this.client.bytes(this.client.request("/api/pictures/" + id + "/small").GET());
		assertThat(ImageIO.read(new ByteArrayInputStream(small.body())).getWidth()).isEqualTo(640);
		assertThat(new String(small.body(), StandardCharsets.ISO_8859_1)).doesNotContain("Exif");
		assertThat(header(small, "Content-Type")).isEqualTo("image/jpeg");
		assertThat(header(small, "X-Content-Type-Options")).isEqualTo("nosniff");
		assertThat(header(small, "Content-Security-Policy")).isEqualTo("default-src 'none'; sandbox");
		assertThat(header(small, "Cache-Control")).contains("private", "immutable");
		assertThat(this.client
			.send(this.client.request("/api/pictures/" + id + "/small")
				.GET()
				.header("If-None-Match", header(small, "ETag")))
			.statusCode()).isEqualTo(304);

		Visitor reader = signedIn(this.newcomers.client());
		assertThat(reader.get("/services/" + listing).body()).contains("alt=\"Two halves, red and blue\"",
				"lang=\"en\"", "src=\"/api/pictures/" + id + "\"", "width=\"1600\"", "height=\"960\"",
				"fetchpriority=\"high\"",
				"srcset=\"/api/pictures/%1$s/small 640w, /api/pictures/%1$s 1600w\"".formatted(id));
		assertThat(reader.get("/services").body()).contains("src=\"/api/pictures/" + id + "/small\"");
	}

	@Test
	void no_original_is_kept() {
		String file = upload("fox.png", SampleFiles.picture("png", 60, 40));
		written(body(picture(file, "A fox")));
		assertThat(this.api.get("/api/files/" + file).statusCode()).isEqualTo(404);
		assertThat(this.jdbc.sql("select count(*) from attachment_chunk where attachment_id = :id")
			.param("id", UUID.fromString(file))
			.query(Integer.class)
			.single()).isZero();
	}

	@Test
	void the_same_call_again_finds_the_picture_that_was_drawn() {
		String file = upload("fox.png", SampleFiles.picture("png", 60, 40));
		String listing = written(body(picture(file, "A fox")));
		HttpResponse<String> again = this.api.put("/api/listings/" + listing, body(picture(file, "A red fox")));
		assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
		assertThat((String) JsonPath.read(again.body(), "$.content.pictures[0].id")).isEqualTo(file);
		assertThat((String) JsonPath.read(again.body(), "$.content.pictures[0].alternativeText"))
			.isEqualTo("A red fox");
		assertThat(this.api.delete("/api/listings/" + listing).statusCode()).isEqualTo(204);
		assertThat(this.api.get("/api/pictures/" + file).statusCode()).as("gone with its service").isEqualTo(404);
	}

	@Test
	void what_is_wrong_with_pictures_is_told_on_their_fields() {
		String bomb = upload("bomb.png", HostileFiles.folder().get("endless-sides.png"));
		String broken = upload("broken.png", new byte[] { (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 1 });
		String text = upload("fox.txt", "A fox".getBytes(StandardCharsets.UTF_8));
		String fox = upload("fox.png", SampleFiles.picture("png", 60, 40));
		HttpResponse<String> refused = this.api.post("/api/listings", body(picture(bomb, "x"), picture(broken, "x"),
				picture(text, "x"), picture("fox", "x"), picture(fox, " "), picture(fox, "x".repeat(201))));
		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat((List<String>) JsonPath.read(refused.body(), "$.errors[*].code")).containsExactly(
				"picture-beyond-bounds", "picture-damaged", "wrong-file-type", "unknown-file",
				"alternative-text-missing", "text-too-long", "picture-repeated");
		assertThat((List<String>) JsonPath.read(refused.body(), "$.errors[*].field")).containsExactly("pictures[0].id",
				"pictures[1].id", "pictures[2].id", "pictures[3].id", "pictures[4].alternativeText",
				"pictures[5].alternativeText", "pictures[5].id");
	}

	@Test
	void seven_are_too_many() {
		String seven = picture(UUID.randomUUID().toString(), "x");
		HttpResponse<String> refused = this.api.post("/api/listings",
				body(seven, seven, seven, seven, seven, seven, seven));
		assertThat((List<String>) JsonPath.read(refused.body(), "$.errors[*].code"))
			.containsExactly("too-many-pictures");
	}

	@Test
	void nobody_shows_the_picture_of_another() {
		String fox = upload("fox.png", SampleFiles.picture("png", 60, 40));
		written(body(picture(fox, "A fox")));
		Visitor other = visitor(this.newcomers.freelancer());
		assertThat(other.post("/api/listings", body(picture(fox, "Mine"))).body()).contains("unknown-file");
		assertThat(this.api.post("/api/listings", body(picture(fox, "In two services"))).body())
			.contains("unknown-file");
	}

	@Test
	void a_picture_that_is_replaced_stays_until_the_change_is_approved_and_is_gone_then() {
		String fox = upload("fox.png", SampleFiles.picture("png", 60, 40));
		String listing = written(body(picture(fox, "A fox")));
		this.api.post("/api/listings/" + listing + "/submission", "");
		approve(listing);
		String hen = upload("hen.png", SampleFiles.picture("png", 60, 40));
		this.api.put("/api/listings/" + listing, body(picture(hen, "A hen")));
		String owl = upload("owl.png", SampleFiles.picture("png", 60, 40));
		this.api.put("/api/listings/" + listing, body(picture(owl, "An owl")));

		assertThat(this.client.get("/api/pictures/" + fox).statusCode()).as("still on sale").isEqualTo(200);
		assertThat(this.api.get("/api/pictures/" + hen).statusCode()).as("in nothing any more").isEqualTo(404);
		assertThat(this.client.get("/api/pictures/" + owl).statusCode()).as("not approved").isEqualTo(404);
		assertThat(this.moderator.get("/api/pictures/" + owl).statusCode()).as("not submitted").isEqualTo(404);
		this.api.post("/api/listings/" + listing + "/submission", "");
		approve(listing);
		assertThat(this.client.get("/api/pictures/" + owl).statusCode()).isEqualTo(200);
		assertThat(this.api.get("/api/pictures/" + fox).statusCode()).isEqualTo(404);
		assertThat(this.jdbc.sql("select count(*) from attachment where owner = :owner")
			.param("owner", this.seller)
			.query(Integer.class)
			.single()).as("files of the one picture that is left").isEqualTo(2);
	}

	@Test
	void a_picture_is_seen_with_the_content_that_has_it() {
		String fox = upload("fox.png", SampleFiles.picture("png", 60, 40));
		String listing = written(body(picture(fox, "A fox")));
		assertThat(seen(fox)).as("a draft is its freelancer's").isEmpty();
		this.api.post("/api/listings/" + listing + "/submission", "");
		assertThat(seen(fox)).containsExactly("moderator");
		approve(listing);
		assertThat(seen(fox)).containsExactly("client", "moderator");

		String hen = upload("hen.png", SampleFiles.picture("png", 60, 40));
		this.api.put("/api/listings/" + listing, body(picture(hen, "A hen")));
		assertThat(seen(fox)).as("still on sale").containsExactly("client", "moderator");
		assertThat(seen(hen)).isEmpty();
		this.api.post("/api/listings/" + listing + "/submission", "");
		assertThat(this.moderator
			.post("/api/listings/" + listing + "/review",
					"{\"decision\": \"reject\", \"reason\": \"A fox was nicer.\"}")
			.statusCode()).isEqualTo(200);
		assertThat(seen(hen)).as("sent back").containsExactly("moderator");
	}

	private List<String> seen(String picture) {
		return Map.of("client", this.client, "moderator", this.moderator)
			.entrySet()
			.stream()
			.filter((reader) -> reader.getValue().get("/api/pictures/" + picture).statusCode() == 200)
			.map(Map.Entry::getKey)
			.sorted()
			.toList();
	}

	/** Pages ask for dozens of pictures, and what is said of a service may be long. */
	@Test
	void who_may_see_a_picture_is_found_without_reading_the_service() {
		String fox = upload("fox.png", SampleFiles.picture("png", 60, 40));
		String listing = written(body(picture(fox, "A fox")));
		this.api.post("/api/listings/" + listing + "/submission", "");
		approve(listing);
		List<String> asked = this.statements
			.of(() -> assertThat(this.client.get("/api/pictures/" + fox).statusCode()).isEqualTo(200));
		assertThat(asked).filteredOn((sql) -> sql.contains("from listing"))
			.hasSize(1)
			.noneMatch((sql) -> sql.contains("rejection_reason"));
	}

	@Test
	void the_terms_of_an_order_have_no_pictures() {
		String fox = upload("fox.png", SampleFiles.picture("png", 60, 40));
		String listing = written(body(picture(fox, "A fox")));
		this.api.post("/api/listings/" + listing + "/submission", "");
		approve(listing);
		HttpResponse<String> ordered = this.client.post("/api/orders", "{\"listing\": \"" + listing + "\"}");
		assertThat(ordered.statusCode()).as(ordered.body()).isEqualTo(201);
		assertThat(this.jdbc.sql("select terms ->> 'pictures' from orders where listing_id = :id")
			.param("id", UUID.fromString(listing))
			.query(String.class)
			.single()).isEqualTo("[]");
	}

	@Test
	void pictures_are_moved_without_a_script_and_the_first_is_on_the_card() {
		Map<String, String> form = form();
		form.put("pictures[0].id", upload("fox.png", SampleFiles.picture("png", 60, 40)));
		form.put("pictures[0].alternativeText", "A fox");
		form.put("pictures[1].id", upload("hen.png", SampleFiles.picture("png", 60, 40)));
		form.put("pictures[1].alternativeText", "A hen");
		String moved = send("/sell/listings", form, "picture-earlier-1", Map.of()).body();
		assertThat(found("name=\"pictures\\[0].alternativeText\" value=\"([^\"]+)\"", moved)).isEqualTo("A hen");
		assertThat(found("value=\"(picture-[^\"]+)\"[^>]*autofocus", moved)).isEqualTo("picture-later-0");
	}

	@Test
	void a_file_that_is_chosen_a_second_time_is_there_once() {
		byte[] fox = SampleFiles.picture("png", 60, 40);
		Map<String, byte[]> chosen = new LinkedHashMap<>(Map.of("fox.png", fox));
		String page = send("/sell/listings", form(), "pictures", chosen).body();
		Map<String, String> form = form();
		form.put("pictures[0].id", found("name=\"pictures\\[0].id\" value=\"([^\"]+)\"", page));
		form.put("pictures[0].alternativeText", "A fox");

		chosen.put("hen.png", SampleFiles.picture("png", 40, 40));
		HttpResponse<String> again = send("/sell/listings", form, "pictures", chosen);
		assertThat(again.statusCode()).isEqualTo(400);
		assertThat(again.body())
			.contains("new-pictures-error", "This picture is there already: it is picture 1.", PICTURE.formatted(1))
			.doesNotContain(PICTURE.formatted(2));
	}

	@Test
	void what_is_no_picture_is_refused_where_it_was_chosen_and_nothing_typed_is_lost() {
		HttpResponse<String> refused = send("/sell/listings", form(), "pictures",
				Map.of("fox.txt", "A fox".getBytes(StandardCharsets.UTF_8)));
		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat(refused.body()).contains("new-pictures-error", "fox.txt", "Six images</textarea>");
	}

	@Test
	void a_page_of_services_asks_no_more_for_pictures() {
		String listing = written(body(picture(upload("fox.png", SampleFiles.picture("png", 60, 40)), "A fox")));
		for (String path : List.of("/services", "/sell/listings", "/sell/listings/" + listing)) {
			this.freelancer.get(path);
			assertThat(this.statements.of(() -> this.freelancer.get(path))).as(path).hasSizeLessThanOrEqualTo(9);
		}
	}

	private String upload(String name, byte[] content) {
		HttpResponse<String> answer = this.api.send(this.api.request("/api/files?name=" + name)
			.header("Content-Type", "application/octet-stream")
			.POST(BodyPublishers.ofByteArray(content)));
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
		return JsonPath.read(answer.body(), "$.files[0].id");
	}

	private String written(String body) {
		HttpResponse<String> created = this.api.post("/api/listings", body);
		assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
		return JsonPath.read(created.body(), "$.id");
	}

	private void approve(String listing) {
		HttpResponse<String> approved = this.moderator.post("/api/listings/" + listing + "/review",
				"{\"decision\": \"approve\"}");
		assertThat(approved.statusCode()).as(approved.body()).isEqualTo(200);
	}

	private static String body(String... pictures) {
		return """
				{"title": "Storyboard", "description": "Six images", "language": "en",
				 "price": {"amount": "120", "currency": "EUR"}, "deliveryTime": "P2D", "pictures": [%s]}"""
			.formatted(String.join(",", pictures));
	}

	private static String picture(String id, String text) {
		return "{\"id\": \"" + id + "\", \"alternativeText\": \"" + text + "\"}";
	}

	private static Map<String, String> form() {
		return new LinkedHashMap<>(Map.ofEntries(Map.entry("title", "Storyboard"),
				Map.entry("description", "Six images"), Map.entry("language", "en"), Map.entry("price.amount", "120"),
				Map.entry("price.currency", "EUR"), Map.entry("deliveryTime", "2"), Map.entry("revisions", "2"),
				Map.entry("revisionRoundTime", "1"), Map.entry("approval", "PLAN"), Map.entry("updateAskedAfter", "2"),
				Map.entry("updateRemindedAfter", "3")));
	}

	/** As a browser sends the page's form, which has its token in the address. */
	private HttpResponse<String> send(String path, Map<String, String> fields, String action,
			Map<String, byte[]> pictures) {
		String page = this.freelancer.get("/sell/listings/new").body();
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		fields.forEach((name, value) -> part(body, name, null, value.getBytes(StandardCharsets.UTF_8)));
		part(body, "action", null, action.getBytes(StandardCharsets.UTF_8));
		pictures.forEach((name, content) -> part(body, "picture", name, content));
		body.writeBytes("--b--\r\n".getBytes(StandardCharsets.UTF_8));
		return this.freelancer
			.send(this.freelancer.request(path + found("action=\"/sell/listings(\\?_csrf=[^\"]+)\"", page))
				.header("Content-Type", "multipart/form-data; boundary=b")
				.POST(BodyPublishers.ofByteArray(body.toByteArray())));
	}

	private static void part(ByteArrayOutputStream body, String name, String file, byte[] content) {
		body.writeBytes(("--b\r\nContent-Disposition: form-data; name=\"" + name + "\""
				+ ((file != null) ? "; filename=\"" + file + "\"" : "") + "\r\n\r\n")
			.getBytes(StandardCharsets.UTF_8));
		body.writeBytes(content);
		body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
	}

	private static String found(String pattern, String text) {
		Matcher found = Pattern.compile(pattern).matcher(text);
		assertThat(found.find()).as(text).isTrue();
		return found.group(1);
	}

	private static String header(HttpResponse<?> answer, String name) {
		return answer.headers().firstValue(name).orElse("");
	}

	private Visitor visitor(String account) {
		return Visitor.withPassword(this.port, account, Newcomers.PASSWORD);
	}

	private Visitor signedIn(String account) {
		Visitor visitor = Visitor.stranger(this.port);
		visitor.signIn(account, Newcomers.PASSWORD);
		visitor.readCsrf();
		return visitor;
	}

}
