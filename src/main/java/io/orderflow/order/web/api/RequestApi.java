package io.orderflow.order.web.api;

import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.orderflow.order.dashboard.DisputeService;
import io.orderflow.order.dashboard.DisputeView;
import io.orderflow.order.dashboard.OrderView;
import io.orderflow.order.dashboard.OrderViewService;
import io.orderflow.order.dashboard.RequestView;
import io.orderflow.order.request.NewRequest;
import io.orderflow.order.request.RequestDesk;
import io.orderflow.order.request.Ruling;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What one side asks of the other about an order, and what moderators rule (C1, C2, C4).
 */
@RestController
@RequestMapping("/api/orders/{number}/requests")
@Tag(name = "Requests about an order",
		description = "A later date, a cancellation: one is open at a time (409 request-open-already)")
class RequestApi {

	private static final String ANOTHER = " request: the number of the one that was read; where it is another one"
			+ " by now, nothing is done (409)";

	private final RequestDesk requests;

	private final OrderViewService orders;

	private final DisputeService disputes;

	RequestApi(RequestDesk requests, OrderViewService orders, DisputeService disputes) {
		this.requests = requests;
		this.orders = orders;
		this.disputes = disputes;
	}

	/**
	 * Why a moderator should rule otherwise.
	 *
	 * @param request the number of the one that was read; null where that does not matter
	 */
	record Dispute(@Nullable String reason, @Nullable Integer request) {

	}

	@GetMapping
	@Operation(operationId = "requests", summary = "What was asked, the newest first")
	List<RequestView> list(@PathVariable String number, Principal reader) {
		return this.orders.order(number, reader.getName()).requests();
	}

	@PostMapping
	@Operation(operationId = "makeRequest", summary = "Ask for a later delivery date, or to cancel (C1, C2)",
			description = "Of each delivery the client asks to cancel once (409 cancellation-asked-already)")
	OrderView ask(@PathVariable String number, @RequestBody NewRequest request, Principal actor) {
		this.requests.ask(number, actor.getName(), request);
		return order(number, actor);
	}

	@PostMapping("/withdrawal")
	@Operation(operationId = "withdrawRequest", summary = "Withdraw the open request",
			description = "By whoever asked, while an answer or a ruling is awaited." + ANOTHER)
	OrderView withdraw(@PathVariable String number, @RequestParam(required = false) @Nullable Integer request,
			Principal actor) {
		this.requests.withdraw(number, actor.getName(), request);
		return order(number, actor);
	}

	@PostMapping("/dispute")
	@Operation(summary = "Put a refused cancellation to a moderator (C4)",
			description = "By whoever asked, within 48 hours of the refusal; refuses what the other side asks meanwhile."
					+ ANOTHER)
	OrderView dispute(@PathVariable String number, @RequestBody Dispute dispute, Principal actor) {
		this.requests.dispute(number, actor.getName(), dispute.request(), dispute.reason());
		return order(number, actor);
	}

	@GetMapping("/dispute")
	@Operation(summary = "What a moderator is asked to rule on (C4)", description = "For moderators only")
	DisputeView disputed(@PathVariable String number, Principal moderator) {
		return this.disputes.of(number, moderator.getName());
	}

	@PostMapping("/ruling")
	@Operation(summary = "Rule on a dispute (C4)", description = "For moderators only; both sides read the reason."
			+ " request: the number of the one that was read; where another one waits by now, nothing is ruled (409)")
	DisputeView rule(@PathVariable String number, @RequestBody Ruling ruling, Principal moderator) {
		this.requests.rule(number, moderator.getName(), ruling);
		return this.disputes.of(number, moderator.getName());
	}

	private OrderView order(String number, Principal reader) {
		return this.orders.order(number, reader.getName());
	}

}
