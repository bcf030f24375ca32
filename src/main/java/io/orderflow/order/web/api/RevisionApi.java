package io.orderflow.order.web.api;

import java.security.Principal;

import io.orderflow.order.dashboard.OrderView;
import io.orderflow.order.dashboard.OrderViewService;
import io.orderflow.order.revision.RevisionDesk;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What the freelancer says about the points of a revision before delivering (B5). */
@RestController
@Tag(name = "Points of a revision")
class RevisionApi {

	private final RevisionDesk revisions;

	private final OrderViewService orders;

	RevisionApi(RevisionDesk revisions, OrderViewService orders) {
		this.revisions = revisions;
		this.orders = orders;
	}

	/**
	 * Why a mark is seen otherwise.
	 *
	 * @param round of the delivery that the point is about, as it was read; null where
	 * that does not matter
	 */
	record Objection(@Nullable String reason, @Nullable Integer round) {

	}

	@PostMapping("/api/orders/{number}/points/{point}/objection")
	@Operation(operationId = "objectToPoint", summary = "Object to whether a point was agreed (B5)",
			description = "By the freelancer, once a point, while the revision is under way; points count from 1."
					+ " round: of the delivery whose points were read; in another revision by now, nothing is taken (409)")
	OrderView object(@PathVariable String number, @PathVariable int point, @RequestBody Objection objection,
			Principal actor) {
		this.revisions.object(number, actor.getName(), point, objection.round(), objection.reason());
		return this.orders.order(number, actor.getName());
	}

}
