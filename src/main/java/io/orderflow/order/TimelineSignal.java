package io.orderflow.order;

import java.util.List;

import io.orderflow.platform.live.LiveNotifier;
import jakarta.persistence.PostPersist;
import org.springframework.stereotype.Component;

/** What was written on a timeline, both sides' open pages are told. */
@Component
class TimelineSignal {

	private final LiveNotifier live;

	TimelineSignal(LiveNotifier live) {
		this.live = live;
	}

	@PostPersist
	void written(TimelineEntry entry) {
		this.live.changed(List.of(entry.order().client(), entry.order().freelancer()));
	}

}
