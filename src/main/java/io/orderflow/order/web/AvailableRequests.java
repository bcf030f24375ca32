package io.orderflow.order.web;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.orderflow.order.ChangeRequest;
import io.orderflow.order.ResponsibleParty;
import io.orderflow.order.dashboard.OrderView;
import io.orderflow.order.dashboard.RequestView;
import org.jspecify.annotations.Nullable;

/**
 * Which requests the reader of the order's page can make now; what they may, the order
 * itself decides again.
 *
 * @param extension whether there is a date to move
 * @param cancellation whether the order can be called off by agreement
 * @param cancellationUsed whether the client has asked to cancel since the delivery, and
 * cannot again until the next
 * @param disputable number of the refusal that the reader can put to a moderator; 0: none
 * @param disputeRefuses whether a dispute would refuse what the other side asks now (C4)
 * @param laterDue what a form for a later date begins with: a day more, or tomorrow
 * @param answerWithin how long the other side has to answer
 * @param granting whether a later date that nobody answers is granted (C1)
 */
public record AvailableRequests(boolean extension, boolean cancellation, boolean cancellationUsed, int disputable,
		boolean disputeRefuses, Instant laterDue, Duration answerWithin, boolean granting) {

	static AvailableRequests of(OrderView order, String reader, Duration answerWithin, boolean granting, Instant now) {
		boolean open = order.requests().stream().anyMatch((request) -> request.state().open());
		boolean alone = order.cancellableAlone();
		Instant due = order.clock().due();
		boolean takes = !open && order.status().takesRequests();
		boolean asked = order.requests()
			.stream()
			.anyMatch((request) -> request.awaitsAnswer() && !request.askedBy().equals(reader));
		boolean used = takes && order.buys() && order.cancellationAskedSinceDelivery();
		int disputable = order.requests()
			.stream()
			.filter((request) -> (takes || asked) && request.disputable(reader, now))
			.findFirst()
			.map(RequestView::no)
			.orElse(0);
		return new AvailableRequests(takes && due != null && order.status().underWay(), takes && !alone && !used, used,
				disputable, asked, later(due, now), answerWithin, granting);
	}

	/** Whether somebody can still do something about it. */
	public boolean goesOn(RequestView request) {
		return request.state().open() || request.no() == this.disputable;
	}

	/** What counts where nobody answers a request: ends the key of its text. */
	public String defaultOf(RequestView request) {
		return request.kind() + ((this.granting && request.kind() == ChangeRequest.Kind.EXTENSION) ? ".granting" : "");
	}

	/** The key of what is said beside the form for a later date. */
	public String extensionHint() {
		return "order.request.extension.hint" + (this.granting ? ".granting" : "");
	}

	/** Who can be responsible for a cancellation. */
	public List<ResponsibleParty> responsibleParties() {
		return List.of(ResponsibleParty.values());
	}

	private static Instant later(@Nullable Instant due, Instant now) {
		return ((due != null && due.isAfter(now)) ? due : now).plus(Duration.ofDays(1));
	}

}
