package io.orderflow.catalog.web;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import io.orderflow.platform.UserStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Services as a storefront and a freelancer's own tools use them. */
@OrderflowTest
class ListingApiTest {

	private static final String LOGO = """
			{"title": "Logo <b>&amp;</b> \\u202E 🖌", "description": "Three proposals.", "language": "en",
			 "price": {"amount": "120", "currency": "EUR"}, "deliveryTime": "P2D",
			 "questions": [{"key": "style", "kind": "single-choice", "prompt": "Which?", "mandatory": true,
			                "choices": ["Plain", "Playful"]}]}
			""";

	@LocalServerPort
	private int port;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private JdbcClient jdbc;

	private String seller;

	private Visitor freelancer;

	@BeforeEach
	void signIn() {
		this.seller = this.newcomers.freelancer();
		this.freelancer = visitor(this.seller);
	}

	@Test
	void the_page_that_notifications_link_to_shows_the_service_as_text() {
		String id = json(this.freelancer.post("/api/listings", LOGO), "$.id");
		HttpResponse<String> own = signedIn(this.seller).get("/sell/listings/" + id);
		assertThat(own.statusCode()).isEqualTo(200);
		assertThat(own.body()).contains("Logo &lt;b&gt;&amp;amp;&lt;/b&gt;").doesNotContain("<b>&amp;</b>");
		assertThat(signedIn(this.newcomers.client()).get("/sell/listings/" + id).statusCode()).isEqualTo(404);
	}

	/**
	 * Before there was a bound on all questions together, 500,000 characters were taken.
	 */
	@Test
	void a_service_that_was_kept_with_more_than_its_bound_is_opened() {
		String id = json(this.freelancer.post("/api/listings", LOGO), "$.id");
		String question = "{\"key\":\"long\",\"kind\":\"TEXT\",\"prompt\":\"" + "x".repeat(300_000)
				+ "\",\"mandatory\":false,\"choices\":[],\"accepts\":[]}";
		this.jdbc
			.sql("update listing set content = jsonb_set(content, '{questions}', :questions::jsonb) where id = :id")
			.param("questions", "[" + question + "]")
			.param("id", UUID.fromString(id))
			.update();
		HttpResponse<String> own = signedIn(this.seller).get("/sell/listings/" + id);
		assertThat(own.statusCode()).isEqualTo(200);
		assertThat(own.body()).contains("x".repeat(300_000));
	}

	@Test
	void a_service_is_written_submitted_approved_and_found() {
		HttpResponse<String> created = this.freelancer.post("/api/listings", LOGO);
		assertThat(created.statusCode()).isEqualTo(201);
		String path = created.headers().firstValue("Location").orElseThrow();
		assertThat(json(created, "$.state")).isEqualTo("DRAFT");
		assertThat(json(created, "$.content.title")).isEqualTo("Logo <b>&amp;</b> \u202E 🖌");
		assertThat(json(created, "$.content.price.amount")).isEqualTo("120.00");
		assertThat(json(created, "$.content.revisions")).isEqualTo("1");
		assertThat(json(created, "$.content.approval")).isEqualTo("DRAFT_AND_PLAN");
		assertThat(json(created, "$.content.revisionRoundTime")).isEqualTo("PT48H");

		Visitor client = visitor(this.newcomers.client());
		assertThat(client.get(path).statusCode()).isEqualTo(404);
		assertThat(this.freelancer.post(path + "/submission", "").statusCode()).isEqualTo(200);
		HttpResponse<String> approved = visitor(this.newcomers.moderator()).post(path + "/review",
				"{\"decision\": \"approve\"}");
		assertThat(approved.statusCode()).isEqualTo(200);
		assertThat(json(approved, "$.state")).isEqualTo("APPROVED");
		assertThat(json(client.get(path), "$.versionOnSale")).isEqualTo("1");
		assertThat((List<String>) JsonPath.read(client.get("/api/listings?q=proposals&limit=100").body(),
				"$.items[*].listingId"))
			.contains(path.substring(path.lastIndexOf('/') + 1));
		assertThat(json(this.freelancer.get("/api/listings/mine"), "$.items.length()")).isEqualTo("1");
	}

