package io.orderflow.conversation.web;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.orderflow.BareOrders;
import io.orderflow.BareOrders.BareOrder;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.Statements;
import io.orderflow.Visitor;
import io.orderflow.catalog.ListingService;
import io.orderflow.conversation.ConversationService;
import io.orderflow.conversation.InquiryService;
import io.orderflow.conversation.MessageView;
import io.orderflow.notification.NotificationService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.util.HtmlUtils;

import static org.assertj.core.api.Assertions.assertThat;

/** Conversations as pages, with and without scripts. */
@OrderflowTest
class ConversationPageTest {

	private static final Pattern ACTION = Pattern.compile("action=\"(/conversations/[^\"]*_csrf=[^\"]*)\"");

	private static final Pattern KEY = Pattern.compile("name=\"key\" value=\"([^\"]+)\"");

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
	private NotificationService notifications;

	@Autowired
	private Statements statements;

	private String client;

	private String freelancer;

	private Visitor camille;

	private Visitor noah;

	@BeforeEach
	void people() {
		this.client = this.newcomers.client();
		this.freelancer = this.orders.onSale(this.newcomers.freelancer());
		this.camille = signedIn(this.client);
		this.noah = signedIn(this.freelancer);
	}

	@Test
	void a_list_says_what_will_be_there_then_who_wrote_what_about_which_order() {
		assertThat(this.camille.get("/conversations").body()).contains("<html lang=\"fr\"",
				"Aucune conversation pour l’instant");
		BareOrder order = this.orders.placed(this.client, this.freelancer);
		UUID talk = this.conversations.openForOrder(order.id(), order.number(), "Storyboard", this.client,
				this.freelancer);
		assertThat(this.noah.get("/conversations?show=EMPTY").body()).contains("Nobody has written yet", "Storyboard",
				order.number());
		this.conversations.post(talk, this.client, "<b>Bonjour</b> 🦊", List.of(), "1");
		this.conversations.post(talk, this.client, "Et encore", List.of(), "2");
		assertThat(this.noah.get("/conversations").body()).contains("Camille Newcomer", "2 new", "Et encore",
				"/conversations/" + talk);
		assertThat(this.camille.get("/conversations").body()).contains("Vous", "Noah Newcomer")
			.doesNotContain("nouveaux");
	}

	@Test
	void all_with_one_person_are_found_together() {
		UUID mine = this.inquiries.ask(this.client, this.freelancer, "One", List.of(), "1");
		String other = this.orders.onSale(this.newcomers.freelancer());
		UUID elsewhere = this.inquiries.ask(this.client, other, "Two", List.of(), "1");
		assertThat(this.camille.get("/conversations?with=" + this.freelancer).body())
			.contains("Conversations avec Noah Newcomer", mine.toString())
			.doesNotContain(elsewhere.toString());
		assertThat(this.camille.get("/conversations?with=%00").statusCode()).isEqualTo(200);
		assertThat(this.camille.get("/conversations?cursor=nonsense").statusCode()).isEqualTo(400);
	}

	@Test
	void long_lists_go_on_on_further_pages() {
		UUID talk = this.inquiries.ask(this.client, this.freelancer, "The oldest", List.of(), "0");
		for (int i = 1; i <= 20; i++) {
			this.conversations.post(talk, this.client, "Message " + i + ".", List.of(), "" + i);
		}
		String page = this.noah.get("/conversations/" + talk).body();
		assertThat(page).contains("Message 20.").doesNotContain("The oldest");
		Matcher more = Pattern.compile("href=\"([^\"]*cursor=[^\"]*)\"").matcher(page);
		assertThat(more.find()).isTrue();
		assertThat(this.noah.get(more.group(1).replace("&amp;", "&")).body()).contains("The oldest")
			.doesNotContain("Message 20.");
	}

	@Test
	void what_was_looked_at_has_been_read() {
		UUID talk = this.inquiries.ask(this.client, this.freelancer, "One", List.of(), "1");
		assertThat(this.conversations.unread(this.freelancer)).isEqualTo(1);
		assertThat(this.noah.get("/conversations/" + talk).body()).contains("One");
		assertThat(this.conversations.unread(this.freelancer)).isZero();
		assertThat(this.conversations.get(talk, this.freelancer).unread()).isZero();
		this.conversations.post(talk, this.freelancer, "Two", List.of(), "2");
		assertThat(this.conversations.unread(this.client)).as("the other side's is its own").isEqualTo(1);
	}

