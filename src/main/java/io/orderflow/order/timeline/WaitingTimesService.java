package io.orderflow.order.timeline;

import java.time.Clock;

import io.orderflow.order.Order;
import io.orderflow.platform.Columns;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps how long closed orders waited, for the two people's history (S20). */
@Service
@Transactional
public class WaitingTimesService {

	private final Timelines timelines;

	private final Clock clock;

	WaitingTimesService(Timelines timelines, Clock clock) {
		this.timelines = timelines;
		this.clock = clock;
	}

	/**
	 * Called by the process once an order is closed, in its transaction: what it waited
	 * is final. A repeat changes nothing.
	 */
	public void keep(Order closed) {
		WaitingTimes waited = WaitingTimes.of(this.timelines.turns(closed.id(), WaitingTimes.TURNING),
				closed.terms().approval(), this.clock.instant());
		this.timelines.keepWaited(closed.id(), Columns.json(WaitedSeconds.of(waited)));
	}

}
