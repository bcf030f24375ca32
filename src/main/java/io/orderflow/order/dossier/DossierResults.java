package io.orderflow.order.dossier;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.orderflow.order.Order;
import io.orderflow.order.WorkerResult;
import io.orderflow.platform.live.LiveNotifier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What the order's process tells and asks of its dossiers, in the engine's transaction.
 * Every call can be repeated.
 */
@Component
public class DossierResults {

	private final DossierRows rows;

	private final LiveNotifier live;

	DossierResults(DossierRows rows, LiveNotifier live) {
		this.rows = rows;
		this.live = live;
	}

	/** The order was closed: its dossiers are made of what it then is. */
	public void closed(Order order, Instant now) {
		this.rows.ask(order.id(), null, now);
	}

	/** The task that a side asked for has ended, or was deleted. */
	public void ended(Order order, Instant now) {
		ended(order, true, now);
	}

	/**
	 * The task has no attempts left.
	 * @param since null where it has some again
	 */
	public void stuck(Order order, boolean onDemand, @Nullable Instant since) {
		this.rows.stuck(order.id(), onDemand, since);
		this.live.changed(List.of(order.client(), order.freelancer()));
	}

	private void ended(Order order, boolean onDemand, Instant now) {
		this.rows.ended(order.id(), onDemand, now);
		this.live.changed(List.of(order.client(), order.freelancer()));
	}

	/**
	 * The task of a closed order has ended, or was deleted; whatever was handed in for it
	 * counts.
	 * @return made where both sides have theirs, of when the order was closed or later
	 */
	public WorkerResult closingEnded(Order order, Instant now) {
		ended(order, false, now);
		int closing = this.rows.ofTask(order.id(), false).map(DossierRows.Build::no).orElse(0);
		Map<DossierSide, DossierRows.Document> documents = this.rows.documents(order.id());
		boolean made = Stream.of(DossierSide.values())
			.allMatch((side) -> documents.containsKey(side) && documents.get(side).build() >= closing);
		return made ? WorkerResult.MADE : WorkerResult.NOT_MADE;
	}

}