	@Test
	void what_was_read_is_nothing_to_be_told_any_more() {
		UUID talk = this.inquiries.ask(this.client, this.freelancer, "One", List.of(), "1");
		this.conversations.post(talk, this.client, "Two", List.of(), "2");
		this.inquiries.ask(this.newcomers.client(), this.freelancer, "Somebody else", List.of(), "1");
		assertThat(this.notifications.unread(this.freelancer)).isEqualTo(3);
		assertThat(this.noah.get("/conversations/" + talk).body()).contains("Notifications: 1 new<");
		assertThat(this.notifications.unread(this.freelancer)).isEqualTo(1);

		UUID third = this.conversations.post(talk, this.client, "Three", List.of(), "3").id();
		this.conversations.post(talk, this.client, "Four", List.of(), "4");
		this.conversations.markRead(talk, this.freelancer, third);
		assertThat(this.notifications.unread(this.freelancer)).isEqualTo(2);
	}

	@Test
	void a_message_goes_with_its_files_in_one_plain_form() {
		UUID talk = this.inquiries.ask(this.client, this.freelancer, "One", List.of(), "1");
		String page = this.noah.get("/conversations/" + talk).body();
		HttpResponse<String> sent = send(this.noah, page, "Two\r\nlines", "sketch.txt", "sketch");
		assertThat(sent.statusCode()).isEqualTo(302);
		assertThat(sent.headers().firstValue("Location").orElse("")).endsWith("/conversations/" + talk + "?sent#talk");
		MessageView kept = this.conversations.messages(talk, this.client, null, null).items().get(0);
		assertThat(kept.text()).isEqualTo("Two\nlines");
		assertThat(kept.files()).extracting((file) -> file.fileName()).containsExactly("sketch.txt");
		assertThat(this.camille.get("/conversations/" + talk).body()).contains("sketch.txt", "Two\nlines");

		assertThat(send(this.noah, page, "Two\r\nlines", null, "").statusCode()).as("the same form again")
			.isEqualTo(302);
		assertThat(this.conversations.messages(talk, this.client, null, null).items()).hasSize(2);
	}

	@Test
	void a_refused_message_comes_back_as_it_was_typed_with_its_files() {
		UUID talk = this.inquiries.ask(this.client, this.freelancer, "One", List.of(), "1");
		String page = this.camille.get("/conversations/" + talk).body();
		HttpResponse<String> empty = send(this.camille, page, " ", null, "");
		assertThat(empty.statusCode()).isEqualTo(400);
		assertThat(empty.body()).contains("Merci d’écrire quelque chose ici.", "aria-invalid=\"true\"",
				"aria-describedby=\"write-message-error\"");

		HttpResponse<String> tooLong = send(this.camille, page, "é".repeat(20_001), "plan.txt", "plan");
		assertThat(tooLong.statusCode()).isEqualTo(400);
		assertThat(tooLong.body()).contains("é".repeat(20_001), "20\u202f001", "plan.txt");

		Matcher file = Pattern.compile("name=\"remove\" value=\"([^\"]+)\"").matcher(tooLong.body());
		assertThat(file.find()).isTrue();
		HttpResponse<String> without = this.camille.form(action(page),
				Map.of("message", "Still here", "remove", file.group(1), "key", found(KEY, page)));
		assertThat(without.statusCode()).isEqualTo(200);
		assertThat(without.body()).contains("Still here").doesNotContain("plan.txt");
		assertThat(this.conversations.messages(talk, this.client, null, null).items()).hasSize(1);
	}

	@Test
	void a_file_that_is_refused_does_not_lose_the_text() {
		UUID talk = this.inquiries.ask(this.client, this.freelancer, "One", List.of(), "1");
		String page = this.camille.get("/conversations/" + talk).body();
		HttpResponse<String> refused = send(this.camille, page, "Kept", "x".repeat(256), "content");
		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat(refused.body()).contains("Kept", "id=\"write-file-error\"", "255");
	}

