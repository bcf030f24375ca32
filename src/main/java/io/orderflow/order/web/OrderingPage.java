package io.orderflow.order.web;

import java.io.IOException;
import java.security.Principal;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.orderflow.account.Account;
import io.orderflow.account.AccountService;
import io.orderflow.attachment.Attachment;
import io.orderflow.attachment.ReceivedForm;
import io.orderflow.attachment.SubmittedFormReader;
import io.orderflow.catalog.ListingService;
import io.orderflow.catalog.ListingView;
import io.orderflow.catalog.Offer;
import io.orderflow.catalog.RequirementQuestion;
import io.orderflow.order.dashboard.OrderSearch;
import io.orderflow.order.OrderNumber;
import io.orderflow.order.OrderStep;
import io.orderflow.order.file.FileField;
import io.orderflow.order.file.FileFieldService;
import io.orderflow.order.placement.OrderPlacementService;
import io.orderflow.order.placement.PlaceOrder;
import io.orderflow.order.step.AnswerInput;
import io.orderflow.order.step.Confirmation;
import io.orderflow.order.step.ProvideRequirements;
import io.orderflow.platform.IdempotencyKey;
import io.orderflow.platform.ReaderFormats;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.SubmittedForm;
import io.orderflow.platform.signin.Sides;
import io.orderflow.platform.web.RefusedFormFactory;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.support.RequestContextUtils;

/**
 * A service on sale, and ordering it from its page (S1). Who answers its questions right
 * there has provided the requirements; who answers none of them is asked on the order's
 * own page.
 */
@Controller
class OrderingPage {

	/** What the page has asked about: that the work begins with the order. */
	private static final String BEGINS = "begins";

	private final ListingService listings;

	private final AccountService accounts;

	private final OrderPlacementService placements;

	private final FileFieldService uploads;

	private final SubmittedFormReader forms;

	private final RefusedFormFactory refusedForms;

	private final OrderSearch search;

	private final Clock clock;

	OrderingPage(ListingService listings, AccountService accounts, OrderPlacementService placements,
			FileFieldService uploads, SubmittedFormReader forms, RefusedFormFactory refusedForms, OrderSearch search,
			Clock clock) {
		this.listings = listings;
		this.accounts = accounts;
		this.placements = placements;
		this.uploads = uploads;
		this.forms = forms;
		this.refusedForms = refusedForms;
		this.search = search;
		this.clock = clock;
	}

	/**
	 * As it is on sale, to its own freelancer too.
	 * @param order number of the order from whose page the reader comes, to find back to
	 */
	@GetMapping("/services/{id}")
	String service(@PathVariable UUID id, @RequestParam(defaultValue = "") String order, Model model, Principal reader,
			HttpServletResponse response) {
		Optional<String> from = OrderNumber.parse(order).map(OrderNumber::value);
		model.addAttribute("from", from.orElse(null));
		try {
			return show(this.listings.get(id, null), UUID.randomUUID().toString(), model, reader.getName());
		}
		catch (Refusal refusal) {
			if (from.isEmpty()) {
				throw refusal;
			}
			response.setStatus(refusal.kind().status());
			return "order/service-gone";
		}
	}

	/**
	 * As it is being edited, to its own freelancer: what clients see once it is approved.
	 */
	@GetMapping("/services/{id}/preview")
	String preview(@PathVariable UUID id, Model model, Principal reader) {
		ListingView edited = this.listings.get(id, reader.getName());
		if (!edited.of(reader.getName())) {
			throw Refusal.notFound("listing-not-found");
		}
		model.addAttribute("preview", true);
		return show(edited, UUID.randomUUID().toString(), model, reader.getName());
	}

	/**
	 * The form's key makes that it orders once, however often it is sent. The CSRF token
	 * is in the address: nothing parses the body before. Where one press would begin the
	 * work, which only both sides together can end, the page asks first.
	 */
	@PostMapping("/services/{id}/orders")
	String order(@PathVariable UUID id, HttpServletRequest request, HttpServletResponse response, Model model,
			Principal principal) throws IOException {
		String client = principal.getName();
		try {
			this.listings.offerFor(id);
		}
		catch (Refusal refusal) {
			return gone(id, refusal, request, response, model, client);
		}
		ListingView service = this.listings.get(id, null);
		List<FileField> places = places(service, client);
		ReceivedForm form = this.forms.read(client, FileField.uses(places), request);
		String key = form.text("key");
		try {
			form.check();
			boolean seen = seen(service, version(form));
			if (form.unsent()) {
				if (!seen) {
					throw Refusal.conflict("listing-changed");
				}
				model.addAttribute("form", SubmittedForm.unsent(form.fields()));
				return show(service, key, model, client);
			}
			ProvideRequirements.Decision answers = answers(service, form, RequestContextUtils.getLocale(request));
			boolean later = form.text("later").equals("1");
			if (seen && later && answers != null && !form.text(Confirmation.FIELD).equals("later")) {
				model.addAttribute("leavesAnswers", true);
				model.addAttribute("form", SubmittedForm.unsent(form.fields()));
				return show(service, key, model, client);
			}
			PlaceOrder placed = new PlaceOrder(id, version(form), later ? null : answers, IdempotencyKey.ofPage(key));
			if (seen && Sides.of(request).buys() && beginsUnasked(service, placed) && !service.of(client)
					&& !form.text(Confirmation.FIELD).equals(BEGINS)) {
				model.addAttribute("confirms", true);
				model.addAttribute("form", SubmittedForm.unsent(form.fields()));
				return show(service, key, model, client);
			}
			String number = this.placements.place(client, placed).number();
			if (later) {
				this.uploads.keepForOrder(id, number, client);
			}
			return "redirect:/orders/" + number + "?ordered#now";
		}
		catch (Refusal refusal) {
			model.addAttribute("form", this.refusedForms.of(form.fields(), refusal, response));
			return show(service, key, model, client);
		}
	}

