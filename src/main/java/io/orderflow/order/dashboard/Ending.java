package io.orderflow.order.dashboard;

import java.util.Optional;

import io.orderflow.order.ChangeRequest;
import io.orderflow.order.Delivery;
import org.jspecify.annotations.Nullable;

/**
 * How an order came to its end.
 *
 * @param how it came to be cancelled: without a person where the requirements never came
 * (C5), by the client alone (C3), as one side had asked, or as a moderator ruled (C4);
 * empty where it was not cancelled
 * @param by who cancelled it, or had asked to; null where nobody did
 * @param byReader whether that is the reader
 * @param reason why: of a ruling the moderator's
 * @param accepted the delivery that the client accepted, or silence; null where none was
 */
public record Ending(String how, OrderView.@Nullable Person by, boolean byReader, @Nullable String reason,
		OrderView.@Nullable DeliveryView accepted) {

	static Ending of(OrderView order) {
		OrderView.Cancellation cancellation = order.cancellation();
		OrderView.DeliveryView accepted = order.deliveries()
			.stream()
			.filter((delivery) -> Delivery.Outcome.ACCEPTED.name().equals(delivery.outcome())
					|| Delivery.Outcome.ACCEPTED_BY_SILENCE.name().equals(delivery.outcome()))
			.findFirst()
			.orElse(null);
		if (cancellation == null || cancellation.by() == null) {
			return new Ending((cancellation != null) ? "unprovided" : "", null, false,
					(cancellation != null) ? cancellation.reason() : null, accepted);
		}
		Optional<RequestView> asked = order.requests()
			.stream()
			.filter((request) -> request.kind() == ChangeRequest.Kind.CANCELLATION
					&& request.state() == ChangeRequest.State.ACCEPTED)
			.findFirst();
		boolean ruled = asked.filter((request) -> request.ruledAt() != null).isPresent();
		OrderView.Person by = order.client().id().equals(cancellation.by()) ? order.client() : order.freelancer();
		boolean byReader = by.equals(order.client()) ? order.buys() : order.sells();
		String agreed = ruled ? "ruled" : "asked";
		return new Ending(asked.isPresent() ? agreed : "who", by, byReader,
				ruled ? asked.get().ruling() : cancellation.reason(), accepted);
	}

	/** Whether a moderator ended it. */
	public boolean ruled() {
		return this.how.equals("ruled");
	}

	/** The key of the text that says how it was cancelled, which the reader's own has. */
	public String words() {
		return "order.cancelled." + this.how + (this.byReader ? ".mine" : "");
	}

	/** What who cancelled it is called; null where nobody did. */
	public @Nullable String name() {
		return (this.by != null) ? this.by.name() : null;
	}

	/** Whether there is a reason to be read. */
	public boolean saysWhy() {
		return this.reason != null && !this.reason.isBlank();
	}

}
