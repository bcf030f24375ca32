package io.orderflow.portrait;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.awt.image.BufferedImage;

import javax.imageio.ImageIO;

import com.jayway.jsonpath.JsonPath;
import io.orderflow.BareOrders;
import io.orderflow.BareOrders.BareOrder;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.SampleFiles;
import io.orderflow.Visitor;
import io.orderflow.conversation.ConversationService;
import io.orderflow.platform.UserStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;

/** What stands beside a name: a picture, or initials. */
@OrderflowTest
class PortraitTest {

	@LocalServerPort
	private int port;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private BareOrders orders;

	@Autowired
	private ConversationService conversations;

	@Autowired
	private JdbcClient jdbc;

	private String name;

	private Visitor person;

	private String other;

	private UUID talk;

	@BeforeEach
	void people() {
		this.name = this.newcomers.person("Zoe", Locale.ENGLISH, UserStore.FREELANCERS);
		this.person = Visitor.withPassword(this.port, this.name, Newcomers.PASSWORD);
		this.other = this.newcomers.client();
		BareOrder order = this.orders.placed(this.other, this.name);
		this.talk = this.conversations.openForOrder(order.id(), order.number(), "Storyboard", this.other, this.name);
		HttpResponse<String> posted = this.person.post("/api/conversations/" + this.talk + "/messages",
				"{\"message\": \"Hello\"}");
		assertThat(posted.statusCode()).as(posted.body()).isBetween(200, 201);
	}

	@Test
	void whoever_has_no_picture_is_their_initials() {
		assertThat(signedIn(this.other).get("/conversations").body())
			.containsPattern("<span class=\"face tone-\\d\" aria-hidden=\"true\">ZN</span>");
	}

	@Test
	void a_picture_is_the_square_in_the_middle_and_stands_beside_the_name() throws IOException {
		String shown = show(SampleFiles.picture("png", 900, 300));
		String href = JsonPath.read(shown, "$.href");
		HttpResponse<byte[]> picture = this.person.bytes(this.person.request(href).GET());
		BufferedImage drawn = ImageIO.read(new ByteArrayInputStream(picture.body()));
		assertThat(drawn.getWidth()).isEqualTo(300).isEqualTo(drawn.getHeight());
		assertThat(drawn.getRGB(20, 150) & 0xFF).as("red on the left").isLessThan(60);
		assertThat(drawn.getRGB(280, 150) & 0xFF).as("blue on the right").isGreaterThan(200);

		String small = JsonPath.read(shown, "$.smallHref");
		Visitor reader = signedIn(this.other);
		assertThat(reader.get(small).statusCode()).isEqualTo(200);
		for (String path : new String[] { "/conversations", "/conversations/" + this.talk }) {
			assertThat(reader.get(path).body()).as(path)
				.contains("<img class=\"face\" alt=\"\" width=\"32\" height=\"32\" loading=\"lazy\" src=\"" + small);
		}
		assertThat(Visitor.stranger(this.port).get(small).statusCode()).isEqualTo(401);
	}

	@Test
	void it_stands_wherever_an_order_or_a_message_names_somebody() {
		Visitor client = signedIn(this.other);
		String small = JsonPath.read(show(SampleFiles.picture("png", 60, 60)), "$.smallHref");
		String picture = "<img class=\"face\" alt=\"\" width=\"32\" height=\"32\" loading=\"lazy\" src=\"" + small;
		assertThat(client.get("/buy").body()).contains(picture);
		assertThat(client.get("/find?q=storyboard").body()).contains(picture);
		assertThat(StringUtils.countOccurrencesOf(client.get("/conversations/" + this.talk).body(), picture))
			.as("beside the title, and beside the message")
			.isEqualTo(2);
		client.form("/conversations/" + this.talk + "/messages",
				Map.of("key", UUID.randomUUID().toString(), "message", "Good morning"));
		String initials = "<span class=\"face tone-\\d\" aria-hidden=\"true\">CN</span>";
		Visitor freelancer = signedIn(this.name);
		assertThat(freelancer.get("/conversations/" + this.talk).body())
			.containsPattern("(?s)id=\"message-list\".*" + initials);
		assertThat(freelancer.get("/sell").body())
			.containsPattern("(?s)id=\"order-list\".*" + initials + ".*id=\"unanswered\".*" + initials);
	}