	@Test
	void a_conversation_outlives_the_service_that_it_was_opened_from() {
		UUID talk = this.inquiries.ask(this.client, this.freelancer, "One", List.of(), "1");
		UUID service = this.listings.ofFreelancer(this.freelancer, null, null).items().get(0).id();
		String address = "/conversations/" + talk + "?service=" + service;
		String page = this.camille.get(address).body();
		assertThat(page).contains("name=\"service\"", "À propos du service");

		this.listings.takeOffSale(service, this.freelancer);
		assertThat(this.camille.get(address).body()).contains("One", "n’est pas en vente actuellement", "write-message")
			.doesNotContain("name=\"service\"");
		Map<String, String> message = Map.of("message", "Two", "key", found(KEY, page), "service", service.toString());
		HttpResponse<String> refused = this.camille.form(action(page), message);
		assertThat(refused.statusCode()).isEqualTo(409);
		assertThat(refused.body()).contains("envoyez-le de nouveau", ">Two</textarea>")
			.doesNotContain("name=\"service\"");
		assertThat(this.camille.form(action(page), Map.of("message", "Two", "key", found(KEY, page))).statusCode())
			.isEqualTo(302);
		assertThat(this.conversations.messages(talk, this.client, null, null).items().get(0).text()).isEqualTo("Two");
	}

	@Test
	void a_first_message_can_be_written_although_the_service_went_off_sale() {
		UUID service = this.listings.ofFreelancer(this.freelancer, null, null).items().get(0).id();
		String address = "/conversations/new?freelancer=" + this.freelancer + "&service=" + service;
		String page = this.camille.get(address).body();
		this.listings.takeOffSale(service, this.freelancer);
		assertThat(this.camille.get(address).body()).contains("n’est pas en vente actuellement", "write-message");
		HttpResponse<String> refused = this.camille.form(HtmlUtils.htmlUnescape(action(page)),
				Map.of("message", "Hello", "key", found(KEY, page), "service", service.toString()));
		assertThat(refused.statusCode()).isEqualTo(409);
		assertThat(refused.body()).contains("envoyez-le de nouveau", ">Hello</textarea>");
	}

	@Test
	void ready_made_messages_fill_the_box() {
		UUID talk = this.inquiries.ask(this.client, this.freelancer, "One", List.of(), "1");
		String page = this.noah.get("/conversations/" + talk).body();
		assertThat(page).contains("Say thank you", "/conversations/" + talk + "?ready=thank#write",
				"data-fills=\"write-message\"");
		assertThat(this.noah.get("/conversations/" + talk + "?ready=thank").body())
			.containsPattern("<textarea[^>]*>Hello Camille,");
		assertThat(this.noah.get("/conversations/" + talk + "?ready=%00").body())
			.containsPattern("<textarea[^>]*></textarea>");
		assertThat(this.camille.get("/conversations/" + talk).body()).doesNotContain("data-fills");
	}

	@Test
	void ready_made_messages_of_ones_own_are_saved_and_removed() {
		assertThat(this.camille.get("/ready-messages").body()).contains("Vous n’en avez encore enregistré aucun");
		HttpResponse<String> refused = this.camille.form("/ready-messages",
				Map.of("title", "", "text", "Je réponds du lundi au vendredi."));
		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat(refused.body()).contains("Je réponds du lundi au vendredi.", "id=\"title-error\"");
		assertThat(this.camille.form("/ready-messages", Map.of("title", "Horaires", "text", "Du lundi\r\nau vendredi."))
			.statusCode()).isEqualTo(302);
		UUID talk = this.inquiries.ask(this.client, this.freelancer, "One", List.of(), "1");
		String page = this.camille.get("/conversations/" + talk).body();
		assertThat(page).contains("Horaires").doesNotContain("Du lundi");
		Matcher from = Pattern.compile("data-from=\"([^\"]+)\"").matcher(page);
		assertThat(from.find()).isTrue();
		assertThat(this.camille.get(HtmlUtils.htmlUnescape(from.group(1))).body())
			.contains("\"text\":\"Du lundi\\nau vendredi.\"");
		Matcher without = Pattern.compile("href=\"([^\"]+[?]ready=[^\"#]+)#write\"").matcher(page);
		assertThat(without.find()).isTrue();
		assertThat(this.camille.get(without.group(1)).body()).contains("Du lundi\nau vendredi.</textarea>");
		assertThat(this.noah.get(HtmlUtils.htmlUnescape(from.group(1))).statusCode()).isEqualTo(404);
		Matcher removal = Pattern.compile("/ready-messages/[0-9a-f-]+/removal")
			.matcher(this.camille.get("/ready-messages").body());
		assertThat(removal.find()).isTrue();
		assertThat(this.camille.form(removal.group(), Map.of()).statusCode()).isEqualTo(302);
		assertThat(this.camille.form(removal.group(), Map.of()).statusCode()).as("twice").isEqualTo(302);
		assertThat(this.camille.get("/ready-messages").body()).doesNotContain("Horaires");
	}

