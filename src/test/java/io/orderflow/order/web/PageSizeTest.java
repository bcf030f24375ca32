package io.orderflow.order.web;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import io.orderflow.catalog.ApprovalNeeded;
import io.orderflow.catalog.RequirementQuestion;
import io.orderflow.catalog.RequirementQuestion.Kind;
import io.orderflow.conversation.ConversationService;
import io.orderflow.conversation.MessageKind;
import io.orderflow.conversation.ReadyMessageService;
import io.orderflow.order.RevisionPoint.Scope;
import io.orderflow.order.note.PrivateNote;
import io.orderflow.order.note.PrivateNoteService;
import io.orderflow.order.step.DeliverWork;
import io.orderflow.order.step.PlanWork;
import io.orderflow.order.step.PointInput;
import io.orderflow.order.step.ReviewDraft;
import io.orderflow.order.step.SubmitDraft;
import io.orderflow.order.step.TaskInput;
import io.orderflow.platform.SubmittedDate;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.OrderScenario;
import io.orderflow.scenario.Storyboard;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Everything that an order and its conversation can hold, of characters that take six
 * bytes each in a page: no page is larger than a megabyte, and nothing is out of reach.
 */
@OrderflowTest
class PageSizeTest {

	private static final int MOST = 1_000_000;

	private static final String QUOTE = "%22";

	private static final Pattern ALL = Pattern.compile("href=\"([^\"]+)\"[^>]*>Show all</a>");

	private static final Pattern TALK = Pattern.compile("data-conversation=\"([^\"]+)\"");

	@LocalServerPort
	private int port;

	@Autowired
	private Marketplace marketplace;

	@Autowired
	private ConversationService conversations;

	@Autowired
	private ReadyMessageService ready;

	@Autowired
	private PrivateNoteService notes;

	private OrderScenario order;

	private Visitor camille;

	private Visitor noah;

	@BeforeEach
	void place() {
		RequirementQuestion[] questions = IntStream.range(0, 50)
			.mapToObj((i) -> new RequirementQuestion("q" + i, Kind.TEXT, quotes(500), true))
			.toArray(RequirementQuestion[]::new);
		String client = this.marketplace.aClient(Locale.ENGLISH);
		this.order = this.marketplace.anOrder()
			.between(client, this.marketplace.aFreelancer(Locale.ENGLISH))
			.of(Storyboard.ordinary().approving(ApprovalNeeded.PLAN).revisedAtMost(5).asking(questions))
			.placed();
		this.camille = signedIn(this.order.client());
		this.noah = signedIn(this.order.freelancer());
	}

	@Test
	void no_page_is_larger_than_a_megabyte() {
		write();
		bothFit("requirements are asked for");
		Map<String, String> answers = new LinkedHashMap<>();
		IntStream.range(0, 50).forEach((i) -> answers.put("q" + i, quotes((i < 8) ? 20_000 : 900)));
		this.order.requirementsProvided(answers);
		for (int i = 0; i < 8; i++) {
			this.order.clarificationAsked(quotes(5_000)).clarified(quotes(5_000));
		}
		bothFit("they are in review");
		this.order.requirementsClear().decided(new PlanWork.Decision(tasks()));
		for (int i = 0; i < 6; i++) {
			this.order.question().asked(quotes(5_000)).question().answered();
			draft();
			this.order.decided(new ReviewDraft.Decision(ReviewDraft.Choice.CHANGES, quotes(5_000)));
		}
		bothFit("drafts are asked for");
		draft();
		bothFit("one is in review");
		this.order.draftApproved();
		for (int round = 0; round < 4; round++) {
			this.order.decided(new DeliverWork.Decision(quotes(5_000), null,
					Collections.nCopies((round == 0) ? 0 : 50, quotes((round == 3) ? 400 : 100)), true));
			int characters = (round == 3) ? 400 : 100;
			this.order.revisionAsked(IntStream.range(0, 50)
				.mapToObj((i) -> new PointInput(quotes(characters), "q" + i, Scope.INSIDE))
				.toArray(PointInput[]::new));
		}
		bothFit("it is in revision");
	}

