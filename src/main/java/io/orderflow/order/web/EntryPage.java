package io.orderflow.order.web;

import java.security.Principal;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.orderflow.order.dashboard.DisputeService;
import io.orderflow.order.dashboard.OrderSheet;
import io.orderflow.order.dashboard.OrderView;
import io.orderflow.order.dashboard.OrderViewService;
import io.orderflow.platform.Refusal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * One thing that belongs to an order, with all of its text and files: of what is long the
 * order's page shows the beginning.
 */
@Controller
class EntryPage {

	private static final String NOTE = "note";

	private final OrderViewService reading;

	private final DisputeService disputes;

	EntryPage(OrderViewService reading, DisputeService disputes) {
		this.reading = reading;
		this.disputes = disputes;
	}

	/** What the addresses of an order's entries begin with, for one of its sides. */
	static String of(OrderView order) {
		return "/orders/" + order.number() + "/entries/";
	}

	/** The same for a moderator. */
	static String ofDispute(OrderView order) {
		return "/disputes/" + order.number() + "/entries/";
	}

	@GetMapping("/orders/{number}/entries/{entry}")
	String entry(@PathVariable String number, @PathVariable String entry, Model model, Principal reader) {
		OrderSheet sheet = this.reading.sheet(number, reader.getName());
		if (entry.equals(NOTE) && sheet.note() != null) {
			model.addAttribute(NOTE, sheet.note());
			return show(sheet.order(), entry, "/orders/", model);
		}
		return checked(sheet.order(), entry, "/orders/", model);
	}

	@GetMapping("/disputes/{number}/entries/{entry}")
	String entryOfDispute(@PathVariable String number, @PathVariable String entry, Model model, Principal moderator) {
		return checked(this.disputes.of(number, moderator.getName()).order(), entry, "/disputes/", model);
	}

	private static String checked(OrderView order, String entry, String orders, Model model) {
		if (names(order).noneMatch(entry::equals)) {
			throw Refusal.notFound("order-entry-not-found");
		}
		return show(order, entry, orders, model);
	}

	private static String show(OrderView order, String entry, String orders, Model model) {
		model.addAttribute("order", order);
		model.addAttribute("shown", entry);
		model.addAttribute("above", orders + order.number());
		return "order/entry";
	}

	private static Stream<String> names(OrderView order) {
		return Stream
			.of(Stream.of("ordered"),
					IntStream.rangeClosed(1, order.requirements().size()).mapToObj((no) -> "requirement-" + no),
					order.clarifications().stream().map((asked) -> "clarification-" + asked.no()),
					order.drafts().stream().map((draft) -> "draft-" + draft.no()),
					order.deliveries().stream().map((delivery) -> "delivery-" + delivery.round()),
					order.questions().stream().map((asked) -> "question-" + asked.no()),
					order.requests().stream().map((request) -> "request-" + request.no()))
			.flatMap((names) -> names);
	}

}
