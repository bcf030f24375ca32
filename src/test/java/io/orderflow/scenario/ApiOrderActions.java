package io.orderflow.scenario;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderflow.Visitor;
import io.orderflow.catalog.ListingContent;
import io.orderflow.order.OrderStep;
import io.orderflow.order.flow.StepDecision;
import io.orderflow.order.step.ProvideRequirements;
import io.orderflow.platform.JsonbMapper;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/** The API over HTTP, wherever the application runs; everybody sends their password. */
final class ApiOrderActions implements OrderActions {

	private static final ObjectMapper JSON = JsonbMapper.mapper();

	private final int port;

	private final Map<String, Visitor> people = new HashMap<>();

	ApiOrderActions(int port) {
		this.port = port;
	}

	@Override
	public UUID sell(String freelancer, ListingContent content) {
		String listing = post(freelancer, "/api/listings", content, 201).get("id").asText();
		post(freelancer, "/api/listings/" + listing + "/submission", Map.of(), 200);
		post(Marketplace.MODERATOR, "/api/listings/" + listing + "/review", Map.of("decision", "approve"), 200);
		return UUID.fromString(listing);
	}

	@Override
	public String place(String client, UUID listing, ProvideRequirements.@Nullable Decision answers) {
		Map<String, Object> order = new HashMap<>();
		order.put("listing", listing);
		if (answers != null) {
			order.put("answers", answers.answers());
		}
		return post(client, "/api/orders", order, 201).get("number").asText();
	}

	@Override
	public void decide(String number, String person, StepDecision decision) {
		post(person, "/api/orders/" + number + "/" + path(decision.step()), decision, 200);
	}

	private static String path(OrderStep step) {
		return switch (step) {
			case PROVIDE_REQUIREMENTS -> "requirements";
			case REVIEW_REQUIREMENTS -> "requirements/review";
			case CLARIFY_REQUIREMENTS -> "requirements/clarification";
			case PLAN_WORK -> "plan";
			case SUBMIT_DRAFT -> "drafts";
			case REVIEW_DRAFT -> "drafts/review";
			case DELIVER_WORK -> "deliveries";
			case REVIEW_DELIVERY -> "deliveries/review";
			case POST_PROGRESS_UPDATE -> "updates";
			case ANSWER_REQUEST -> "requests/answer";
			case ANSWER_QUESTION -> "questions/answer";
		};
	}

	@Override
	public UUID upload(String owner, String name, String content) {
		Visitor visitor = visitor(owner);
		return UUID.fromString(read(visitor.send(visitor.request("/api/files?name=" + name)
			.header("Content-Type", "application/octet-stream")
			.POST(BodyPublishers.ofString(content))), 201).at("/files/0/id").asText());
	}

	private JsonNode post(String person, String path, Object body, int expected) {
		try {
			return read(visitor(person).post(path, JSON.writeValueAsString(body)), expected);
		}
		catch (JsonProcessingException ex) {
			throw new AssertionError(ex);
		}
	}

	private Visitor visitor(String person) {
		return this.people.computeIfAbsent(person, (id) -> Marketplace.visitor(this.port, id));
	}

	private static JsonNode read(HttpResponse<String> answer, int expected) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(expected);
		try {
			return JSON.readTree(answer.body());
		}
		catch (JsonProcessingException ex) {
			throw new AssertionError(answer.body(), ex);
		}
	}

}
