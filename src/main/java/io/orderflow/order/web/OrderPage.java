package io.orderflow.order.web;

import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.orderflow.conversation.OpenConversation;
import io.orderflow.conversation.ReadyMessageService;
import io.orderflow.order.OrderStep;
import io.orderflow.order.dashboard.OrderView;
import io.orderflow.order.dashboard.OrderViewService;
import io.orderflow.order.timeline.TimelineLine;
import io.orderflow.order.timeline.TimelineService;
import io.orderflow.platform.CurrentReader;
import io.orderflow.platform.FlashCookie;
import io.orderflow.platform.Page;
import io.orderflow.platform.ReaderFormats;
import io.orderflow.platform.SubmittedForm;
import io.orderflow.platform.UserStore;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The order's page, the same for both sides (S11): where it stands, what the reader does
 * now, everything that belongs to it, and its conversation.
 */
@Controller
class OrderPage {

	private static final Set<String> REQUESTED = Set.of("extension", "cancellation", "withdrawn", "disputed");

	private static final Set<String> QUESTIONED = Set.of("asked", "withdrawn");

	/** Of a timeline on one page: an order without detours, and below a megabyte. */
	private static final int LINES = 50;

	private final OrderPageModel page;

	private final OrderViewService reading;

	private final TimelineService timelines;

	private final ReadyMessageService readyMessages;

	private final CurrentReader current;

	OrderPage(OrderPageModel page, OrderViewService reading, TimelineService timelines,
			ReadyMessageService readyMessages, CurrentReader current) {
		this.page = page;
		this.reading = reading;
		this.timelines = timelines;
		this.readyMessages = readyMessages;
		this.current = current;
	}

	/**
	 * @param told what the reader has just done: {@code ordered}, {@code sent},
	 * {@code noted}, the step that is {@code done}, or {@code done-untold} where the
	 * other side gets no notification of it, what was {@code requested} of the other side
	 * or {@code questioned} in between
	 * @param ready a ready-made message to begin with, where no script puts it in
	 */
	@GetMapping("/orders/{number}")
	String order(@PathVariable String number, @RequestParam(required = false) @Nullable String cursor,
			@RequestAttribute(name = FlashCookie.TOLD, required = false) @Nullable String told,
			@RequestParam(defaultValue = "") String ready, Model model, Principal reader, HttpServletRequest request) {
		String requested = after("requested=", told);
		String questioned = after("questioned=", told);
		model.addAttribute("requested", REQUESTED.contains(requested) ? requested : null);
		model.addAttribute("questioned", QUESTIONED.contains(questioned) ? questioned : null);
		model.addAttribute("admin", request.isUserInRole(UserStore.PROCESS_ADMINS));
		String untold = after("done-untold=", told);
		model.addAttribute("done",
				OrderStep.ofId(untold.isEmpty() ? after("done=", told) : untold).map(OrderStep::id).orElse(null));
		String view = this.page.page(number, cursor, reader.getName(), model);
		model.addAttribute("doneText", untold.isEmpty() ? doneText(model) : "order.done.untold");
		if (!ready.isEmpty() && model.getAttribute("talk") instanceof OpenConversation talk) {
			String text = this.readyMessages.text(ready, talk.conversation().id(), reader.getName(),
					this.current.locale());
			model.addAttribute("messageForm", SubmittedForm.unsent(Map.of("message", List.of(text))));
		}
		return view;
	}

	private static String doneText(Model model) {
		boolean closed = model.getAttribute("order") instanceof OrderView order && order.status().closed();
		return closed ? "order.done.closed" : "order.done";
	}

	private static String after(String name, @Nullable String told) {
		return (told != null && told.startsWith(name)) ? told.substring(name.length()) : "";
	}

	/** Everything that happened, from the beginning (B7). */
	@GetMapping("/orders/{number}/timeline")
	String timeline(@PathVariable String number, @RequestParam(required = false) @Nullable String cursor, Model model,
			Principal reader, @ModelAttribute("formats") ReaderFormats formats) {
		OrderView order = this.reading.order(number, reader.getName());
		Page<TimelineLine> lines = this.timelines.of(number, reader.getName(), cursor, LINES);
		TimelinePart.add(model, order, lines, "/orders/" + order.number(), formats);
		return "order/timeline";
	}

}