	@Test
	void a_moderator_decides_on_what_was_read() {
		String path = this.freelancer.post("/api/listings", LOGO).headers().firstValue("Location").orElseThrow();
		assertThat(this.freelancer.post(path + "/submission", "").statusCode()).isEqualTo(200);
		Visitor first = visitor(this.newcomers.moderator());
		Visitor second = visitor(this.newcomers.moderator());
		String read = json(second.get(path), "$.version");
		assertThat(first.post(path + "/review", "{\"decision\":\"reject\",\"reason\":\"Too short.\"}").statusCode())
			.isEqualTo(200);
		assertThat(this.freelancer.put(path, LOGO.replace("proposals", "lies")).statusCode()).isEqualTo(200);
		assertThat(this.freelancer.post(path + "/submission", "").statusCode()).isEqualTo(200);

		String approval = "{\"decision\":\"approve\",\"version\":%s}";
		HttpResponse<String> refused = second.post(path + "/review", approval.formatted(read));
		assertThat(refused.statusCode()).isEqualTo(409);
		assertThat(refused.body()).contains("changed-meanwhile");
		assertThat(json(second.get(path), "$.state")).isEqualTo("SUBMITTED");
		assertThat(second.post(path + "/review", approval.formatted("2")).statusCode()).isEqualTo(200);
		assertThat(json(second.get(path), "$.versionOnSale")).isEqualTo("2");
	}

	@Test
	void of_many_moderators_at_once_one_reviews_it() {
		List<Visitor> moderators = Stream.generate(() -> visitor(this.newcomers.moderator())).limit(6).toList();
		ExecutorService atOnce = Executors.newFixedThreadPool(moderators.size());
		try {
			for (int round = 0; round < 4; round++) {
				String path = this.freelancer.post("/api/listings", LOGO)
					.headers()
					.firstValue("Location")
					.orElseThrow();
				assertThat(this.freelancer.post(path + "/submission", "").statusCode()).isEqualTo(200);
				List<Integer> answers = moderators.stream()
					.map((moderator) -> CompletableFuture.supplyAsync(
							() -> moderator.post(path + "/review", "{\"decision\": \"approve\"}").statusCode(), atOnce))
					.toList()
					.stream()
					.map(CompletableFuture::join)
					.sorted()
					.toList();
				assertThat(answers).containsExactly(200, 409, 409, 409, 409, 409);
			}
		}
		finally {
			atOnce.shutdown();
		}
	}