	@Test
	void another_takes_its_place_and_none_brings_the_initials_back() {
		String first = JsonPath.read(show(SampleFiles.picture("png", 40, 40)), "$.href");
		String second = JsonPath.read(show(SampleFiles.picture("png", 50, 50)), "$.href");
		assertThat(this.person.get(first).statusCode()).isEqualTo(404);
		assertThat(this.person.get(second).statusCode()).isEqualTo(200);
		for (int times = 0; times < 2; times++) {
			assertThat(this.person.delete("/api/me/picture").statusCode()).isEqualTo(204);
		}
		assertThat(this.person.get(second).statusCode()).isEqualTo(404);
		assertThat(this.jdbc.sql("select count(*) from attachment where owner = :owner")
			.param("owner", this.name)
			.query(Integer.class)
			.single()).isZero();
	}

	@Test
	void what_cannot_be_shown_is_told_on_the_field() {
		HttpResponse<String> none = this.person.put("/api/me/picture", "{}");
		assertThat(none.statusCode()).isEqualTo(400);
		assertThat((String) JsonPath.read(none.body(), "$.errors[0].field")).isEqualTo("file");
		HttpResponse<String> text = this.person.put("/api/me/picture",
				"{\"file\": \"" + upload("A fox".getBytes(StandardCharsets.UTF_8)) + "\"}");
		assertThat((String) JsonPath.read(text.body(), "$.errors[0].code")).isEqualTo("wrong-file-type");
		HttpResponse<String> unknown = this.person.put("/api/me/picture", "{\"file\": \"" + UUID.randomUUID() + "\"}");
		assertThat((String) JsonPath.read(unknown.body(), "$.errors[0].code")).isEqualTo("unknown-file");
		assertThat((String) JsonPath.read(unknown.body(), "$.errors[0].detail")).as("an id says nothing to a person")
			.doesNotContainPattern("[0-9a-f]{8}-[0-9a-f]{4}");
	}

	@Test
	void nobody_shows_what_another_has_uploaded() {
		String file = upload(SampleFiles.picture("png", 40, 40));
		Visitor thief = Visitor.withPassword(this.port, this.other, Newcomers.PASSWORD);
		assertThat(thief.put("/api/me/picture", "{\"file\": \"" + file + "\"}").statusCode()).isEqualTo(400);
		assertThat(this.person.put("/api/me/picture", "{\"file\": \"" + file + "\"}").statusCode()).isEqualTo(200);
	}

	@Test
	void the_page_says_what_is_shown_and_asks_for_a_file() {
		Visitor reader = signedIn(this.name);
		String page = reader.get("/account/picture").body();
		assertThat(page).contains(">ZN</span>").doesNotContain("/account/picture/removal");
		assertThat(reader.get("/account").body()).contains("/account/picture");
		String action = page.replaceAll("(?s).*action=\"(/account/picture\\?_csrf=[^\"]+)\".*", "$1");
		HttpResponse<String> empty = reader.send(reader.request(action)
			.header("Content-Type", "multipart/form-data; boundary=b")
			.POST(BodyPublishers
				.ofString("--b\r\nContent-Disposition: form-data; name=\"picture\"; filename=\"\"\r\n\r\n"
						+ "\r\n--b--\r\n")));
		assertThat(empty.statusCode()).isEqualTo(400);
		assertThat(empty.body()).contains("picture-error");
		show(SampleFiles.picture("png", 40, 40));
		assertThat(reader.get("/account/picture").body()).contains("class=\"face large\" alt=\"\"",
				"/account/picture/removal");
		assertThat(reader.form("/account/picture/removal", Map.of()).statusCode()).isEqualTo(302);
		assertThat(reader.get("/account/picture").body()).contains(">ZN</span>");
	}

	private String show(byte[] picture) {
		HttpResponse<String> shown = this.person.put("/api/me/picture", "{\"file\": \"" + upload(picture) + "\"}");
		assertThat(shown.statusCode()).as(shown.body()).isEqualTo(200);
		return shown.body();
	}

	private String upload(byte[] content) {
		HttpResponse<String> answer = this.person.send(this.person.request("/api/files?name=me.png")
			.header("Content-Type", "application/octet-stream")
			.POST(BodyPublishers.ofByteArray(content)));
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
		return JsonPath.read(answer.body(), "$.files[0].id");
	}

	private Visitor signedIn(String account) {
		Visitor visitor = Visitor.stranger(this.port);
		visitor.signIn(account, Newcomers.PASSWORD);
		visitor.readCsrf();
		return visitor;
	}

}
