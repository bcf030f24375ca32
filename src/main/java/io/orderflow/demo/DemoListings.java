package io.orderflow.demo;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

import io.orderflow.catalog.ApprovalNeeded;
import io.orderflow.catalog.CatalogSettings;
import io.orderflow.catalog.ListedService;
import io.orderflow.catalog.ListingContent;
import io.orderflow.catalog.ListingFlow;
import io.orderflow.catalog.ListingPicture;
import io.orderflow.catalog.ListingReview;
import io.orderflow.catalog.ListingService;
import io.orderflow.catalog.ListingState;
import io.orderflow.catalog.ListingView;
import io.orderflow.catalog.RequirementQuestion;
import io.orderflow.catalog.RequirementQuestion.Kind;
import io.orderflow.platform.MoneyJson;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * The services of the embedded default, one of each kind: with files and without, with a
 * draft, with a plan alone and with neither. They go the way every service goes,
 * submitted and approved by a moderator, at the first start; a start that broke off goes
 * on where it stopped, and what people changed since is left alone.
 */
@Component
@Profile("embedded")
class DemoListings {

	private static final String MODERATOR = "mona";

	private final ListingService listings;

	private final ListingFlow flow;

	private final CatalogSettings settings;

	private final DemoPictures pictures;

	DemoListings(ListingService listings, ListingFlow flow, CatalogSettings settings, DemoPictures pictures) {
		this.listings = listings;
		this.flow = flow;
		this.settings = settings;
		this.pictures = pictures;
	}

	/** A repeat changes nothing. */
	void run() {
		offer("lea", List.of(
				new Service(translation(),
						(owner) -> this.pictures.translation(owner,
								"Deux feuilles de texte, et une flèche qui mène de l’une à l’autre")),
				new Service(storyboard(), (owner) -> this.pictures.storyboard(owner,
						"Six cases en couleur\u00a0: le soleil passe au-dessus d’une maison, de l’aube à la nuit"))));
		offer("noah",
				List.of(new Service(proofreading(), (owner) -> List.of()),
						new Service(landingPage(), (owner) -> this.pictures.landingPage(owner,
								"A page in a window: headline, button and three sections"))));
	}

	/** What is offered, and what it is shown with. */
	private record Service(ListingContent content, Function<String, List<ListingPicture>> pictures) {

	}

	private void offer(String freelancer, List<Service> services) {
		List<ListedService> present = this.listings.ofFreelancer(freelancer, null, 100).items();
		for (Service service : services) {
			present.stream()
				.filter((listing) -> listing.content().title().equals(service.content().title()))
				.findFirst()
				.ifPresentOrElse((listed) -> putOnSale(this.listings.get(listed.id(), freelancer)), () -> {
					// a service that was renamed since is there all the same
					if (present.size() < services.size()) {
						UUID id = this.listings.create(freelancer,
								service.content().withPictures(service.pictures().apply(freelancer)));
						putOnSale(this.listings.get(id, freelancer));
					}
				});
		}
	}

	private void putOnSale(ListingView listing) {
		UUID id = listing.id();
		if (listing.versionOnSale() != null || listing.version() > 1) {
			return;
		}
		if (listing.state() == ListingState.DRAFT && listing.version() == 0) {
			this.listings.submit(id, listing.freelancer());
		}
		if (this.listings.get(id, listing.freelancer()).state() == ListingState.SUBMITTED) {
			this.flow.review(id, MODERATOR, new ListingReview(ListingReview.Choice.APPROVE, null));
		}
	}

