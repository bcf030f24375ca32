package io.orderflow.catalog.web;

import java.io.IOException;
import java.security.Principal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.orderflow.attachment.ReceivedForm;
import io.orderflow.attachment.SubmittedFormReader;
import io.orderflow.attachment.picture.ShownPictureService;
import io.orderflow.catalog.ApprovalNeeded;
import io.orderflow.catalog.CatalogSettings;
import io.orderflow.catalog.ListingContent;
import io.orderflow.catalog.ListingService;
import io.orderflow.catalog.ListingView;
import io.orderflow.catalog.RequirementQuestion;
import io.orderflow.platform.ConflictRetry;
import io.orderflow.platform.CurrentReader;
import io.orderflow.platform.FormFields;
import io.orderflow.platform.MoneyJson;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.SubmittedForm;
import io.orderflow.platform.UserStore;
import io.orderflow.platform.web.RefusedFormFactory;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A freelancer's own services: how they stand with the moderators, and to be written. */
@Controller
@RequestMapping("/sell/listings")
class MyServicesPage {

	private static final String SHOW = "show";

	/** Twice as many as a service has questions. */
	private static final int MOST_ROWS = 100;

	/** What a question for files can be narrowed to. */
	private static final List<String> FILE_KINDS = List.of("image/*", "application/pdf", "text/*", "video/*", "audio/*",
			"application/zip");

	/** By their codes, those before the others that readers of our languages use most. */
	private static final List<String> CURRENCIES = Stream
		.concat(Stream.of("EUR", "USD", "GBP", "CHF", "CAD"), MoneyJson.currenciesInUse().stream().sorted())
		.distinct()
		.toList();

	private final ListingService listings;

	private final CatalogSettings settings;

	private final ListingPictures pictures;

	private final SubmittedFormReader forms;

	private final RefusedFormFactory refusedForms;

	private final ServiceReading reading;

	private final CurrentReader reader;

	MyServicesPage(ListingService listings, CatalogSettings settings, ListingPictures pictures,
			SubmittedFormReader forms, RefusedFormFactory refusedForms, ServiceReading reading, CurrentReader reader) {
		this.listings = listings;
		this.settings = settings;
		this.pictures = pictures;
		this.forms = forms;
		this.refusedForms = refusedForms;
		this.reading = reading;
		this.reader = reader;
	}

	@GetMapping
	String mine(@RequestParam(required = false) @Nullable String cursor, Model model, Principal freelancer) {
		model.addAttribute("services", this.listings.ofFreelancer(freelancer.getName(), cursor, null));
		return "catalog/my-services";
	}

	/** To who sells nothing, how to begin: no form that would be refused. */
	@GetMapping("/new")
	String blank(Model model, HttpServletRequest request, HttpServletResponse response) {
		if (!request.isUserInRole(UserStore.FREELANCERS)) {
			response.setStatus(HttpStatus.FORBIDDEN.value());
			return "catalog/not-selling";
		}
		return kept(null, ListingForm.empty(this.settings, this.reader.locale().getLanguage()), model);
	}

	/** To be changed; what waits for a moderator, or is another's, to be read. */
	@GetMapping("/{id}")
	String service(@PathVariable UUID id, Model model, HttpServletRequest request) {
		ListingView listing = this.listings.get(id, request.getRemoteUser());
		this.reading.settle(listing, request.getRemoteUser(), model);
		if (!listing.of(request.getRemoteUser()) || listing.underReview()) {
			return this.reading.page(listing, request, model);
		}
		return kept(listing, ListingForm.of(listing.content(), this.reader.locale()), model);
	}

	/**
	 * The form says in {@code action} what is to be done with it: {@code save},
	 * {@code submit} (to the moderators); {@code add}, {@code remove-N},
	 * {@code earlier-N} or {@code later-N} (a question), {@code pictures} (those that
	 * were chosen), {@code picture-earlier-N}, {@code picture-later-N} or
	 * {@code picture-remove-N}; or {@code show}: everything as it was sent, for a browser
	 * that kept it. The CSRF token is in the address: nothing parses the body before.
	 */
	@PostMapping
	String create(HttpServletRequest request, Model model, HttpServletResponse response, Principal freelancer)
			throws IOException {
		this.listings.checkFreelancer(freelancer.getName());
		return received(null, request, model, response, freelancer.getName());
	}

	@PostMapping("/{id}")
	String change(@PathVariable UUID id, HttpServletRequest request, Model model, HttpServletResponse response,
			Principal freelancer) throws IOException {
		this.listings.get(id, freelancer.getName());
		return received(id, request, model, response, freelancer.getName());
	}

	/** Where a moderator was quicker, its page says what was decided. */
	@PostMapping("/{id}/taking-back")
	String takeBack(@PathVariable UUID id, Principal freelancer) {
		String service = "redirect:/sell/listings/" + id;
		try {
			this.listings.takeBack(id, freelancer.getName());
			return service + "?taken-back";
		}
		catch (Refusal refusal) {
			if (refusal.kind() == Refusal.Kind.CONFLICT) {
				return service + "?decided";
			}
			throw refusal;
		}
	}

	@PostMapping("/{id}/discarding")
	String discardChange(@PathVariable UUID id, Principal freelancer) {
		this.listings.discardChange(id, freelancer.getName());
		return "redirect:/sell/listings/" + id + "?discarded";
	}

