package io.orderflow.browser;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.FilePayload;
import io.orderflow.BareOrders;
import io.orderflow.BareOrders.BareOrder;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.catalog.Contents;
import io.orderflow.catalog.ListingService;
import io.orderflow.conversation.ConversationService;
import io.orderflow.conversation.InquiryService;
import io.orderflow.conversation.MessageKind;
import io.orderflow.conversation.ReadyMessageService;
import io.orderflow.notification.NotificationService;
import io.orderflow.platform.UserStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Conversations, contacts, notifications and guides in a real browser: a French client
 * and an English freelancer, on a wide screen and a phone's, live and without scripts.
 */
@OrderflowTest
@ExtendWith(Chromium.class)
class TalkPagesTest {

	@LocalServerPort
	private int port;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private BareOrders orders;

	@Autowired
	private ConversationService conversations;

	@Autowired
	private InquiryService inquiries;

	@Autowired
	private ListingService listings;

	@Autowired
	private ReadyMessageService ready;

	@Autowired
	private NotificationService notifications;

	private String client;

	private String freelancer;

	private BareOrder order;

	private UUID talk;

	@BeforeEach
	void people() {
		people(this.newcomers.client(), this.newcomers.freelancer());
	}

	private void people(Locale language) {
		people(this.newcomers.person("Camille", language, UserStore.CLIENTS),
				this.newcomers.person("Noah", language, UserStore.FREELANCERS));
	}

	private void people(String client, String freelancer) {
		this.client = client;
		this.freelancer = freelancer;
		this.order = this.orders.placed(this.client, this.freelancer);
		this.talk = this.conversations.openForOrder(this.order.id(), this.order.number(), "Storyboard", this.client,
				this.freelancer);
		this.conversations.post(this.talk, this.client, "Bonjour Noah,\n\nle logo suit demain.", List.of(), "1");
		this.conversations.post(this.order.number(), this.freelancer, MessageKind.UPDATE, "Half of it is drawn.",
				List.of(), "2");
	}

	@ParameterizedTest
	@ValueSource(strings = { "en", "fr" })
	void every_page_fits_and_reads_in_both_languages(String language) {
		people(Locale.forLanguageTag(language));
		this.orders.become(this.orders.placed(this.client, this.freelancer, "80.50", "USD", Instant.now()),
				"COMPLETED");
		this.inquiries.ask(this.client, this.freelancer, "Une question avant de commander.", List.of(), "1");
		this.ready.save(this.freelancer, "Thanks", "Thank you, until tomorrow.");
		String told = this.notifications.page(this.freelancer, null, null).items().get(0).id().toString();
		try (PageInspector noah = at(PageInspector.WIDE, this.freelancer)) {
			noah.looksAt("/notifications", "notifications-" + language);
			noah.looksAt("/notifications/" + told + "/deliveries", "deliveries-" + language);
			noah.looksAt("/conversations", "conversations-" + language);
			noah.looksAt("/conversations/" + this.talk, "conversation-freelancer-" + language);
			noah.looksAt("/ready-messages", "ready-messages-" + language);
			noah.looksAt("/contacts", "contacts-" + language);
			eachNameStandsBesideItsFaceAndNoDateBreaks(noah);
			noah.looksAt("/contacts?sort=spent&currency=USD", "contacts-by-currency-" + language);
			noah.looksAt("/guides", "guides-" + language);
			noah.looksAt("/guides/ideal-proposal", "guide-proposal-" + language);
			noah.looksAt("/guides/aligning-as-you-go", "guide-aligning-" + language);
		}
		try (PageInspector camille = at(PageInspector.WIDE, this.client)) {
			camille.looksAt("/conversations/" + this.talk, "conversation-client-" + language);
			camille.looksAt("/contacts", "contacts-client-" + language);
		}
	}

	private static void eachNameStandsBesideItsFaceAndNoDateBreaks(PageInspector reader) {
		assertThat(reader.find("#contact-list").evaluate("""
				(list) => [...list.querySelectorAll("tr")].every((row) => {
					const face = row.querySelector(".face").getBoundingClientRect();
					const name = row.querySelector("th .face + span").getBoundingClientRect();
					const time = row.querySelector("time").getClientRects();
					return name.left >= face.right && name.top < face.bottom && time.length === 1;
				})
				""")).isEqualTo(true);
	}

