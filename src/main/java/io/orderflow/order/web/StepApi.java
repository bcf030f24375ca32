package io.orderflow.order.web;

import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.orderflow.order.OrderDesk;
import io.orderflow.order.OrderViewService;
import io.orderflow.order.OrderStep;
import io.orderflow.order.OrderView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The decisions that the process asks for, each an address of its own. Each completes the
 * user task that Tasklist would, with the values its form would send, and answers with
 * the order as it then is.
 */
@RestController
@RequestMapping("/api/orders/{number}")
@Tag(name = "Steps of an order",
		description = "409 step-not-open where nobody is asked for it; 403 where it is another's")
class StepApi {

	private final OrderDesk desk;

	private final OrderViewService reading;

	StepApi(OrderDesk desk, OrderViewService reading) {
		this.desk = desk;
		this.reading = reading;
	}

	/**
	 * Answers by question key: a text, a date (today or later where the client is), a
	 * choice, a list of choices or of file ids.
	 */
	record Requirements(Map<String, Object> answers) {

	}

	/** {@code clear}, or {@code clarify} with a question. */
	record RequirementsReview(@Nullable String decision, @Nullable String question) {

	}

	/** The answer to what was unclear, with files where they help. */
	record Clarification(@Nullable String answer, @Nullable List<UUID> files) {

	}

	/** The tasks of the work, each with a deadline as a day: {@code 2026-12-31}. */
	record Plan(@Nullable List<@Nullable Task> tasks) {

	}

	/** A task of the plan. */
	record Task(@Nullable String title, @Nullable String deadline) {

		/** As in a text area; null where there is nothing at all. */
		@Nullable String line() {
			if (this.deadline == null && this.title == null) {
				return null;
			}
			return Stream.of(this.deadline, this.title).filter(Objects::nonNull).collect(Collectors.joining(" "));
		}

	}

	/** A draft: files, a message, and the plan where it changed. */
	record Draft(@Nullable String message, @Nullable List<UUID> files, @Nullable List<@Nullable Task> tasks) {

	}

	/** {@code approve}, or {@code changes} with comments. */
	record DraftReview(@Nullable String decision, @Nullable String comments) {

	}

	/** A message with files: a progress update, a delivery. */
	record Note(@Nullable String message, @Nullable List<UUID> files) {

	}

	/**
	 * {@code accept}, {@code revision} with points, or {@code moreTime}. Each point names
	 * the requirement it belongs to, {@code [logo] Larger}, or lies outside of what was
	 * agreed, {@code [outside] A third one}, {@code [logo, outside] In gold} (B5).
	 */
	record DeliveryReview(@Nullable String decision, @Nullable List<String> points) {

	}

	@PostMapping("/requirements")
	@Operation(summary = "Provide the requirements (S17, S18)",
			description = "Dates as 2026-12-31, today or later in the account's time zone")
	OrderView provideRequirements(@PathVariable String number, @RequestBody Requirements body, Principal client) {
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		if (body.answers() != null) {
			body.answers().forEach((key, answer) -> values.put("answer_" + key, answer));
		}
		return decide(number, OrderStep.PROVIDE_REQUIREMENTS, client, values);
	}

	@PostMapping("/requirements/review")
	@Operation(summary = "Say that the brief is clear, or ask (S19, S22)")
	OrderView reviewRequirements(@PathVariable String number, @RequestBody RequirementsReview body,
			Principal freelancer) {
		return decide(number, OrderStep.REVIEW_REQUIREMENTS, freelancer,
				values("decision", body.decision(), "question", body.question()));
	}

	@PostMapping("/requirements/clarification")
	@Operation(summary = "Answer what was unclear (S19)")
	OrderView clarify(@PathVariable String number, @RequestBody Clarification body, Principal client) {
		return decide(number, OrderStep.CLARIFY_REQUIREMENTS, client,
				values("answer", body.answer(), "files", body.files()));
	}

	@PostMapping("/plan")
	@Operation(summary = "Plan the work (S21)")
	OrderView plan(@PathVariable String number, @RequestBody Plan body, Principal freelancer) {
		return decide(number, OrderStep.PLAN_WORK, freelancer, values("tasks", lines(body.tasks())));
	}

	@PostMapping("/drafts")
	@Operation(summary = "Put a draft, the plan, or both before the client (S23)")
	OrderView submitDraft(@PathVariable String number, @RequestBody Draft body, Principal freelancer) {
		return decide(number, OrderStep.SUBMIT_DRAFT, freelancer,
				values("message", body.message(), "files", body.files(), "tasks", lines(body.tasks())));
	}

	@PostMapping("/drafts/review")
	@Operation(summary = "Approve the draft, or ask for changes (S24, B3)")
	OrderView reviewDraft(@PathVariable String number, @RequestBody DraftReview body, Principal client) {
		return decide(number, OrderStep.REVIEW_DRAFT, client,
				values("decision", body.decision(), "comments", body.comments()));
	}

	@PostMapping("/updates")
	@Operation(summary = "Post a progress update, asked for or not (S25)",
			description = "With an Idempotency-Key, a repeat posts nothing more")
	OrderView postUpdate(@PathVariable String number,
			@RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key, @RequestBody Note body,
			Principal freelancer) {
		this.desk.postUpdate(number, freelancer.getName(), note(body), (key != null) ? "api/" + key : null);
		return this.reading.order(number, freelancer.getName());
	}

	@PostMapping("/deliveries")
	@Operation(summary = "Deliver the work (S26)")
	OrderView deliver(@PathVariable String number, @RequestBody Note body, Principal freelancer) {
		return decide(number, OrderStep.DELIVER_WORK, freelancer, note(body));
	}

	@PostMapping("/deliveries/review")
	@Operation(summary = "Accept the delivery, ask for a revision, or for more time (S26, S27)")
	OrderView reviewDelivery(@PathVariable String number, @RequestBody DeliveryReview body, Principal client) {
		return decide(number, OrderStep.REVIEW_DELIVERY, client,
				values("decision", body.decision(), "points", body.points()));
	}

	private OrderView decide(String number, OrderStep step, Principal actor, Map<String, @Nullable Object> values) {
		this.desk.decide(number, step, actor.getName(), values);
		return this.reading.order(number, actor.getName());
	}

	private static Map<String, @Nullable Object> note(Note body) {
		return values("message", body.message(), "files", body.files());
	}

	/** A task that is none stays one, for the step to refuse. */
	private static @Nullable List<@Nullable String> lines(@Nullable List<@Nullable Task> tasks) {
		return (tasks != null) ? tasks.stream().map((task) -> (task != null) ? task.line() : null).toList() : null;
	}

	/** Names and values in turn; what was not sent stays out. */
	private static Map<String, @Nullable Object> values(@Nullable Object... pairs) {
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		for (int i = 0; i < pairs.length; i += 2) {
			if (pairs[i + 1] != null) {
				values.put(String.valueOf(pairs[i]), pairs[i + 1]);
			}
		}
		return values;
	}

}
