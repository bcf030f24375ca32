package io.orderflow.order.web;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.Visitor;
import io.orderflow.catalog.ApprovalNeeded;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.OrderScenario;
import io.orderflow.scenario.Storyboard;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The people of the demo over HTTP, and the orders between them, each as far as a test
 * needs it: Léa sells, Camille orders, Oliver has nothing to do with it, Mona approves
 * services.
 */
public final class Market {

	static final ObjectMapper JSON = new ObjectMapper();

	static final String STORY = """
			{"key":"story","kind":"TEXT","prompt":"Your story?","mandatory":true}""";

	static final String FORMAT = """
			{"key":"format","kind":"SINGLE_CHOICE","prompt":"Format","mandatory":true,"choices":["16:9","4:3"]}""";

	static final String MOODS = """
			{"key":"moods","kind":"MULTIPLE_CHOICE","prompt":"Moods","mandatory":false,"choices":["Night","Day"]}""";

	static final String BY = """
			{"key":"by","kind":"DATE","prompt":"Needed by","mandatory":false}""";

	static final String LOGO = """
			{"key":"logo","kind":"FILE","prompt":"Logo","mandatory":false,"accepts":["image/*"]}""";

	private static final Storyboard STORYBOARD = Storyboard.ordinary().asking(Storyboard.STORY, Storyboard.FORMAT);

	private final int port;

	private final Marketplace marketplace;

	private final String freelancer;

	private final String client;

	private final Visitor lea;

	private final Visitor camille;

	private final Visitor oliver;

	private final Visitor mona;

	public Market(int port, Marketplace marketplace) {
		this(port, marketplace, Marketplace.FREELANCER, Marketplace.CLIENT);
	}

	/** With others in the places of Léa and Camille, who have met before. */
	public Market(int port, Marketplace marketplace, String freelancer, String client) {
		this.port = port;
		this.marketplace = marketplace;
		this.freelancer = freelancer;
		this.client = client;
		this.lea = Marketplace.visitor(port, freelancer).reading("en");
		this.camille = Marketplace.visitor(port, client);
		this.oliver = Visitor.withPassword(port, "oliver", "orderflow");
		this.mona = Visitor.withPassword(port, "mona", "orderflow");
	}

	public Visitor lea() {
		return this.lea;
	}

	public Visitor camille() {
		return this.camille;
	}

	public Visitor oliver() {
		return this.oliver;
	}

	/** A service of Léa's that no moderator has looked at. */
	public String unapprovedListing(String approval, int revisions, String... questions) {
		return created(this.lea.post("/api/listings", """
				{"title":"Storyboard","description":"Six images","language":"fr",
				 "price":{"amount":"120.00","currency":"EUR"},"deliveryTime":"P5D","revisions":%d,
				 "approval":"%s","updateAskedAfter":"P2D","updateRemindedAfter":"P3D","revisionRoundTime":"P3D",
				 "questions":[%s]}""".formatted(revisions, approval, String.join(",", questions)))).get("id").asText();
	}

	public String listing(String approval, int revisions, String... questions) {
		String id = unapprovedListing(approval, revisions, questions);
		ok(this.lea.post("/api/listings/" + id + "/submission", ""));
		approve(id);
		return id;
	}

	/** What waits for it, by the moderator. */
	public void approve(String listing) {
		ok(this.mona.post("/api/listings/" + listing + "/review", "{\"decision\":\"approve\"}"));
	}

	/** The same service at another price, approved again. */
	public void priced(String listing, String amount) {
		ObjectNode content = (ObjectNode) ok(this.lea.get("/api/listings/" + listing)).get("content");
		((ObjectNode) content.get("price")).put("amount", amount);
		ok(this.lea.put("/api/listings/" + listing, content.toString()));
		ok(this.lea.post("/api/listings/" + listing + "/submission", ""));
		approve(listing);
	}

	/** An order that is walked on in sentences, over the API. */
	public OrderScenario anOrder() {
		return this.marketplace.anOrderOverHttp(this.port)
			.between(this.client, this.freelancer)
			.of(STORYBOARD.approving(ApprovalNeeded.DRAFT_AND_PLAN)
				.asking(Storyboard.STORY, Storyboard.FORMAT, Storyboard.MOODS, Storyboard.BY, Storyboard.LOGO));
	}

	public String storyboard() {
		return anOrder().listing().toString();
	}

	/** An order that waits for its requirements. */
	public String placed() {
		return anOrder().number();
	}

	public String placed(String listing) {
		return created(this.camille.post("/api/orders", json(Map.of("listing", listing)))).get("number").asText();
	}

	/** An order whose requirements are with the freelancer. */
	public String inReview(String approval) {
		return inReview(ApprovalNeeded.valueOf(approval)).number();
	}

	private OrderScenario inReview(ApprovalNeeded approval) {
		return anOrder().of(STORYBOARD.approving(approval)).withRequirements();
	}

	public String planning(String approval) {
		return inReview(ApprovalNeeded.valueOf(approval)).requirementsClear().number();
	}

	public String drafting() {
		return inReview(ApprovalNeeded.DRAFT_AND_PLAN).requirementsClear().planned().number();
	}

	public String draftInReview() {
		return inReview(ApprovalNeeded.DRAFT_AND_PLAN).requirementsClear()
			.planned()
			.draftSubmitted()
			.previewAnswered("notMade")
			.number();
	}

	public String inProduction() {
		return production().number();
	}

	private OrderScenario production() {
		return inReview(ApprovalNeeded.NONE).requirementsClear().planned();
	}

	public String delivered() {
		return production().delivered().number();
	}

	public String completed() {
		return production().delivered().accepted().number();
	}

	public static String onePlannedTask() {
		return json(Map.of("tasks", List.of(Map.of("title", "Draw", "deadline", today()))));
	}

	public static String today() {
		return LocalDate.now(ZoneOffset.UTC).plusDays(1).toString();
	}

	/** The workers' answer, here without their HTTP: they made nothing. */
	public void workersAnswer(String topic) {
		this.marketplace.workersAnswer(topic, "notMade");
	}

	public static String upload(Visitor owner, String name, String content) {
		HttpResponse<String> answer = owner.send(owner.request("/api/files?name=" + name)
			.header("Content-Type", "application/octet-stream")
			.POST(BodyPublishers.ofString(content)));
		return created(answer).at("/files/0/id").asText();
	}

	public static JsonNode ok(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		return read(answer);
	}

	public static JsonNode created(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
		return read(answer);
	}

	/** A refusal with this status and this stable type; what it says is returned. */
	public static JsonNode refused(HttpResponse<String> answer, int status, String code) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
		JsonNode problem = read(answer);
		assertThat(problem.path("type").asText()).as(answer.body()).isEqualTo("urn:orderflow:problem:" + code);
		assertThat(problem.path("detail").asText()).isNotBlank();
		return problem;
	}

	public static JsonNode read(HttpResponse<String> answer) {
		try {
			return JSON.readTree(answer.body());
		}
		catch (JsonProcessingException ex) {
			throw new AssertionError(answer.body(), ex);
		}
	}

	public static String json(Object value) {
		try {
			return JSON.writeValueAsString(value);
		}
		catch (JsonProcessingException ex) {
			throw new AssertionError(ex);
		}
	}

}
