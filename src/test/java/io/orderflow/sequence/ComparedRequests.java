package io.orderflow.sequence;

import io.orderflow.order.ChangeRequest;
import io.orderflow.order.dashboard.OrderView;
import io.orderflow.order.dashboard.RequestView;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What both sides read of the requests of an order, beside the model's. What is shown is
 * what counts; only after an outage it may be later.
 */
final class ComparedRequests {

	private final OrderModel model;

	private final OrderView order;

	ComparedRequests(OrderModel model, OrderView order) {
		this.model = model;
		this.order = order;
	}

	void compare() {
		assertThat(this.order.requests()).as("all that were made").hasSameSizeAs(this.model.requests);
		this.model.requests.forEach((request) -> compare(request, read(request)));
	}

	private void compare(Request request, RequestView read) {
		assertThat(read.state().open()).as("open: %s", read).isEqualTo(request.open());
		if (request.state == Request.State.WAITING) {
			assertThat(read.answerDue()).as("answered by silence at")
				.isBetween(request.answer.at, request.answer.latest);
			request.answer.at = read.answerDue();
		}
		assertThat(read.state() == ChangeRequest.State.DISPUTABLE).as("not disputed yet, nor for good: %s", read)
			.isEqualTo(request.state == Request.State.DISPUTABLE);
		if (request.state == Request.State.DISPUTABLE) {
			assertThat(read.disputeUntil()).as("disputable until")
				.isBetween(request.dispute.at, request.dispute.latest);
			this.model.disputableUntil(request, read.disputeUntil());
		}
		if (request.agreed != null) {
			assertThat(read.newDue()).as("the date that was agreed").isEqualTo(request.agreed);
			assertThat(read.due()).as("in place of").isEqualTo(request.agreed.minus(request.longer));
		}
	}

	private RequestView read(Request request) {
		int no = this.model.requests.indexOf(request) + 1;
		return this.order.requests().stream().filter((one) -> one.no() == no).findFirst().orElseThrow();
	}

}
