package io.orderflow.order.timeline;

import java.util.List;
import java.util.UUID;

import io.orderflow.order.TimelineEntry;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The timelines of orders, read by key. */
interface Timelines extends Repository<TimelineEntry, UUID> {

	@Query("select e from TimelineEntry e where e.order.id = :order and e.no > :after order by e.no")
	List<TimelineEntry> of(UUID order, int after, Limit limit);

}