	@Test
	void two_people_talk_live_with_a_file_and_nothing_is_lost_on_the_way() {
		try (PageInspector camille = at(PageInspector.WIDE, this.client);
				PageInspector noah = at(PageInspector.PHONE, this.freelancer)) {
			camille.go("/conversations/" + this.talk);
			noah.go("/conversations/" + this.talk);
			Locator box = noah.find("#write-message");
			noah.find("[data-fills]").last().click();
			assertThat(box).not().hasValue("");
			noah.find("[data-fills]").first().click();
			assertThat(box).hasValue("Hello Camille,\n\nThank you for ordering “Storyboard”. "
					+ "I am glad to work on it with you, and will keep you posted here.");
			box.fill("A draft of an answer");
			noah.page().reload();
			assertThat(box).hasValue("A draft of an answer");
			noah.find("#write-file").setInputFiles(file("sketch.txt"));
			assertThat(noah.find("#write-files a")).hasText("sketch.txt");
			noah.find("#send").click();

			assertThat(noah.find(".message").last()).containsText("A draft of an answer");
			assertThat(noah.find(".message").last()).containsText("sketch.txt");
			assertThat(box).hasValue("");
			assertThat(box).isFocused();
			assertThat(noah.find("#write-files li")).hasCount(0);
			assertThat(camille.find(".message").last()).containsText("sketch.txt");
			assertThat(camille.find("#bell .number")).hasCount(0);

			camille.find("#write-message").fill("Half");
			noah.find("#write-message").fill("One more");
			noah.find("#send").click();
			assertThat(camille.find(".message").last()).containsText("One more");
			assertThat(camille.find("#write-message")).hasValue("Half");
			assertThat(camille.find(".message")).hasCount(4);
			assertThat(this.conversations.unread(this.client)).isZero();
			assertThat(camille.complaints()).isEmpty();
			assertThat(noah.complaints()).isEmpty();
		}
	}

	@Test
	void lists_grow_by_themselves_and_keep_what_was_read_on() {
		for (int i = 1; i <= 25; i++) {
			this.conversations.post(this.talk, this.freelancer, "Message " + i + ".", List.of(), "more " + i);
		}
		try (PageInspector camille = at(PageInspector.WIDE, this.client)) {
			camille.go("/conversations/" + this.talk);
			camille.find("#message-list-more a").click();
			assertThat(camille.find(".message")).hasCount(27);
			assertThat(camille.find("#message-list-more a")).hasCount(0);
			this.conversations.post(this.talk, this.freelancer, "The newest", List.of(), "newest");
			assertThat(camille.find(".message").last()).containsText("The newest");
			assertThat(camille.find(".message")).hasCount(28);

			camille.go("/notifications");
			this.conversations.post(this.talk, this.freelancer, "Newer still", List.of(), "newer");
			assertThat(camille.find("#bell .number")).hasText("1");
			camille.find("#all-read button").click();
			assertThat(camille.find("#bell .number")).hasCount(0);
			assertThat(camille.complaints()).isEmpty();
		}
	}

	@Test
	void reading_a_conversation_settles_the_bell_on_every_open_page() {
		try (PageInspector elsewhere = at(PageInspector.WIDE, this.client);
				PageInspector camille = at(PageInspector.PHONE, this.client)) {
			elsewhere.go("/guides");
			assertThat(elsewhere.find("#bell .number")).hasText("1");
			camille.go("/conversations/" + this.talk);
			assertThat(camille.find("#bell .number")).hasCount(0);
			assertThat(elsewhere.find("#bell .number")).hasCount(0);
		}
	}

	@Test
	void without_scripts_a_message_goes_with_its_file_in_one_form() {
		try (PageInspector camille = PageInspector.withoutScripts(Chromium.browser(), this.port, this.client,
				Newcomers.PASSWORD)) {
			camille.go("/conversations/" + this.talk);
			camille.find("#send").click();
			assertThat(camille.find("#write-message-error")).hasText("Merci d’écrire quelque chose ici.");
			camille.find("#write-message").fill("Avec un fichier");
			camille.find("#write-file").setInputFiles(file("plan.txt"));
			camille.find("#send").click();
			assertThat(camille.find(".message").last()).containsText("Avec un fichier");
			assertThat(camille.find(".message .files").last()).containsText("plan.txt");
			assertThat(camille.find("[role=status]").first()).hasText("Envoyé.");
		}
	}