	@PostMapping("/{id}/off-sale")
	String takeOffSale(@PathVariable UUID id, Principal freelancer) {
		this.listings.takeOffSale(id, freelancer.getName());
		return "redirect:/sell/listings/" + id + "?off-sale";
	}

	@PostMapping("/{id}/on-sale")
	String putBackOnSale(@PathVariable UUID id, Principal freelancer) {
		this.listings.putBackOnSale(id, freelancer.getName());
		return "redirect:/sell/listings/" + id + "?on-sale";
	}

	/** Gone for good, where it was never submitted. */
	@PostMapping("/{id}/removal")
	String remove(@PathVariable UUID id, Principal freelancer) {
		this.listings.remove(id, freelancer.getName());
		return "redirect:/sell/listings?removed";
	}

	private String received(@Nullable UUID known, HttpServletRequest request, Model model, HttpServletResponse response,
			String freelancer) throws IOException {
		ReceivedForm form = this.forms.read(freelancer, NewPictures.USES, request);
		// not kept while pictures come, which may be slow
		ListingView listing = (known != null) ? this.listings.get(known, freelancer) : null;
		String action = form.text("action");
		NewPictures taken = this.pictures.take(freelancer, form);
		Map<String, List<String>> values = taken.values();
		checkRows(values);
		ListingContent typed = null;
		try {
			taken.check();
			if (changesTheForm(action)) {
				Map<String, List<String>> changed = changed(values, action);
				model.addAttribute("focus", focus(action, taken, changed));
				return form(listing, changed, SubmittedForm.unsent(changed), model);
			}
			ListingContent content = ListingForm.content(values, this.settings, this.pictures.of(freelancer),
					!action.equals("submit"));
			typed = content;
			UUID id = (listing != null) ? listing.id() : id(values);
			if (listing == null) {
				// the form draws its id, so that sent twice it makes one service
				ConflictRetry.run(() -> this.listings.create(id, freelancer, content));
			}
			else {
				this.listings.change(id, freelancer, content, new FormFields(values).number("edition"));
			}
			if (action.equals("submit")) {
				this.listings.submit(id, freelancer);
			}
			return "redirect:/sell/listings/" + id + ((listing == null) ? "?new-" : "?")
					+ (action.equals("submit") ? "submit" : "save");
		}
		catch (Refusal refusal) {
			if (refusal.kind() == Refusal.Kind.CONFLICT && listing != null && typed != null) {
				model.addAttribute("changes", this.reading.changes(listing.content(), typed, model));
			}
			return refused(listing, values, refusal, model, response);
		}
	}

	private static UUID id(Map<String, List<String>> values) {
		try {
			return UUID.fromString(new FormFields(values).textOrEmpty("id"));
		}
		catch (IllegalArgumentException ex) {
			return UUID.randomUUID();
		}
	}

	private static boolean changesTheForm(String action) {
		return action.equals(SHOW) || action.equals(NewPictures.ACTION) || QuestionFields.changedBy(action)
				|| PictureFields.changedBy(action);
	}

	private static Map<String, List<String>> changed(Map<String, List<String>> values, String action) {
		return PictureFields.changedBy(action) ? PictureFields.changed(values, action)
				: QuestionFields.changed(values, action);
	}

	/** Where the keyboard goes on: the id of a field or the action of a button. */
	private static String focus(String action, NewPictures taken, Map<String, List<String>> changed) {
		if (action.equals(NewPictures.ACTION)) {
			return taken.focus();
		}
		return PictureFields.changedBy(action) ? PictureFields.focus(action, PictureFields.read(changed).size())
				: QuestionFields.focus(action, ListingForm.questions(changed));
	}

	private String refused(@Nullable ListingView listing, Map<String, List<String>> values, Refusal refusal,
			Model model, HttpServletResponse response) {
		return form(listing, values, this.refusedForms.of(values, refusal, response), model);
	}

	/** Each is some kilobytes of the page, however little is written in it. */
	private static void checkRows(Map<String, List<String>> values) {
		if (Math.max(ListingForm.questions(values), PictureFields.read(values).size()) > MOST_ROWS) {
			throw Refusal.tooLarge("form", "request-too-large");
		}
	}

	/** What was taken in before, however large. */
	private String kept(@Nullable ListingView listing, Map<String, List<String>> values, Model model) {
		return form(listing, values, SubmittedForm.kept(values), model);
	}

	private String form(@Nullable ListingView listing, Map<String, List<String>> values, SubmittedForm typed,
			Model model) {
		model.addAttribute("questions", IntStream.range(0, ListingForm.questions(values)).boxed().toList());
		model.addAttribute("pictures", PictureFields.read(values));
		model.addAttribute("mostPictures", ListingContent.MAX_PICTURES);
		model.addAttribute("pictureKinds", String.join(",", ShownPictureService.KINDS));
		model.addAttribute("fileKinds", FILE_KINDS);
		model.addAttribute("questionKinds", names(RequirementQuestion.Kind.values()));
		model.addAttribute("approvals", names(ApprovalNeeded.values()));
		model.addAttribute("listing", listing);
		model.addAttribute("drawn", id(values));
		model.addAttribute("form", typed);
		model.addAttribute("usual", this.settings);
		model.addAttribute("currencies", CURRENCIES);
		return "catalog/my-service";
	}

	private static List<String> names(Enum<?>[] values) {
		return Arrays.stream(values).map(Enum::name).toList();
	}

}
