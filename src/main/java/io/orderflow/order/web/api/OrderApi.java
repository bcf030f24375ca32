package io.orderflow.order.web.api;

import java.net.URI;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.orderflow.order.dashboard.OrderListItem;
import io.orderflow.order.dashboard.OrderView;
import io.orderflow.order.dashboard.OrderViewService;
import io.orderflow.order.flow.OrderDesk;
import io.orderflow.order.placement.OrderPlacementService;
import io.orderflow.order.placement.PlaceOrder;
import io.orderflow.order.placement.PlaceOrder.Placed;
import io.orderflow.order.step.AnswerInput;
import io.orderflow.order.step.PostProgressUpdate;
import io.orderflow.order.step.ProvideRequirements;
import io.orderflow.order.timeline.TimelineLine;
import io.orderflow.order.timeline.TimelineService;
import io.orderflow.platform.IdempotencyKey;
import io.orderflow.platform.Page;
import io.orderflow.platform.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Placing and reading orders, and what people do with them unasked. */
@RestController
@RequestMapping("/api/orders")
@Tag(name = "Orders")
class OrderApi {

	private final OrderPlacementService placements;

	private final OrderDesk desk;

	private final TimelineService timelines;

	private final OrderViewService orders;

	OrderApi(OrderPlacementService placements, OrderDesk desk, OrderViewService orders, TimelineService timelines) {
		this.placements = placements;
		this.desk = desk;
		this.timelines = timelines;
		this.orders = orders;
	}

	/**
	 * What is to be ordered.
	 *
	 * @param listing the service
	 * @param version which of its contents is meant: where it is another by now, nothing
	 * is ordered; without one, what is on sale at this moment
	 * @param answers by question key; without them the process asks
	 */
	record Placement(@NotNull UUID listing, @Nullable Integer version,
			@Nullable Map<String, @Nullable AnswerInput> answers) {

	}

	/** Why an order is cancelled. */
	record CancellationRequest(@Nullable String reason) {

	}

	/** Whether a task of the plan is done. */
	record Tick(boolean done) {

	}

	@PostMapping
	@Operation(summary = "Place an order (S1, S7)",
			description = "Under an Idempotency-Key a repeat answers 200 with the first order; a first one 201.")
	@ApiResponse(responseCode = "201", description = "The order")
	@ApiResponse(responseCode = "200", description = "The order that was placed under the same key")
	ResponseEntity<OrderView> place(@RequestBody Placement placement,
			@RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key, Principal client) {
		if (placement.listing() == null) {
			throw Refusal.invalid("listing", "choice-missing");
		}
		ProvideRequirements.Decision requirements = (placement.answers() != null)
				? new ProvideRequirements.Decision(placement.answers()) : null;
		Placed placed = this.placements.place(client.getName(),
				new PlaceOrder(placement.listing(), placement.version(), requirements, key));
		OrderView order = this.orders.order(placed.number(), client.getName());
		return placed.repeated() ? ResponseEntity.ok(order)
				: ResponseEntity.created(URI.create("/api/orders/" + placed.number())).body(order);
	}

	@GetMapping
	@Operation(operationId = "orders", summary = "My orders on one side, newest first")
	Page<OrderListItem> list(@RequestParam(defaultValue = "client") String role,
			@RequestParam(required = false) @Nullable String cursor,
			@RequestParam(required = false) @Nullable Integer limit, Principal reader) {
		return this.orders.list(reader.getName(), asFreelancer(role), cursor, limit);
	}

	@GetMapping("/{number}")
	@Operation(summary = "One order, whole (S11)")
	OrderView order(@PathVariable String number, Principal reader) {
		return this.orders.order(number, reader.getName());
	}

	@GetMapping("/{number}/timeline")
	@Operation(summary = "Everything that happened to it, from the beginning (B7)")
	Page<TimelineLine> timeline(@PathVariable String number, @RequestParam(required = false) @Nullable String cursor,
			@RequestParam(required = false) @Nullable Integer limit, Principal reader) {
		return this.timelines.of(number, reader.getName(), cursor, limit);
	}

	@PostMapping("/{number}/cancellation")
	@Operation(summary = "Cancel alone, while the requirements are awaited (C3)")
	OrderView cancel(@PathVariable String number, @RequestBody CancellationRequest cancellation, Principal client) {
		this.desk.cancel(number, client.getName(), cancellation.reason());
		return order(number, client);
	}

	@PutMapping("/{number}/plan/{task}")
	@Operation(summary = "Tick off a task of the plan, or take the tick back (S21)")
	OrderView tick(@PathVariable String number, @PathVariable int task, @RequestBody Tick tick, Principal freelancer) {
		this.desk.tick(number, freelancer.getName(), task, null, tick.done());
		return order(number, freelancer);
	}

	@PostMapping("/{number}/updates")
	@Operation(summary = "Post a progress update, asked for or not (S25)",
			description = "With an Idempotency-Key, a repeat posts nothing more")
	OrderView postUpdate(@PathVariable String number,
			@RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
			@RequestBody PostProgressUpdate.Decision update, Principal freelancer) {
		this.desk.postUpdate(number, freelancer.getName(),
				(key != null) ? update.under(IdempotencyKey.ofApi(key)) : update);
		return order(number, freelancer);
	}

	private static boolean asFreelancer(String role) {
		return switch (role) {
			case "client" -> false;
			case "freelancer" -> true;
			default -> throw Refusal.invalid("role", "choice-unknown", role);
		};
	}

}