	@Test
	void everything_wrong_is_told_field_by_field_in_the_readers_language() {
		String lea = this.newcomers.person("Lea", Locale.FRENCH, UserStore.FREELANCERS);
		HttpResponse<String> refused = visitor(lea).post("/api/listings", """
				{"title": "", "description": "x", "price": {"amount": "12,50", "currency": "EURO"},
				 "deliveryTime": "5 days", "approval": "sometimes",
				 "questions": [null, {"key": "a", "kind": "song", "prompt": "?", "choices": [null]}]}
				""");
		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat(json(refused, "$.type")).isEqualTo("urn:orderflow:problem:invalid-input");
		assertThat((List<String>) JsonPath.read(refused.body(), "$.errors[*].field")).containsExactlyInAnyOrder("title",
				"language", "price.amount", "price.currency", "deliveryTime", "approval", "questions[0]",
				"questions[1].kind", "questions[1].choices");
		assertThat(refused.body()).contains("«\u00a012,50\u00a0» n’est pas un montant");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "E.R", "[", "(.*)*(.*)*(.*)*(.*)*(.*)*(.*)*(.*)*(.*)*(.*)*(.*)*(.*)*(.*)*(.*)*(.*)*(.*)*x" })
	void a_currency_is_no_pattern(String code) {
		HttpResponse<String> refused = this.freelancer.post("/api/listings",
				LOGO.replace("\"EUR\"", "\"" + code + "\""));
		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat((List<String>) JsonPath.read(refused.body(), "$.errors[*].field")).containsExactly("price.currency");
	}

	@Test
	void only_its_freelancer_changes_it_and_only_a_moderator_decides() {
		String path = this.freelancer.post("/api/listings", LOGO).headers().firstValue("Location").orElseThrow();
		Visitor other = visitor(this.newcomers.freelancer());
		assertThat(other.put(path, LOGO).statusCode()).isEqualTo(404);
		assertThat(other.post(path + "/submission", "").statusCode()).isEqualTo(404);
		assertThat(this.freelancer.post(path + "/review", "{\"decision\": \"approve\"}").statusCode()).isEqualTo(403);
		assertThat(this.freelancer.post(path + "/submission", "").statusCode()).isEqualTo(200);
		assertThat(this.freelancer.put(path, LOGO).statusCode()).isEqualTo(409);
		Visitor moderator = visitor(this.newcomers.moderator());
		HttpResponse<String> unsaid = moderator.post(path + "/review", "{\"decision\": \"reject\"}");
		assertThat(unsaid.statusCode()).isEqualTo(400);
		assertThat(json(unsaid, "$.errors[0].field")).isEqualTo("reason");
		assertThat(moderator.post(path + "/review", "{}").statusCode()).isEqualTo(400);
		assertThat(moderator.post(path + "/review", "{\"decision\": \"reject\", \"reason\": \"No.\"}").statusCode())
			.isEqualTo(200);
		HttpResponse<String> late = moderator.post(path + "/review", "{\"decision\": \"approve\"}");
		assertThat(late.statusCode()).isEqualTo(409);
		HttpResponse<String> changed = this.freelancer.put(path, LOGO.replace("P2D", "PT36H"));
		assertThat(json(changed, "$.state")).isEqualTo("DRAFT");
	}

	@Test
	void only_what_was_never_submitted_is_removed() {
		String path = this.freelancer.post("/api/listings", LOGO).headers().firstValue("Location").orElseThrow();
		assertThat(visitor(this.newcomers.freelancer()).delete(path).statusCode()).isEqualTo(404);
		assertThat(this.freelancer.delete(path).statusCode()).isEqualTo(204);
		assertThat(this.freelancer.get(path).statusCode()).isEqualTo(404);

		path = this.freelancer.post("/api/listings", LOGO).headers().firstValue("Location").orElseThrow();
		this.freelancer.post(path + "/submission", "");
		this.freelancer.delete(path + "/submission");
		HttpResponse<String> refused = this.freelancer.delete(path);
		assertThat(refused.statusCode()).isEqualTo(409);
		assertThat(json(refused, "$.type")).isEqualTo("urn:orderflow:problem:listing-was-submitted");
		assertThat(this.freelancer.get(path).statusCode()).isEqualTo(200);
	}

	@Test
	void what_is_taken_off_sale_is_nobodys_to_see_or_order_until_it_is_put_back() {
		String path = this.freelancer.post("/api/listings", LOGO).headers().firstValue("Location").orElseThrow();
		String id = path.substring(path.lastIndexOf('/') + 1);
		HttpResponse<String> early = this.freelancer.delete(path + "/sale");
		assertThat(early.statusCode()).isEqualTo(409);
		assertThat(json(early, "$.type")).isEqualTo("urn:orderflow:problem:listing-nothing-approved");
		assertThat(this.freelancer.post(path + "/submission", "").statusCode()).isEqualTo(200);
		visitor(this.newcomers.moderator()).post(path + "/review", "{\"decision\": \"approve\"}");
		Visitor client = visitor(this.newcomers.client());
		assertThat(client.delete(path + "/sale").statusCode()).isEqualTo(404);
		assertThat(client.put(path + "/sale", "").statusCode()).isEqualTo(404);

		HttpResponse<String> off = this.freelancer.delete(path + "/sale");
		assertThat(off.statusCode()).isEqualTo(200);
		assertThat(json(off, "$.state")).isEqualTo("APPROVED");
		String since = json(off, "$.offSaleSince");
		assertThat(json(this.freelancer.delete(path + "/sale"), "$.offSaleSince")).isEqualTo(since);
		assertThat(json(this.freelancer.get("/api/listings/mine"), "$.items[0].offSaleSince")).isEqualTo(since);
		HttpResponse<String> gone = client.get(path);
		assertThat(gone.statusCode()).isEqualTo(404);
		assertThat(json(gone, "$.type")).isEqualTo("urn:orderflow:problem:listing-off-sale");
		HttpResponse<String> refused = client.post("/api/orders", "{\"listing\":\"" + id + "\"}");
		assertThat(refused.statusCode()).isEqualTo(409);
		assertThat(json(refused, "$.type")).isEqualTo("urn:orderflow:problem:listing-off-sale");

		assertThat(this.freelancer.put(path + "/sale", "").statusCode()).isEqualTo(200);
		assertThat(json(this.freelancer.put(path + "/sale", ""), "$.versionOnSale")).isEqualTo("1");
		assertThat(client.post("/api/orders", "{\"listing\":\"" + id + "\"}").statusCode()).isEqualTo(201);
	}

	@Test
	void a_change_of_what_is_on_sale_is_dropped_and_the_list_says_at_which_price_it_sells_meanwhile() {
		String path = this.freelancer.post("/api/listings", LOGO).headers().firstValue("Location").orElseThrow();
		HttpResponse<String> early = this.freelancer.delete(path + "/change");
		assertThat(early.statusCode()).isEqualTo(409);
		assertThat(json(early, "$.type")).isEqualTo("urn:orderflow:problem:listing-nothing-approved");
		this.freelancer.post(path + "/submission", "");
		visitor(this.newcomers.moderator()).post(path + "/review", "{\"decision\": \"approve\"}");
		assertThat(this.freelancer.put(path, LOGO.replace("\"120\"", "\"250.50\"")).statusCode()).isEqualTo(200);
		HttpResponse<String> mine = this.freelancer.get("/api/listings/mine");
		assertThat(json(mine, "$.items[0].content.price.amount")).isEqualTo("250.50");
		assertThat(json(mine, "$.items[0].priceOnSale.amount")).isEqualTo("120.00");
		assertThat(visitor(this.newcomers.client()).delete(path + "/change").statusCode()).isEqualTo(404);

		for (int time = 1; time <= 2; time++) {
			HttpResponse<String> dropped = this.freelancer.delete(path + "/change");
			assertThat(dropped.statusCode()).isEqualTo(200);
			assertThat(json(dropped, "$.state")).isEqualTo("APPROVED");
			assertThat(json(dropped, "$.content.price.amount")).isEqualTo("120.00");
		}
		assertThat(json(this.freelancer.get("/api/listings/mine"), "$.items[0].state")).isEqualTo("APPROVED");
	}

	@Test
	void who_sells_nothing_is_refused_over_the_api_and_on_the_page() {
		String client = this.newcomers.client();
		HttpResponse<String> refused = visitor(client).post("/api/listings", LOGO);
		assertThat(refused.statusCode()).isEqualTo(403);
		assertThat(json(refused, "$.type")).isEqualTo("urn:orderflow:problem:not-a-freelancer");
		HttpResponse<String> page = signedIn(client).get("/sell/listings/new");
		assertThat(page.statusCode()).isEqualTo(403);
		assertThat(page.body()).contains("Pour proposer vos propres services");
	}

	@Test
	void what_cannot_be_read_is_a_persons_error_not_ours() {
		for (String body : List.of("", "null", "[]", "{\"revisions\": \"many\"}", "{\"questions\": {}}", "{\"a\": 1}",
				"{\"revisions\": 99999999999}")) {
			assertThat(this.freelancer.post("/api/listings", body).statusCode()).as(body).isEqualTo(400);
		}
		assertThat(this.freelancer.get("/api/listings/nonsense").statusCode()).isEqualTo(400);
		assertThat(this.freelancer.get("/api/listings?cursor=x").statusCode()).isEqualTo(400);
		assertThat(this.freelancer.get("/api/listings?limit=x").statusCode()).isEqualTo(400);
	}

	private Visitor visitor(String account) {
		return Visitor.withPassword(this.port, account, Newcomers.PASSWORD);
	}

	private Visitor signedIn(String account) {
		Visitor visitor = Visitor.stranger(this.port);
		visitor.signIn(account, Newcomers.PASSWORD);
		return visitor;
	}

	private static String json(HttpResponse<String> answer, String path) {
		return JsonPath.read(answer.body(), path).toString();
	}

}