	/** With everything that was typed, beside what the page has anyway. */
	@Test
	void nor_is_one_whose_form_comes_back() {
		write();
		refused(this.camille, "provideRequirements", 49, (i) -> "answer_q" + (i + 1) + "=" + QUOTE.repeat(1_000), "");
		Map<String, String> answers = new LinkedHashMap<>();
		IntStream.range(0, 50).forEach((i) -> answers.put("q" + i, quotes((i < 8) ? 20_000 : 900)));
		this.order.requirementsProvided(answers);
		for (int i = 0; i < 8; i++) {
			this.order.clarificationAsked(quotes(5_000)).clarified(quotes(5_000));
		}
		this.order.requirementsClear();
		refused(this.noah, "planWork", 100, (i) -> "title=" + QUOTE.repeat(200) + "&deadline=x", "");
		this.order.decided(new PlanWork.Decision(tasks()));
		draft();
		this.order.draftApproved();
		this.order.decided(new DeliverWork.Decision(quotes(5_000), null, List.of(), true));
		IntFunction<String> point = (i) -> "point=" + QUOTE.repeat(900) + "&belongsTo=q1&scope=inside";
		for (String button : List.of("&more=1", "&decision=accept", "&decision=revision", "&decision=moreTime")) {
			refused(this.camille, "reviewDelivery", 50, point, button);
		}
		this.order.revisionAsked(IntStream.range(0, 50)
			.mapToObj((i) -> new PointInput(quotes(400), "q" + i, Scope.INSIDE))
			.toArray(PointInput[]::new));
		refused(this.camille, "reviewDelivery", 25, point, "&decision=revision");
		refused(this.noah, "deliverWork", 50, (i) -> "answer=" + QUOTE.repeat(900), "&message=" + QUOTE.repeat(5_000));
		refused(this.noah, "planWork", 100, (i) -> "title=" + QUOTE.repeat(150) + "&deadline=x", "");
	}

	@Test
	void what_one_form_takes_is_bounded_as_a_whole() {
		assertThat(post(this.camille, "provideRequirements", 50, (i) -> "answer_q" + i + "=" + "x".repeat(6_010), "")
			.body()).contains("Your answers have more than 200,000 characters together");
		this.order
			.requirementsProvided(IntStream.range(0, 50).boxed().collect(Collectors.toMap((i) -> "q" + i, (i) -> "x")))
			.requirementsClear();
		this.order.decided(new PlanWork.Decision(tasks()));
		draft();
		this.order.draftApproved();
		this.order.decided(new DeliverWork.Decision("Done", null, List.of(), true));
		HttpResponse<String> points = post(this.camille, "reviewDelivery", 21,
				(i) -> "point=" + "x".repeat(1_000) + "&belongsTo=q1&scope=inside", "&decision=revision");
		assertThat(points.statusCode()).isEqualTo(400);
		assertThat(points.body()).contains("All points together may have 20,000 characters; these have 21,000.");
		this.order.revisionAsked(IntStream.range(0, 21)
			.mapToObj((i) -> new PointInput("x", "q" + i, Scope.INSIDE))
			.toArray(PointInput[]::new));
		assertThat(post(this.noah, "deliverWork", 21, (i) -> "answer=" + "x".repeat(1_000),
				"&message=Done&withoutFiles=true")
			.body()).contains("All answers together may have 20,000 characters; these have 21,000.");
		assertThat(post(this.noah, "deliverWork", 50, (i) -> "answer=" + QUOTE.repeat(2_000), "").statusCode())
			.as("too large to be shown again")
			.isEqualTo(413);
		assertThat(post(this.noah, "deliverWork", 201, (i) -> "answer=x", "").statusCode()).as("too many rows")
			.isEqualTo(413);
	}

	private void refused(Visitor person, String step, int rows, IntFunction<String> row, String end) {
		HttpResponse<String> page = post(person, step, rows, row, end);
		assertThat(page.statusCode()).as(step + end).isIn(200, 400, 409);
		assertThat(page.body()).as("what was typed in %s", step).contains(quotes(150).replace("\"", "&quot;"));
		fits("a form comes back" + end, page);
	}

