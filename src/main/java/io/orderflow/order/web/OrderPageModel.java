package io.orderflow.order.web;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.orderflow.conversation.ConversationService;
import io.orderflow.conversation.ConversationView;
import io.orderflow.conversation.ConversationViewService;
import io.orderflow.conversation.OpenConversation;
import io.orderflow.order.OrderSettings;
import io.orderflow.order.OrderStatus;
import io.orderflow.order.OrderStep;
import io.orderflow.order.dashboard.ContactBook;
import io.orderflow.order.dashboard.OrderSheet;
import io.orderflow.order.dashboard.OrderView;
import io.orderflow.order.dashboard.OrderViewService;
import io.orderflow.order.file.FileField;
import io.orderflow.order.file.FileFieldService;
import io.orderflow.order.flow.OpenStep;
import io.orderflow.order.step.Confirmation;
import io.orderflow.order.step.Step;
import io.orderflow.order.step.StepRegistry;
import io.orderflow.order.timeline.TimelineService;
import io.orderflow.platform.CurrentReader;
import io.orderflow.platform.Excerpts;
import io.orderflow.platform.FormFields;
import io.orderflow.platform.ReaderFormats;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.SubmittedForm;
import io.orderflow.platform.web.RefusedFormFactory;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/**
 * Puts together what the page of an order shows: for who opens it, and for whose form was
 * refused and comes back with everything typed.
 */
@Component
class OrderPageModel {

	static final String VIEW = "order/order";

	/** What a step's form asks before it is taken. */
	static final String CONFIRMATION = "confirmation";

	private static final int ELSEWHERE = 5;

	/** What was written into a form that came too late. */
	private static final String KEPT = "kept";

	/** Where the forms of the page that decide no step have what a person wrote. */
	private static final Set<String> WRITTEN = Set.of("message", "reason", "text", "item", "question");

	private final OrderViewService reading;

	private final StepRegistry steps;

	private final TimelineService timelines;

	private final FileFieldService uploads;

	private final ConversationViewService talks;

	private final ConversationService conversations;

	private final ContactBook contacts;

	private final OrderSettings settings;

	private final Clock clock;

	private final RefusedFormFactory refusedForms;

	private final CurrentReader reader;

	OrderPageModel(OrderViewService reading, StepRegistry steps, TimelineService timelines, FileFieldService uploads,
			ConversationViewService talks, ConversationService conversations, ContactBook contacts,
			OrderSettings settings, Clock clock, RefusedFormFactory refusedForms, CurrentReader reader) {
		this.reading = reading;
		this.steps = steps;
		this.timelines = timelines;
		this.uploads = uploads;
		this.talks = talks;
		this.conversations = conversations;
		this.contacts = contacts;
		this.settings = settings;
		this.clock = clock;
		this.refusedForms = refusedForms;
		this.reader = reader;
	}

	/**
	 * @param cursor where older messages go on
	 * @throws Refusal {@code no-such-order}
	 */
	String page(String number, @Nullable String cursor, String reader, Model model) {
		leaveRoomForForms(model);
		OrderSheet sheet = this.reading.sheet(number, reader);
		OrderView order = sheet.order();
		boolean buys = order.role().equals("client");
		OrderView.Person other = buys ? order.freelancer() : order.client();
		List<OpenStep> mine = order.steps()
			.stream()
			.filter((step) -> step.assignee().equals(reader))
			.sorted(Comparator.comparing((open) -> !this.steps.get(open.step()).first()))
			.toList();
		model.addAttribute("order", order);
		model.addAttribute("entries", EntryPage.of(order));
		model.addAttribute("sheet", sheet);
		model.addAttribute("other", other);
		boolean yours = yours(order, mine);
		model.addAttribute("yours", yours);
		model.addAttribute("turn", yours ? "YOURS" : order.awaitsPreview() ? "PREVIEW" : order.turn().name());
		AvailableRequests requests = AvailableRequests.of(order, reader, this.settings.requestAnsweredWithin(),
				this.settings.extensionUnanswered() == OrderSettings.Unanswered.GRANTED, this.clock.instant());
		model.addAttribute("requestForms", requests);
		model.addAttribute("requestsShown", (requests.extension() || requests.cancellation())
				|| !order.requests().isEmpty() || model.getAttribute("requested") != null);
		model.addAttribute("openRequest", OpenRequest.of(order, reader));
		model.addAttribute("progress", OrderProgress.of(order));
		model.addAttribute("nextUpdate", nextUpdate(order));
		model.addAttribute("mine", mine);
		model.addAttribute("awaitedAnswer", awaitedAnswer(order));
		model.addAttribute("reads", !order.buys() && order.status() == OrderStatus.REQUIREMENTS_IN_REVIEW);
		model.addAttribute("decides", decides(order, mine) ? order.drafts().size() : 0);
		model.addAttribute("stepForms", mine.stream().map((open) -> form(open, order, model)).toList());
		model.addAttribute("theirs",
				order.steps()
					.stream()
					.filter((step) -> !mine.contains(step) && !OpenRequest.says(step.step()))
					.map((step) -> TheirStep.of(this.steps.get(step.step()), order))
					.toList());
		List<FileField> uploads = this.uploads.fields(sheet, reader);
		model.addAttribute("uploads",
				uploads.stream().collect(Collectors.toMap(FileField::place, Function.identity())));
		FileField messages = uploads.stream().filter((field) -> field.in(FileField.MESSAGE)).findFirst().orElseThrow();
		OpenConversation talk = this.talks.openOfOrder(order.number(), reader, this.reader.locale(), cursor,
				messages.staged());
		model.addAttribute("talk", talk);
		model.addAttribute("settled", talk.settled());
		List<ConversationView> elsewhere = this.conversations.recentWith(reader, other.id(), order.number(), ELSEWHERE)
			.stream()
			.sorted(Comparator.comparing((one) -> one.last() == null))
			.toList();
		model.addAttribute("elsewhere", elsewhere);
		model.addAttribute("statuses", sheet.others());
		model.addAttribute("history", this.contacts.between(order.client().id(), order.freelancer().id()).orElse(null));
		model.addAttribute("livePath", "/orders/" + order.number());
		return VIEW;
	}

