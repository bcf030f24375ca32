package io.orderflow.order.timeline;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

import io.orderflow.order.TimelineEntry;
import io.orderflow.order.TimelineKind;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The timelines of orders, read by key. */
interface Timelines extends Repository<TimelineEntry, UUID> {

	@Query("select e from TimelineEntry e where e.order.id = :order and e.no > :after order by e.no")
	List<TimelineEntry> of(UUID order, int after, Limit limit);

	/**
	 * The newest before one, the newest first, as no more than what is told of them:
	 * however many are read, the session keeps none.
	 */
	@Query("select new io.orderflow.order.timeline.TimelineLine(e.no, e.at, e.actor, e.kind, e.details, e.clock)"
			+ " from TimelineEntry e where e.order.id = :order and e.no < :before order by e.no desc")
	List<TimelineLine> newest(UUID order, int before, Limit limit);

	/** Those of some kinds, in their order, with what was written just now. */
	@Query("select new io.orderflow.order.timeline.WaitingTimes$Event(e.at, e.kind) from TimelineEntry e"
			+ " where e.order.id = :order and e.kind in :kinds order by e.no")
	List<WaitingTimes.Event> turns(UUID order, Collection<TimelineKind> kinds);

	/** Once for each order; the contact of the two follows by itself. */
	@Modifying
	@Query(value = "update orders set waited = cast(:waited as jsonb) where id = :order and waited is null",
			nativeQuery = true)
	void keepWaited(UUID order, String waited);

}
