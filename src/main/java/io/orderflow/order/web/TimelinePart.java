package io.orderflow.order.web;

import io.orderflow.order.dashboard.OrderView;
import io.orderflow.order.timeline.StoryLine;
import io.orderflow.order.timeline.TimelineLine;
import io.orderflow.platform.Page;
import io.orderflow.platform.ReaderFormats;
import org.springframework.ui.Model;

/** What {@code order/timeline.html} shows, to both sides and to moderators. */
final class TimelinePart {

	private TimelinePart() {
	}

	/**
	 * Adds it.
	 * @param above path of the page that leads to it
	 */
	static void add(Model model, OrderView order, Page<TimelineLine> lines, String above, ReaderFormats formats) {
		model.addAttribute("order", order);
		model.addAttribute("above", above);
		model.addAttribute("lines", StoryLine.of(lines.items(), formats));
		model.addAttribute("more", (lines.next() != null) ? above + "/timeline?cursor=" + lines.next() : null);
	}

}
