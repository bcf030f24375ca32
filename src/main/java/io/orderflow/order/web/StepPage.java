package io.orderflow.order.web;

import java.io.IOException;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.orderflow.attachment.ReceivedForm;
import io.orderflow.attachment.SubmittedFormReader;
import io.orderflow.order.OrderStep;
import io.orderflow.order.dashboard.OrderSheet;
import io.orderflow.order.dashboard.OrderView;
import io.orderflow.order.dashboard.OrderViewService;
import io.orderflow.order.file.FileField;
import io.orderflow.order.file.FileFieldService;
import io.orderflow.order.flow.OpenStep;
import io.orderflow.order.flow.OrderDesk;
import io.orderflow.order.flow.StepDecision;
import io.orderflow.order.step.Confirmation;
import io.orderflow.order.step.Step;
import io.orderflow.order.step.StepRegistry;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.SubmittedForm;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * Takes the decisions of the order's page: each completes the user task that Tasklist
 * would. A form comes back when it was refused, or when only a file or a row was wanted.
 */
@Controller
class StepPage {

	private final OrderDesk desk;

	private final OrderViewService reading;

	private final StepRegistry steps;

	private final FileFieldService uploads;

	private final SubmittedFormReader forms;

	private final OrderPageModel page;

	StepPage(OrderDesk desk, OrderViewService reading, StepRegistry steps, FileFieldService uploads,
			SubmittedFormReader forms, OrderPageModel page) {
		this.desk = desk;
		this.reading = reading;
		this.steps = steps;
		this.uploads = uploads;
		this.forms = forms;
		this.page = page;
	}

	/** The CSRF token is in the address where the form has files. */
	@PostMapping("/orders/{number}/steps/{step}")
	String decide(@PathVariable String number, @PathVariable("step") String id, HttpServletRequest request,
			HttpServletResponse response, Model model, Principal principal) throws IOException {
		OrderStep step = OrderStep.ofId(id).orElseThrow(() -> Refusal.notFound("unknown-path"));
		String actor = principal.getName();
		List<FileField> places = this.uploads.fields(number, actor)
			.stream()
			.filter((field) -> field.in(step.id()))
			.toList();
		// not before the files have come: an order may be large, and files slow
		ReceivedForm form = this.forms.read(actor, FileField.uses(places), request);
		try {
			form.check();
			OrderSheet sheet = this.reading.sheet(number, actor);
			Optional<OpenStep> open = open(sheet.order(), step, actor);
			// what comes again with the page is about what that shows
			if (open.isPresent() && open.get().isOther(since(form))) {
				throw Refusal.conflict("step-came-round", sheet.order().number());
			}
			if (form.unsent()) {
				return again(number, step, form, actor, model);
			}
			Taken taken = taken(this.steps.get(step), sheet.order(), form);
			if (taken.confirmation() != null && open.isPresent()) {
				model.addAttribute(OrderPageModel.CONFIRMATION, taken.confirmation());
				return again(number, step, form, actor, model);
			}
			this.desk.decide(number, actor, taken.decision(), since(form));
			return "redirect:/orders/" + sheet.order().number() + (taken.told() ? "?done=" : "?done-untold=")
					+ step.id() + "#now";
		}
		catch (Refusal refusal) {
			return this.page.refused(number, step, form.fields(), refusal, actor, model, response);
		}
	}

	/** Where it is not, the refusal is told at once. */
	private static Optional<OpenStep> open(OrderView order, OrderStep step, String actor) {
		return order.steps()
			.stream()
			.filter((open) -> open.step() == step && open.assignee().equals(actor))
			.findFirst();
	}

	/** The page with the form as it is: nothing is decided yet. */
	private String again(String number, OrderStep step, ReceivedForm form, String actor, Model model) {
		model.addAttribute("refusedStep", step.id());
		model.addAttribute("stepForm", SubmittedForm.unsent(form.fields()));
		return this.page.page(number, null, actor, model);
	}

	/**
	 * What was decided.
	 *
	 * @param confirmation what is to be asked first; null where nothing is, or the form
	 * says that it was
	 * @param told whether the other side gets a notification of it
	 */
	private record Taken(StepDecision decision, @Nullable Confirmation confirmation, boolean told) {

	}

	private static <D extends StepDecision> Taken taken(Step<D> step, OrderView order, ReceivedForm form) {
		D decision = step.fromPage(order, form.values());
		boolean told = step.tellsOtherSide(decision);
		return step.toConfirm(order, decision)
			.map((confirmation) -> confirmation.choice().equals(form.text(Confirmation.FIELD))
					? new Taken(step.confirmed(decision), null, told) : new Taken(decision, confirmation, told))
			.orElseGet(() -> new Taken(decision, null, told));
	}

	/** Since when the step that the page showed was open. */
	private static @Nullable Instant since(ReceivedForm form) {
		Long millis = form.values().number("since");
		return (millis != null) ? Instant.ofEpochMilli(millis) : null;
	}

}