	private static void leaveRoomForForms(Model model) {
		Excerpts excerpts = (Excerpts) Objects.requireNonNull(model.getAttribute("excerpts"));
		model.asMap().values().forEach((value) -> {
			if (value instanceof SubmittedForm form) {
				excerpts.leaveRoomFor(form);
			}
		});
	}

	/** Whether the newest draft stands in what the reader is to do now. */
	private boolean decides(OrderView order, List<OpenStep> mine) {
		return order.buys() && order.status() == OrderStatus.DRAFT_IN_REVIEW
				&& mine.stream().anyMatch((open) -> !this.steps.get(open.step()).first());
	}

	/** What the freelancer has asked about the requirements and waits for (S19). */
	private static OrderView.@Nullable Question awaitedAnswer(OrderView order) {
		return (!order.buys() && order.status() == OrderStatus.AWAITING_CLARIFICATION)
				? order.clarifications().stream().filter((asked) -> asked.answer() == null).findFirst().orElse(null)
				: null;
	}

	/**
	 * A request may wait for one side while the work waits for the other; what the client
	 * is asked in between stops the freelancer's steps, which stay open all the same.
	 */
	private boolean yours(OrderView order, List<OpenStep> mine) {
		boolean stopped = order.withdrawsQuestion();
		return order.turn().name().equalsIgnoreCase(order.role()) && !order.awaitsPreview()
				|| mine.stream().anyMatch((open) -> !stopped || this.steps.get(open.step()).first());
	}

	private StepForm form(OpenStep open, OrderView order, Model model) {
		Step<?> step = this.steps.get(open.step());
		boolean refused = open.step().id().equals(model.getAttribute("refusedStep"))
				&& model.getAttribute("stepForm") instanceof SubmittedForm;
		SubmittedForm form = refused ? (SubmittedForm) Objects.requireNonNull(model.getAttribute("stepForm"))
				: SubmittedForm.nothing();
		ReaderFormats formats = (ReaderFormats) Objects.requireNonNull(model.getAttribute("formats"));
		return new StepForm(open, !step.files(order).isEmpty(), form, refused, step.view(order, form, formats),
				refused ? (Confirmation) model.getAttribute(CONFIRMATION) : null);
	}

	/** Not where the work is delivered before, if it is in time. */
	private static @Nullable Instant nextUpdate(OrderView order) {
		Instant next = order.updates().nextDue();
		Instant due = order.clock().due();
		boolean after = next != null && due != null && next.isAfter(due);
		return (after && order.late() == null) ? null : next;
	}

	/** The same, with a step's form that was refused: nothing that was typed is lost. */
	String refused(String number, OrderStep step, Map<String, List<String>> typed, Refusal refusal, String reader,
			Model model, HttpServletResponse response) {
		model.addAttribute("refusedStep", step.id());
		Set<String> written = (refusal.kind() == Refusal.Kind.CONFLICT)
				? this.steps.get(step).written(this.reading.order(number, reader)) : Set.of();
		return refused(number, "stepForm", typed, written, refusal, reader, model, response);
	}

	/**
	 * The same of another form of the page.
	 * @param form the model's name for it
	 */
	String refused(String number, String form, Map<String, List<String>> typed, Refusal refusal, String reader,
			Model model, HttpServletResponse response) {
		return refused(number, form, typed, WRITTEN, refusal, reader, model, response);
	}

	private String refused(String number, String form, Map<String, List<String>> typed, Set<String> written,
			Refusal refusal, String reader, Model model, HttpServletResponse response) {
		boolean late = refusal.kind() == Refusal.Kind.CONFLICT;
		List<String> kept = typed.entrySet()
			.stream()
			.filter((entry) -> late && written.contains(entry.getKey()))
			.flatMap((entry) -> entry.getValue().stream())
			.filter((text) -> !text.isBlank())
			.toList();
		Map<String, List<String>> shown = new HashMap<>(typed);
		// stands on the page a second time, where the form is still there
		shown.put(KEPT, kept);
		model.addAttribute(form, this.refusedForms.of(shown, refusal, response));
		if (late) {
			model.addAttribute("meanwhile", this.timelines.since(number, reader, events(typed)));
			model.addAttribute(KEPT, kept);
		}
		return page(number, null, reader, model);
	}

	/** How long the timeline was when the form was shown. */
	private static int events(Map<String, List<String>> typed) {
		Long events = new FormFields(typed).number("events");
		return (events != null) ? (int) Math.min(events, Integer.MAX_VALUE) : Integer.MAX_VALUE;
	}

}