	private ListingContent storyboard() {
		return content("Storyboard illustré pour votre film publicitaire",
				"""
						Je dessine le storyboard de votre film, de l’idée à la dernière image\u00a0: jusqu’à 16 cases en couleur, \
						avec le cadrage, les mouvements de caméra et les dialogues.

						Vous recevez d’abord un croquis de chaque case avec le plan de travail\u00a0; je mets au propre dès que \
						vous l’avez approuvé.""",
				"fr", "480.00", Duration.ofDays(7), 2, ApprovalNeeded.DRAFT_AND_PLAN,
				List.of(question("subject", Kind.TEXT, "Que doit raconter le film, et à qui\u00a0?"),
						choice("format", Kind.SINGLE_CHOICE, "Dans quel format sera-t-il diffusé\u00a0?", true,
								"Paysage 16:9", "Portrait 9:16", "Carré 1:1"),
						choice("channels", Kind.MULTIPLE_CHOICE, "Où sera-t-il vu\u00a0?", false, "Télévision",
								"Cinéma", "Site web", "Réseaux sociaux"),
						question("shooting", Kind.DATE, "Quand le tournage est-il prévu\u00a0?"),
						new RequirementQuestion("logo", Kind.FILE, "Votre logo ou votre charte graphique", true,
								List.of(), List.of("image/*", "application/pdf"))));
	}

	private ListingContent translation() {
		return content("Traduction de l’anglais vers le français, 2\u00a0000 mots",
				"""
						Je traduis vos textes de l’anglais vers le français\u00a0: site, brochure, mode d’emploi, conditions de \
						vente. Relecture comprise.

						Je vous propose d’abord un plan de travail avec l’ordre des textes et le jour de chacun.""",
				"fr", "160.00", Duration.ofDays(3), 1, ApprovalNeeded.PLAN,
				List.of(question("text", Kind.TEXT, "Le texte à traduire, ou l’adresse de la page"),
						choice("register", Kind.SINGLE_CHOICE, "Comment s’adresser au lecteur\u00a0?", true,
								"Vouvoiement", "Tutoiement", "Sans s’adresser à lui"),
						new RequirementQuestion("glossary", Kind.FILE, "Un glossaire à respecter\u00a0?", false,
								List.of(), List.of()),
						new RequirementQuestion("terms", Kind.TEXT, "Des mots à garder en anglais\u00a0?", false)));
	}

	private ListingContent proofreading() {
		return content("Quick proofreading of one page of English", """
				I read one page of your English, up to 500 words, and send it back with every correction marked and \
				a sentence on why.

				No brief needed: order, and paste the text into the conversation.""", "en", "25.00",
				Duration.ofHours(24), 1, ApprovalNeeded.NONE,
				List.of(new RequirementQuestion("text", Kind.TEXT, "The text, if you have it at hand", false),
						choice("variety", Kind.SINGLE_CHOICE, "British or American?", false, "British", "American")));
	}

	private ListingContent landingPage() {
		return content("Copy for your landing page", """
				I write the words of your landing page: headline, three sections, the call to action, and two \
				variants of each headline to test.

				You get an outline with a plan of the work first, and the finished copy once you have approved it.""",
				"en", "240.00", Duration.ofDays(5), 2, ApprovalNeeded.DRAFT_AND_PLAN,
				List.of(question("product", Kind.TEXT, "What do you offer, and what makes it different?"),
						question("readers", Kind.TEXT, "Who will read the page?"),
						choice("tone", Kind.SINGLE_CHOICE, "Which tone fits?", true, "Matter-of-fact", "Warm",
								"Playful"),
						new RequirementQuestion("launch", Kind.DATE, "When does the page go live?", false)));
	}

	private ListingContent content(String title, String description, String language, String price,
			Duration deliveryTime, int revisions, ApprovalNeeded approval, List<RequirementQuestion> questions) {
		return new ListingContent(title, description, language, MoneyJson.of(price, "EUR"), deliveryTime, revisions,
				approval, this.settings.updateAskedAfter(), this.settings.updateRemindedAfter(),
				this.settings.revisionRoundTime(deliveryTime), questions);
	}

	private static RequirementQuestion question(String key, Kind kind, String prompt) {
		return new RequirementQuestion(key, kind, prompt, true);
	}

	private static RequirementQuestion choice(String key, Kind kind, String prompt, boolean mandatory,
			String... choices) {
		return new RequirementQuestion(key, kind, prompt, mandatory, List.of(choices), List.of());
	}

}