	/** Why it cannot be ordered any more, with what was typed, which stays kept. */
	private String gone(UUID id, Refusal refusal, HttpServletRequest request, HttpServletResponse response, Model model,
			String client) throws IOException {
		if (!refusal.code().equals("listing-off-sale")) {
			throw refusal;
		}
		Offer last = this.listings.approvedOffer(id);
		List<RequirementQuestion> questions = last.content().questions();
		ReceivedForm form = this.forms.read(client, FileField.uses(this.uploads.whileOrdering(id, questions, client)),
				request);
		Map<RequirementQuestion, List<String>> typed = new LinkedHashMap<>();
		questions.forEach((question) -> typed.put(question, form.values().all(question.field())));
		for (FileField place : this.uploads.whileOrdering(id, questions, client)) {
			List<String> names = place.staged().stream().map(Attachment::fileName).toList();
			typed.replaceAll((question, texts) -> question.field().equals(place.field()) ? names : texts);
		}
		typed.values().removeIf((texts) -> texts.stream().allMatch(String::isBlank));
		model.addAttribute("form", this.refusedForms.of(form.fields(), refusal, response));
		model.addAttribute("service", id);
		model.addAttribute("typed", typed);
		model.addAttribute("language", last.content().language());
		model.addAttribute("freelancer", this.accounts.get(last.freelancer()));
		model.addAttribute("own", last.freelancer().equals(client));
		return "order/ordering-gone";
	}

	/** Who saw other terms is told what has changed, and asked nothing about them. */
	private static boolean seen(ListingView service, @Nullable Integer version) {
		return version == null || version == service.version();
	}

	/** Whether the work would begin without an answer. */
	private static boolean beginsUnasked(ListingView service, PlaceOrder placed) {
		return placed.requirements() == null && !service.content().hasMandatoryQuestions();
	}

	private String show(ListingView service, String key, Model model, String reader) {
		boolean own = service.freelancer().equals(reader);
		model.addAttribute("service", service);
		Account freelancer = this.accounts.get(service.freelancer());
		model.addAttribute("freelancer", freelancer.displayName());
		model.addAttribute("face", freelancer.picture().orElse(null));
		model.addAttribute("own", own);
		model.addAttribute("key", key);
		model.addAttribute("underWay", own ? null : this.search.underWay(reader, service.id()).orElse(null));
		model.addAttribute("due", this.clock.instant().plus(service.content().deliveryTime()));
		model.addAttribute("changed",
				OfferChange.of(
						(model.getAttribute("form") instanceof SubmittedForm form) ? form : SubmittedForm.nothing(),
						service, (ReaderFormats) Objects.requireNonNull(model.getAttribute("formats"))));
		model.addAttribute("uploads", (own ? List.<FileField>of() : places(service, reader)).stream()
			.collect(Collectors.toMap(FileField::place, Function.identity())));
		model.addAttribute("step", OrderStep.PROVIDE_REQUIREMENTS.id());
		return "order/service";
	}

	private List<FileField> places(ListingView service, String client) {
		List<RequirementQuestion> questions = service.content().questions();
		return this.uploads.whileOrdering(service.id(), questions, client);
	}

	/**
	 * With the files that the form lists; null where nothing was answered and the button
	 * that was pressed does not speak of answers, or none has to be given.
	 */
	private ProvideRequirements.@Nullable Decision answers(ListingView service, ReceivedForm form, Locale writer) {
		List<RequirementQuestion> questions = service.content().questions();
		Map<String, @Nullable AnswerInput> answers = new LinkedHashMap<>();
		Map<String, @Nullable AnswerInput> typed = ProvideRequirements.fromPage(questions, form.values(), writer)
			.answers();
		if (typed != null) {
			answers.putAll(typed);
		}
		answers.values().removeIf((answer) -> answer == null || answer.blank());
		boolean expected = form.text("answers").equals("1") && service.content().hasMandatoryQuestions();
		return (answers.isEmpty() && !expected) ? null : new ProvideRequirements.Decision(answers);
	}

	/** Which content the page showed. */
	private static @Nullable Integer version(ReceivedForm form) {
		Long version = form.values().number("version");
		return (version != null && version <= Integer.MAX_VALUE) ? version.intValue() : null;
	}

}