	@Test
	void a_client_writes_first_and_finds_the_same_conversation_afterwards() {
		String address = "/conversations/new?freelancer=" + this.freelancer;
		String page = this.camille.get(address).body();
		assertThat(page).contains("Noah Newcomer", "Cela ne vous engage à rien");
		HttpResponse<String> empty = send(this.camille, page, "", null, "");
		assertThat(empty.statusCode()).isEqualTo(400);
		assertThat(empty.body()).contains("Merci d’écrire quelque chose ici.");
		HttpResponse<String> sent = send(this.camille, page, "Bonjour", "brief.txt", "brief");
		assertThat(sent.statusCode()).isEqualTo(302);
		String conversation = sent.headers().firstValue("Location").orElseThrow().replaceAll(".*(/conv[^?]*).*", "$1");
		assertThat(this.noah.get(conversation).body()).contains("Bonjour", "brief.txt");
		assertThat(this.camille.get(address).headers().firstValue("Location").orElse("")).endsWith(conversation);
		assertThat(
				this.noah.get("/conversations/new?client=" + this.client).headers().firstValue("Location").orElse(""))
			.endsWith(conversation);
	}

	/** Ids are made of names: whoever tries them learns nothing. */
	@Test
	void a_freelancer_who_sells_nothing_is_as_somebody_who_is_not_there_but_to_whom_they_know() {
		String unknown = this.newcomers.freelancer();
		String[] answers = Stream.of(unknown, "nobody", this.newcomers.client())
			.map((id) -> this.camille.get("/conversations/new?freelancer=" + id))
			.map((answer) -> answer.statusCode()
					+ answer.body().replaceAll("(?s).*<main|</main>.*", "").replaceAll("«[^»]+»", "«…»"))
			.toArray(String[]::new);
		assertThat(answers[0]).startsWith("404").doesNotContain("Noah");
		assertThat(answers).containsOnly(answers[0]);
		assertThat(this.camille.form("/conversations/new?freelancer=" + unknown, Map.of("message", "Hi")).statusCode())
			.isEqualTo(404);

		BareOrder order = this.orders.placed(this.client, unknown);
		this.conversations.openForOrder(order.id(), order.number(), "Storyboard", this.client, unknown);
		assertThat(this.camille.get("/conversations/new?freelancer=" + unknown).body()).contains("Noah Newcomer");
		assertThat(signedIn(this.newcomers.client()).get("/conversations/new?freelancer=" + unknown).statusCode())
			.as("whom one works for is not everybody's business")
			.isEqualTo(404);
	}

