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
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.externaltask.LockedExternalTask;

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

	private static final Map<String, Object> ANSWERS = Map.of("story", "A fox looks for the sea.", "format", "16:9");

	private final ExternalTaskService externalTasks;

	private final Visitor lea;

	private final Visitor camille;

	private final Visitor oliver;

	private final Visitor mona;

	public Market(int port, ExternalTaskService externalTasks) {
		this(port, externalTasks, Visitor.withPassword(port, "lea", "orderflow").reading("en"),
				Visitor.withPassword(port, "camille", "orderflow"));
	}

	/** With others in the places of Léa and Camille, who have met before. */
	Market(int port, ExternalTaskService externalTasks, Visitor lea, Visitor camille) {
		this.externalTasks = externalTasks;
		this.lea = lea;
		this.camille = camille;
		this.oliver = Visitor.withPassword(port, "oliver", "orderflow");
		this.mona = Visitor.withPassword(port, "mona", "orderflow");
	}

	Visitor lea() {
		return this.lea;
	}

	Visitor camille() {
		return this.camille;
	}

	Visitor oliver() {
		return this.oliver;
	}

	/** A service of Léa's that no moderator has looked at. */
	String unapprovedListing(String approval, int revisions, String... questions) {
		return created(this.lea.post("/api/listings", """
				{"title":"Storyboard","description":"Six images","language":"fr",
				 "price":{"amount":"120.00","currency":"EUR"},"deliveryTime":"P5D","revisions":%d,
				 "approval":"%s","updateAskedAfter":"P2D","updateRemindedAfter":"P3D","revisionRoundTime":"P3D",
				 "questions":[%s]}""".formatted(revisions, approval, String.join(",", questions)))).get("id").asText();
	}

	String listing(String approval, int revisions, String... questions) {
		String id = unapprovedListing(approval, revisions, questions);
		ok(this.lea.post("/api/listings/" + id + "/submission", ""));
		ok(this.mona.post("/api/listings/" + id + "/review", "{\"decision\":\"approve\"}"));
		return id;
	}

	/** The same service at another price, approved again. */
	void priced(String listing, String amount) {
		ObjectNode content = (ObjectNode) ok(this.lea.get("/api/listings/" + listing)).get("content");
		((ObjectNode) content.get("price")).put("amount", amount);
		ok(this.lea.put("/api/listings/" + listing, content.toString()));
		ok(this.lea.post("/api/listings/" + listing + "/submission", ""));
		ok(this.mona.post("/api/listings/" + listing + "/review", "{\"decision\":\"approve\"}"));
	}

	public String storyboard() {
		return listing("DRAFT_AND_PLAN", 1, STORY, FORMAT, MOODS, BY, LOGO);
	}

	/** An order that waits for its requirements. */
	public String placed() {
		return placed(storyboard());
	}

	String placed(String listing) {
		return created(this.camille.post("/api/orders", json(Map.of("listing", listing)))).get("number").asText();
	}

	/** An order whose requirements are with the freelancer. */
	String inReview(String approval) {
		String listing = listing(approval, 1, STORY, FORMAT);
		return created(this.camille.post("/api/orders", json(Map.of("listing", listing, "answers", ANSWERS))))
			.get("number")
			.asText();
	}

	String planning(String approval) {
		String number = inReview(approval);
		ok(this.lea.post("/api/orders/" + number + "/requirements/review", "{\"decision\":\"clear\"}"));
		return number;
	}

	String drafting() {
		String number = planning("DRAFT_AND_PLAN");
		ok(this.lea.post("/api/orders/" + number + "/plan", onePlannedTask()));
		return number;
	}

	String draftInReview() {
		String number = drafting();
		ok(this.lea.post("/api/orders/" + number + "/drafts",
				json(Map.of("message", "A sketch", "files", List.of(upload(this.lea, "sketch.txt", "sketch"))))));
		workersAnswer("draft.preparePreview");
		return number;
	}

	public String inProduction() {
		String number = planning("NONE");
		ok(this.lea.post("/api/orders/" + number + "/plan", onePlannedTask()));
		return number;
	}

	String delivered() {
		String number = inProduction();
		ok(this.lea.post("/api/orders/" + number + "/deliveries", "{\"message\":\"Here it is\"}"));
		return number;
	}

	String completed() {
		String number = delivered();
		ok(this.camille.post("/api/orders/" + number + "/deliveries/review", "{\"decision\":\"accept\"}"));
		return number;
	}

	static String onePlannedTask() {
		return json(Map.of("tasks", List.of(Map.of("title", "Draw", "deadline", today()))));
	}

	static String today() {
		return LocalDate.now(ZoneOffset.UTC).plusDays(1).toString();
	}

	/** The workers that stand in until real ones are written, here without their HTTP. */
	void workersAnswer(String topic) {
		for (LockedExternalTask task : this.externalTasks.fetchAndLock(100, "test").topic(topic, 10_000).execute()) {
			this.externalTasks.complete(task.getId(), "test", null, Map.of("result", "notMade"));
		}
	}

	static String upload(Visitor owner, String name, String content) {
		HttpResponse<String> answer = owner.send(owner.request("/api/files?name=" + name)
			.header("Content-Type", "application/octet-stream")
			.POST(BodyPublishers.ofString(content)));
		return created(answer).at("/files/0/id").asText();
	}

	static JsonNode ok(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		return read(answer);
	}

	static JsonNode created(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
		return read(answer);
	}

	/** A refusal with this status and this stable type; what it says is returned. */
	static JsonNode refused(HttpResponse<String> answer, int status, String code) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
		JsonNode problem = read(answer);
		assertThat(problem.path("type").asText()).as(answer.body()).isEqualTo("urn:orderflow:problem:" + code);
		assertThat(problem.path("detail").asText()).isNotBlank();
		return problem;
	}

	static JsonNode read(HttpResponse<String> answer) {
		try {
			return JSON.readTree(answer.body());
		}
		catch (JsonProcessingException ex) {
			throw new AssertionError(answer.body(), ex);
		}
	}

	static String json(Object value) {
		try {
			return JSON.writeValueAsString(value);
		}
		catch (JsonProcessingException ex) {
			throw new AssertionError(ex);
		}
	}

}