	@Test
	void a_question_from_a_service_says_everywhere_which_service_it_is_about() {
		UUID logo = onSale("Un logo dessiné");
		UUID card = onSale("Une carte de visite");
		try (PageInspector camille = at(PageInspector.WIDE, this.client);
				PageInspector noah = at(PageInspector.PHONE, this.freelancer)) {
			camille.go("/services/" + logo);
			camille.find("a[href*='/conversations/new']").click();
			assertThat(camille.find("#write-about")).containsText("Un logo dessiné");
			camille.find("#send").click();
			assertThat(camille.find("#write-about")).containsText("Un logo dessiné");
			camille.find("#write-message").fill("En petit aussi ?");
			camille.find("#send").click();
			assertThat(camille.find(".message")).containsText("En petit aussi ?");
			assertThat(camille.find("#write-about")).hasCount(0);
			assertThat(camille.find(".under-title")).containsText("Un logo dessiné");
			assertThat(camille.find(".message .about")).hasCount(0);

			camille.go("/services/" + card);
			camille.find("a[href*='/conversations/new']").click();
			assertThat(camille.find("#write-about")).containsText("Une carte de visite");
			camille.find("#write-message").fill("Et une carte ?");
			camille.find("#send").click();
			assertThat(camille.find(".message .about").last()).containsText("Une carte de visite");
			camille.find("#write-message").fill("Merci d’avance.");
			camille.find("#send").click();
			assertThat(camille.find(".message .about")).hasCount(2);

			noah.go("/notifications");
			assertThat(noah.find(".news")).containsText("Camille Newcomer asks about “Un logo dessiné”");
			noah.go("/sell");
			assertThat(noah.find("#unanswered")).containsText("About the service “Une carte de visite”");
			noah.go("/conversations");
			assertThat(noah.find(".talks")).containsText("About the service “Une carte de visite”");
			noah.looksAt("/conversations/" + inquiry(), "conversation-about-service");
			assertThat(noah.find(".message .about").first()).containsText("Un logo dessiné");
			assertThat(noah.complaints()).isEmpty();
			assertThat(camille.complaints()).as("but for the message that was refused")
				.noneMatch((one) -> !one.contains("400"));
		}
	}

	@Test
	void a_box_grows_with_what_is_written_and_a_size_that_somebody_gave_it_breaks_nothing() {
		try (PageInspector camille = at(PageInspector.PHONE, this.client)) {
			camille.go("/conversations/" + this.talk);
			Locator box = camille.find("#write-message");
			double small = box.boundingBox().height;
			box.fill("1\n2\n3\n4\n5\n6");
			assertThat(box.boundingBox().height).isGreaterThan(small + 40);
			assertThat((int) box.evaluate("(box) => box.scrollHeight - box.clientHeight")).isZero();
			box.evaluate("(box) => { box.style.height = '200px'; }");
			camille.find("#send").click();
			assertThat(camille.find(".message").last()).containsText("6");
			assertThat(camille.complaints()).isEmpty();
		}
	}

	@Test
	void no_ready_made_message_is_out_of_sight() {
		this.ready.save(this.freelancer, "Mes horaires et mes jours de congé", "Du lundi au vendredi.");
		for (int width : List.of(PageInspector.PHONE, PageInspector.WIDE)) {
			try (PageInspector noah = at(width, this.freelancer)) {
				noah.go("/conversations/" + this.talk);
				noah.find(".ready a").last().scrollIntoViewIfNeeded();
				assertThat((int) noah.find(".ready").evaluate("(row) => row.scrollWidth - row.clientWidth")).isZero();
			}
		}
	}

	private UUID inquiry() {
		return this.inquiries.freelancer(this.client, this.freelancer).inquiry();
	}

	private UUID onSale(String title) {
		UUID id = this.listings.create(this.freelancer, Contents.titled(title));
		this.listings.submit(id, this.freelancer);
		this.listings.approve(id, this.newcomers.moderator());
		return id;
	}

	private PageInspector at(int width, String account) {
		return PageInspector.at(Chromium.browser(), this.port, width, account, Newcomers.PASSWORD);
	}

	private static FilePayload file(String name) {
		return new FilePayload(name, "text/plain", "content".getBytes(StandardCharsets.UTF_8));
	}

}
