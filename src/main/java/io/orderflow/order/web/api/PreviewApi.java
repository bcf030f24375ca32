package io.orderflow.order.web.api;

import java.security.Principal;

import io.orderflow.order.dashboard.OrderView;
import io.orderflow.order.dashboard.OrderViewService;
import io.orderflow.order.preview.PreviewService;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The preview of an order's newest draft, for both sides (B8). */
@RestController
@Tag(name = "Orders")
class PreviewApi {

	private final PreviewService previews;

	private final OrderViewService orders;

	PreviewApi(PreviewService previews, OrderViewService orders) {
		this.previews = previews;
		this.orders = orders;
	}

	@PostMapping("/api/orders/{number}/preview")
	@ResponseStatus(HttpStatus.ACCEPTED)
	@Operation(operationId = "tryPreviewAgain", summary = "Have the preview of the newest draft tried again (B8)",
			description = "Where it could not be made so far, previewStuck of the draft; else 409 preview-not-stuck")
	OrderView askAgain(@PathVariable String number, Principal actor) {
		this.previews.askAgain(number, actor.getName());
		return this.orders.order(number, actor.getName());
	}

}
