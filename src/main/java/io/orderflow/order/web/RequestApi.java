package io.orderflow.order.web;

import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.orderflow.order.DisputeView;
import io.orderflow.order.DisputeService;
import io.orderflow.order.OrderDesk;
import io.orderflow.order.OrderViewService;
import io.orderflow.order.OrderStep;
import io.orderflow.order.OrderView;
import io.orderflow.order.RequestDesk;
import io.orderflow.order.RequestView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What one side asks of the other about an order, and what moderators rule (C1, C2, C4).
 */
@RestController
@RequestMapping("/api/orders/{number}/requests")
@Tag(name = "Requests about an order",
		description = "A later date, a cancellation: one is open at a time (409 request-open-already)")
class RequestApi {

	private final RequestDesk requests;

	private final OrderDesk desk;

	private final OrderViewService reading;

	private final DisputeService disputes;

	RequestApi(RequestDesk requests, OrderDesk desk, OrderViewService reading, DisputeService disputes) {
		this.requests = requests;
		this.desk = desk;
		this.reading = reading;
		this.disputes = disputes;
	}

	/**
	 * What is asked.
	 *
	 * @param kind {@code extension} or {@code cancellation}
	 * @param due of an extension: a time, with an offset or in the account's zone
	 * @param responsible of a cancellation: {@code client}, {@code freelancer} or
	 * {@code nobody}
	 */
	record Wish(@Nullable String kind, @Nullable String reason, @Nullable String due, @Nullable String responsible) {

	}

	/** {@code accept} or {@code refuse}, then with a sentence. */
	record Reply(@Nullable String decision, @Nullable String answer) {

	}

	/** Why a moderator should rule otherwise. */
	record Doubt(@Nullable String reason) {

	}

	/** {@code accept}: the order is cancelled; {@code refuse}: it goes on. */
	record Ruling(@Nullable String decision, @Nullable String reason) {

	}

	@GetMapping
	@Operation(summary = "What was asked, the newest first")
	List<RequestView> list(@PathVariable String number, Principal reader) {
		return this.reading.order(number, reader.getName()).requests();
	}

	@PostMapping
	@Operation(summary = "Ask for a later delivery date, or to cancel (C1, C2)")
	OrderView ask(@PathVariable String number, @RequestBody Wish wish, Principal actor) {
		this.requests.ask(number, actor.getName(), values("kind", wish.kind(), "reason", wish.reason(), "due",
				wish.due(), "responsible", wish.responsible()));
		return order(number, actor);
	}

	@PostMapping("/answer")
	@Operation(summary = "Answer the open request", description = "By the other side; 409 step-not-open without one")
	OrderView answer(@PathVariable String number, @RequestBody Reply reply, Principal actor) {
		this.desk.decide(number, OrderStep.ANSWER_REQUEST, actor.getName(),
				values("decision", reply.decision(), "answer", reply.answer()));
		return order(number, actor);
	}

	@PostMapping("/withdrawal")
	@Operation(summary = "Withdraw the open request",
			description = "By whoever asked, while an answer or a ruling is awaited")
	OrderView withdraw(@PathVariable String number, Principal actor) {
		this.requests.withdraw(number, actor.getName());
		return order(number, actor);
	}

	@PostMapping("/dispute")
	@Operation(summary = "Put a refused cancellation to a moderator (C4)",
			description = "By whoever asked, within 48 hours of the refusal")
	OrderView dispute(@PathVariable String number, @RequestBody Doubt doubt, Principal actor) {
		this.requests.dispute(number, actor.getName(), values("reason", doubt.reason()));
		return order(number, actor);
	}

	@GetMapping("/dispute")
	@Operation(summary = "What a moderator is asked to rule on (C4)", description = "For moderators only")
	DisputeView disputed(@PathVariable String number, Principal moderator) {
		return this.disputes.of(number, moderator.getName());
	}

	@PostMapping("/ruling")
	@Operation(summary = "Rule on a dispute (C4)", description = "For moderators only; both sides read the reason")
	DisputeView rule(@PathVariable String number, @RequestBody Ruling ruling, Principal moderator) {
		this.requests.rule(number, moderator.getName(),
				values("decision", ruling.decision(), "reason", ruling.reason()));
		return this.disputes.of(number, moderator.getName());
	}

	private OrderView order(String number, Principal reader) {
		return this.reading.order(number, reader.getName());
	}

	/** Names and values in turn; what was not sent stays out. */
	private static Map<String, Object> values(@Nullable String... pairs) {
		Map<String, Object> values = new LinkedHashMap<>();
		for (int i = 0; i < pairs.length; i += 2) {
			String value = pairs[i + 1];
			if (value != null) {
				values.put(String.valueOf(pairs[i]), value);
			}
		}
		return values;
	}

}
