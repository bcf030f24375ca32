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

	/** Why a mark is seen otherwise. */
	record Objection(@Nullable String reason) {

	}

	@PostMapping("/api/orders/{number}/points/{point}/objection")
	@Operation(summary = "Object to whether a point was agreed (B5)",
			description = "By the freelancer, once a point, while the revision is under way; points count from 1")
	OrderView object(@PathVariable String number, @PathVariable int point, @RequestBody Objection objection,
			Principal actor) {
		this.revisions.object(number, actor.getName(), point, objection.reason());
		return this.orders.order(number, actor.getName());
	}

}