	private HttpResponse<String> post(Visitor person, String step, int rows, IntFunction<String> row, String end) {
		String body = IntStream.range(0, rows).mapToObj(row).collect(Collectors.joining("&"));
		return person.send(person.request("/orders/" + this.order.number() + "/steps/" + step)
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString(body + end)));
	}

	@Test
	void all_of_what_is_long_is_a_click_away() {
		write();
		Map<String, String> answers = new LinkedHashMap<>();
		IntStream.range(0, 50).forEach((i) -> answers.put("q" + i, "a".repeat(3_990) + "-end" + i));
		this.order.requirementsProvided(answers);
		this.order.clarificationAsked("c".repeat(4_990) + "-end").clarified("The red one");
		assertThat(this.noah.get("/orders/" + this.order.number()).body()).doesNotContain("a-end0");
		List<String> whole = links("/orders/" + this.order.number());
		assertThat(whole).contains("/orders/" + this.order.number() + "/entries/requirement-50",
				"/orders/" + this.order.number() + "/entries/clarification-1",
				"/orders/" + this.order.number() + "/entries/note");
		for (String entry : List.of("requirement-50=a-end49", "clarification-1=c-end", "note=note-end")) {
			String[] one = entry.split("=");
			String path = "/orders/" + this.order.number() + "/entries/" + one[0];
			assertThat(this.noah.get(path).body()).contains(one[1]);
			assertThat(this.camille.get(path).statusCode()).isEqualTo(one[0].equals("note") ? 404 : 200);
			assertThat(signedIn(this.marketplace.aClient(Locale.ENGLISH)).get(path).statusCode()).isEqualTo(404);
		}
		String message = links(talk()).get(0);
		assertThat(this.noah.get(talk()).body()).doesNotContain("m-end");
		assertThat(this.noah.get(message).body()).contains("m-end");
		assertThat(this.camille.get(message).body()).contains("m-end");
		assertThat(signedIn(this.marketplace.aClient(Locale.ENGLISH)).get(message).statusCode()).isEqualTo(404);
		assertThat(this.noah.get(talk() + "/messages/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
		String saved = links("/ready-messages").get(0);
		assertThat(this.noah.get(saved).body()).contains("r-end");
		assertThat(this.camille.get(saved).statusCode()).isEqualTo(404);
	}

	@Test
	void to_a_moderator_too() {
		Map<String, String> answers = new LinkedHashMap<>();
		IntStream.range(0, 50).forEach((i) -> answers.put("q" + i, "a".repeat(3_990) + "-end" + i));
		this.order.requirementsProvided(answers);
		this.order.cancellationAsked(this.order.client())
			.refused(this.order.freelancer())
			.disputed(this.order.client());
		Visitor mona = Visitor.signedIn(this.port, Marketplace.MODERATOR).reading("en");
		String path = "/disputes/" + this.order.number();
		assertThat(mona.get(path).body()).contains(path + "/entries/requirement-7").doesNotContain("a-end6");
		assertThat(mona.get(path + "/entries/requirement-7").body()).contains("a-end6");
		assertThat(mona.get(path + "/entries/note").statusCode()).isEqualTo(404);
		assertThat(this.camille.get(path + "/entries/requirement-7").statusCode()).isEqualTo(403);
	}

	private void write() {
		for (int i = 0; i < 50; i++) {
			this.ready.save(this.order.client(), quotes(98) + i, quotes(20_000));
			this.ready.save(this.order.freelancer(), quotes(98) + i, quotes(19_990) + "r-end");
		}
		for (int i = 0; i < 21; i++) {
			this.conversations.post(this.order.number(), this.order.client(), MessageKind.MESSAGE,
					quotes(19_990) + "m-end", List.of(), "" + i);
		}
		this.notes.write(this.order.number(), this.order.freelancer(), quotes(19_990) + "note-end",
				Collections.nCopies(100, new PrivateNote.Item(quotes(500), false)), null);
	}

	private void draft() {
		this.order.decided(new SubmitDraft.Decision(quotes(5_000), null, null, null)).previewAnswered("notMade");
	}

	private static List<TaskInput> tasks() {
		return Collections.nCopies(100,
				new TaskInput(quotes(200), SubmittedDate.of(LocalDate.now(ZoneOffset.UTC).plusDays(2))));
	}

	private void bothFit(String when) {
		for (Visitor person : List.of(this.camille, this.noah)) {
			fits(when, person.get("/orders/" + this.order.number()));
			fits(when, person.get("/orders/" + this.order.number() + "/timeline"));
			fits(when, person.form("/orders/" + this.order.number() + "/plan/999", Map.of()));
			fits(when, person.get(talk()));
			fits(when, person.get("/ready-messages"));
			fits(when, person.get("/notifications"));
			fits(when, person.get("/conversations"));
		}
		fits(when, this.camille.get("/buy"));
		fits(when, this.noah.get("/sell"));
	}

	private static void fits(String when, HttpResponse<String> page) {
		assertThat(page.body().getBytes(StandardCharsets.UTF_8).length).as("%s, when %s", page.uri().getPath(), when)
			.isBetween(2_000, MOST);
	}

	private List<String> links(String page) {
		Matcher all = ALL.matcher(this.noah.get(page).body());
		return all.results().map((link) -> link.group(1)).toList();
	}

	private String talk() {
		Matcher talk = TALK.matcher(this.noah.get("/orders/" + this.order.number()).body());
		assertThat(talk.find()).isTrue();
		return "/conversations/" + talk.group(1);
	}

	private Visitor signedIn(String person) {
		Visitor visitor = Visitor.stranger(this.port);
		visitor.signIn(person, Newcomers.PASSWORD);
		visitor.readCsrf();
		return visitor;
	}

	private static String quotes(int characters) {
		return "\"".repeat(characters);
	}

}
