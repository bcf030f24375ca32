package io.orderflow.order.web;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import io.orderflow.conversation.ConversationService;
import io.orderflow.platform.UserStore;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.OrderScenario;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What search engines, screen readers and browsers ask of every page: who it speaks to, a
 * title, a description, one heading above the others, pictures whose place is kept, and
 * scripts that wait; and that there is a way on from it.
 */
@OrderflowTest
class EveryPageTest {

	private static final Pattern TITLE = Pattern.compile("<title>([^<]+)</title>");

	private static final Pattern DESCRIPTION = Pattern.compile("<meta name=\"description\" content=\"([^\"]{50,})\">");

	private static final Pattern PICTURE = Pattern.compile("<img\\b[^>]*>");

	private static final Pattern SCRIPT = Pattern.compile("<script\\b[^>]*>");

	private static final Pattern HEADING = Pattern.compile("<h([1-6])\\b");

	@LocalServerPort
	private int port;

	@Autowired
	private Marketplace marketplace;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private ConversationService conversations;

	private OrderScenario order;

	private String talk;

	@BeforeEach
	void anOrder() {
		this.order = this.marketplace.anOrderBetweenNewcomers(Locale.FRENCH)
			.withRequirements()
			.requirementsClear()
			.planned()
			.draftSubmitted();
		this.talk = "/conversations/"
				+ this.conversations.page(this.order.client(), null, null, null).items().get(0).id();
	}

	@Test
	void each_says_what_it_is_in_its_head_and_keeps_room_for_its_pictures() {
		String order = "/orders/" + this.order.number();
		String message = this.talk + "/messages/"
				+ this.conversations
					.post(UUID.fromString(this.talk.substring(15)), this.order.client(), "Bonjour", List.of(),
							UUID.randomUUID().toString())
					.id();
		Visitor stranger = Visitor.stranger(this.port).reading("fr");
		Stream
			.of("/sign-in", "/register", "/forgotten", "/welcome/nonsense", "/reset/nonsense", "/new-address/nonsense",
					"/unsubscribe/nonsense", "/mail")
			.forEach((path) -> look(stranger, path));
		look(this.order.client(), "/buy", "/services", "/services/" + this.order.listing(), order, order + "/timeline",
				order + "/entries/requirement-1", order + "/entries/draft-1", "/conversations", this.talk, message,
				"/conversations/new?freelancer=" + this.order.freelancer(), "/contacts", "/notifications",
				"/find?q=storyboard", "/nothing-here");
		look(this.order.freelancer(), "/sell", "/sell/listings", "/sell/listings/new",
				"/sell/listings/" + this.order.listing(), "/services/" + this.order.listing() + "/preview", order,
				this.talk, "/contacts", "/ready-messages", "/guides", "/guides/ideal-proposal",
				"/guides/aligning-as-you-go", "/account", "/account/picture", "/account/security", "/account/passkeys",
				"/account/tokens");
		look(this.newcomers.person("Ada", Locale.FRENCH, UserStore.PROCESS_ADMINS), "/diagrams", order + "/diagram",
				"/audit");
		look(this.newcomers.moderator(), "/moderation", "/sell/listings/" + this.order.listing(), "/notifications",
				"/account");
	}

	@Test
	void from_each_a_way_leads_to_what_it_belongs_to() {
		String order = "/orders/" + this.order.number();
		String service = "/services/" + this.order.listing();
		String today = service + "?order=" + this.order.number();
		leads(this.order.client(), order, "/buy", today, "/conversations?with=" + this.order.freelancer());
		leads(this.order.freelancer(), order, "/sell", today, "/conversations?with=" + this.order.client());
		leads(this.order.client(), service, "/services",
				"/conversations/new?freelancer=" + this.order.freelancer() + "&amp;service=" + this.order.listing());
		leads(this.order.client(), order + "/timeline", order);
		leads(this.order.client(), order + "/entries/draft-1", order);
		leads(this.order.client(), this.talk, order);
		leads(this.order.client(), "/contacts", order, this.talk);
		leads(this.order.client(), "/nothing-here", "/", "/buy", "/services");
	}

	private void look(String account, String... paths) {
		Visitor reader = signedIn(account);
		Stream.of(paths).forEach((path) -> look(reader, path));
	}

	private static void look(Visitor reader, String path) {
		String page = reader.get(path).body();
		assertThat(page).as(path).containsPattern("<html lang=\"(fr|en)\"").contains("width=device-width");
		assertThat(TITLE.matcher(page).results().map((title) -> title.group(1).strip())).as("title of %s", path)
			.singleElement()
			.asString()
			.isNotEmpty();
		assertThat(DESCRIPTION.matcher(page).results()).as("description of %s", path).hasSize(1);
		List<Integer> headings = HEADING.matcher(page)
			.results()
			.map((heading) -> Integer.valueOf(heading.group(1)))
			.toList();
		assertThat(headings).as("headings of %s", path).containsOnlyOnce(1);
		assertThat(all(PICTURE, page, (picture) -> !picture.contains(" hidden"))).as("pictures of %s", path)
			.allSatisfy((picture) -> assertThat(picture).contains(" width=", " height=", " alt="));
		assertThat(all(SCRIPT, page.substring(0, page.indexOf("</head>")), (script) -> true))
			.as("scripts that compete with the style sheets of %s", path)
			.allSatisfy((script) -> assertThat(script).containsPattern(" defer\\b| fetchpriority=\"low\""));
	}

	private static List<String> all(Pattern kind, String page, Predicate<String> which) {
		return kind.matcher(page).results().map(MatchResult::group).filter(which).toList();
	}

	private void leads(String account, String from, String... to) {
		String page = signedIn(account).get(from).body();
		assertThat(Stream.of(to).filter((path) -> !page.contains("href=\"" + path + "\""))).as("ways from %s", from)
			.isEmpty();
	}

	private Visitor signedIn(String account) {
		Visitor visitor = Visitor.stranger(this.port);
		visitor.signIn(account, Newcomers.PASSWORD);
		return visitor;
	}

}