	@Test
	void a_freelancer_reads_why_first_contact_is_not_theirs() {
		for (String address : List.of("/conversations/new?client=" + this.client, "/conversations/new?client=nobody")) {
			HttpResponse<String> refused = this.noah.get(address);
			assertThat(refused.statusCode()).as(address).isEqualTo(403);
			assertThat(refused.body()).contains("A freelancer cannot make first contact", "/conversations\"")
				.doesNotContain("<textarea");
		}
		HttpResponse<String> asking = this.noah.get("/conversations/new?freelancer=" + this.newcomers.freelancer());
		assertThat(asking.statusCode()).isEqualTo(403);
		assertThat(asking.body()).contains("Also buy with this account").doesNotContain("<textarea");
		this.orders.placed(this.client, this.freelancer);
		assertThat(this.noah.get("/conversations/new?client=" + this.client).statusCode()).isEqualTo(403);
		BareOrder order = this.orders.placed(this.client, this.freelancer);
		this.conversations.openForOrder(order.id(), order.number(), "Storyboard", this.client, this.freelancer);
		assertThat(this.noah.get("/conversations/new?client=" + this.client).body()).contains("Camille Newcomer",
				"<textarea");
	}

	@Test
	void nobody_elses_conversation_is_there() {
		UUID talk = this.inquiries.ask(this.client, this.freelancer, "One", List.of(), "1");
		Visitor stranger = signedIn(this.newcomers.client());
		String page = this.camille.get("/conversations/" + talk).body();
		assertThat(stranger.get("/conversations/" + talk).statusCode()).isEqualTo(404);
		assertThat(
				stranger.form("/conversations/" + talk + "/messages", Map.of("message", "Hi", "key", "1")).statusCode())
			.isEqualTo(404);
		assertThat(this.camille.get("/conversations/" + talk + "/messages").headers().firstValue("Location"))
			.hasValueSatisfying((location) -> assertThat(location).endsWith("/conversations/" + talk));
		assertThat(stranger.get("/conversations/nonsense").statusCode()).isEqualTo(404);
		assertThat(stranger.get("/conversations/new?freelancer=nobody").statusCode()).isEqualTo(404);
		assertThat(stranger.get("/conversations/new").statusCode()).isEqualTo(400);
		assertThat(this.camille.withoutToken()
			.form("/conversations/" + talk + "/messages", Map.of("message", "Hi", "key", "1"))
			.statusCode()).isEqualTo(403);
		assertThat(page).contains("One");
	}

	@Test
	void a_page_takes_few_statements_whatever_it_shows() {
		UUID talk = this.inquiries.ask(this.client, this.freelancer, "One", List.of(), "1");
		send(this.camille, this.camille.get("/conversations/" + talk).body(), "Two", "plan.txt", "plan");
		this.noah.get("/conversations");
		List<String> list = taken(() -> this.noah.get("/conversations"));
		assertThat(list).as(() -> String.join("\n", list)).hasSizeBetween(3, 4);
		List<String> one = taken(() -> assertThat(this.noah.get("/conversations/" + talk).body()).contains("plan.txt"));
		assertThat(one).as(() -> String.join("\n", one)).hasSizeBetween(3, 7);
		assertThat(one).filteredOn((sql) -> sql.contains("update notification")).hasSize(1);
	}

	private List<String> taken(Runnable deed) {
		return this.statements.of(deed).stream().filter((sql) -> !Statements.isOfSession(sql)).toList();
	}

	/** As a browser sends the page's form, in its own order. */
	private static HttpResponse<String> send(Visitor visitor, String page, String message, String fileName,
			String content) {
		String boundary = "----form";
		String body = part(boundary, "name=\"key\"", found(KEY, page)) + part(boundary, "name=\"message\"", message)
				+ part(boundary, "name=\"file\"; filename=\"" + ((fileName != null) ? fileName : "") + "\"", content)
				+ "--" + boundary + "--\r\n";
		return visitor.send(visitor.request(action(page))
			.header("Content-Type", "multipart/form-data; boundary=" + boundary)
			.POST(BodyPublishers.ofString(body)));
	}

	private static String part(String boundary, String disposition, String content) {
		return "--" + boundary + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n" + content + "\r\n";
	}

	private static String action(String page) {
		return found(ACTION, page).replace("&amp;", "&");
	}

	private static String found(Pattern pattern, String page) {
		Matcher found = pattern.matcher(page);
		assertThat(found.find()).as(page).isTrue();
		return found.group(1);
	}

	private Visitor signedIn(String account) {
		Visitor visitor = Visitor.stranger(this.port);
		visitor.signIn(account, Newcomers.PASSWORD);
		visitor.readCsrf();
		return visitor;
	}

}
