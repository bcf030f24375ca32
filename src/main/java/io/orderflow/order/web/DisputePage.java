package io.orderflow.order.web;

import java.security.Principal;
import java.util.List;
import java.util.Objects;

import io.orderflow.notification.NotificationService;
import io.orderflow.order.dashboard.DisputeService;
import io.orderflow.order.dashboard.DisputeView;
import io.orderflow.order.dashboard.OrderView;
import io.orderflow.order.dashboard.RequestView;
import io.orderflow.order.request.RequestDesk;
import io.orderflow.order.request.Ruling;
import io.orderflow.order.step.Confirmation;
import io.orderflow.order.timeline.TimelineService;
import io.orderflow.platform.CurrentReader;
import io.orderflow.platform.ReaderFormats;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.RefusalText;
import io.orderflow.platform.SubmittedForm;
import io.orderflow.platform.web.BindingRefusal;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Where a moderator reads an order whose two sides do not agree on a cancellation, and
 * rules (C4). The notification leads here; the same task is in Tasklist.
 */
@Controller
class DisputePage {

	private final DisputeService disputes;

	private final RequestDesk requests;

	private final TimelineService timelines;

	private final NotificationService notifications;

	private final RefusalText texts;

	private final CurrentReader reader;

	DisputePage(DisputeService disputes, RequestDesk requests, TimelineService timelines,
			NotificationService notifications, RefusalText texts, CurrentReader reader) {
		this.disputes = disputes;
		this.requests = requests;
		this.timelines = timelines;
		this.notifications = notifications;
		this.texts = texts;
		this.reader = reader;
	}

	/** What the moderator was told of it is read by looking at it (S2). */
	@GetMapping("/disputes/{number}")
	String dispute(@PathVariable String number, Model model, Principal moderator) {
		DisputeView dispute = this.disputes.of(number, moderator.getName());
		model.addAttribute("settled", this.notifications.markRead(moderator.getName(), dispute.order().number()));
		model.addAttribute("ruledBy", dispute.ruledBy());
		model.addAttribute("order", dispute.order());
		model.addAttribute("entries", EntryPage.ofDispute(dispute.order()));
		model.addAttribute("request", dispute.request());
		return "order/dispute";
	}

	/** Everything that happened to the order (B7), but for what they wrote each other. */
	@GetMapping("/disputes/{number}/timeline")
	String timeline(@PathVariable String number, @RequestParam(required = false) @Nullable String cursor, Model model,
			Principal moderator, @ModelAttribute("formats") ReaderFormats formats) {
		OrderView order = this.disputes.of(number, moderator.getName()).order();
		TimelinePart.add(model, order, this.timelines.forModerator(order.number(), cursor),
				"/disputes/" + order.number(), formats);
		return "order/timeline";
	}

	/** A ruling that ends the order is asked about once, where it could be taken. */
	private static boolean asksFirst(Ruling ruling, MultiValueMap<String, String> typed) {
		String reason = typed.getFirst("reason");
		return ruling.decision() == Ruling.Choice.ACCEPT && reason != null && !reason.isBlank()
				&& !"accept".equals(typed.getFirst(Confirmation.FIELD));
	}

	/**
	 * Whether the request waits for a ruling.
	 * @param shown how the order stood on the page that was read
	 * @throws Refusal {@code changed-meanwhile} where another one does than was read;
	 * {@code dispute-order-went-on} where the order stands otherwise
	 */
	private boolean waits(String number, Principal moderator, Ruling ruling, @Nullable String shown) {
		DisputeView dispute = this.disputes.of(number, moderator.getName());
		RequestView newest = dispute.request();
		if (ruling.request() != null && ruling.request() != newest.no()) {
			throw Refusal.conflict("changed-meanwhile");
		}
		if (newest.awaitsRuling() && shown != null && !shown.equals(dispute.order().status().name())) {
			throw Refusal.conflict("dispute-order-went-on");
		}
		return newest.awaitsRuling();
	}

	@PostMapping("/disputes/{number}")
	String rule(@PathVariable String number, @Nullable Ruling ruling, BindingResult bound,
			@RequestParam MultiValueMap<String, String> typed, HttpServletResponse response, Model model,
			Principal moderator) {
		try {
			BindingRefusal.check(bound);
			Ruling ruled = Objects.requireNonNull(ruling);
			boolean waits = waits(number, moderator, ruled, typed.getFirst("status"));
			if (waits && asksFirst(ruled, typed)) {
				model.addAttribute("confirmation", new Confirmation("accept", "dispute.ends", List.of()));
				model.addAttribute("ruling", SubmittedForm.unsent(typed));
				return dispute(number, model, moderator);
			}
			this.requests.rule(number, moderator.getName(), ruled);
			return "redirect:/disputes/" + number + "?done#now";
		}
		catch (Refusal refusal) {
			if (refusal.kind() == Refusal.Kind.FORBIDDEN && !refusal.code().equals("dispute-claimed-by-another")) {
				throw refusal;
			}
			String view = dispute(number, model, moderator);
			// what is not about the form has happened meanwhile: it was ruled, or claimed
			Refusal.Kind kind = (refusal.kind() == Refusal.Kind.INVALID) ? refusal.kind() : Refusal.Kind.CONFLICT;
			response.setStatus(kind.status());
			model.addAttribute("ruling", SubmittedForm.refused(typed, refusal, this.texts, this.reader.locale()));
			model.addAttribute("kept", typed.getFirst("reason"));
			return view;
		}
	}

}
