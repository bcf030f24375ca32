package io.orderflow.browser;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.orderflow.BareOrders;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.catalog.ListingContent;
import io.orderflow.catalog.RequirementQuestion;
import io.orderflow.catalog.RequirementQuestion.Kind;
import io.orderflow.conversation.ConversationService;
import io.orderflow.conversation.InquiryService;
import io.orderflow.conversation.MessageKind;
import io.orderflow.conversation.ReadyMessageService;
import io.orderflow.order.ChangeRequest;
import io.orderflow.order.OrderStep;
import io.orderflow.order.RevisionPoint.Scope;
import io.orderflow.order.request.NewRequest;
import io.orderflow.order.step.AnswerQuestion;
import io.orderflow.order.step.DeliverWork;
import io.orderflow.order.step.PlanWork;
import io.orderflow.order.step.PointInput;
import io.orderflow.order.step.ReviewDraft;
import io.orderflow.order.step.SubmitDraft;
import io.orderflow.order.step.TaskInput;
import io.orderflow.order.web.Market;
import io.orderflow.platform.SubmittedDate;
import io.orderflow.platform.SubmittedTime;
import io.orderflow.platform.UserStore;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.OrderScenario;
import io.orderflow.scenario.Storyboard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** Names and titles that are one word, as long as any may be, fit at every width. */
@OrderflowTest
@ExtendWith(Chromium.class)
class LongWordsTest {

	private static final List<Integer> WIDTHS = List.of(320, 390, 600, 768, 992, 993, 1024, 1110, 1280);

	private static final String NAME = "Übersetzungsgenossenschaft".repeat(4).substring(0, 100);

	private static final String WORD = "Donaudampfschifffahrtsgesellschaft".repeat(4);

	/** What stands in one line with something else, and is printed over it. */
	private static final String PRINTED_OVER = """
			() => [...document.querySelectorAll(".who")].filter((line) => {
				const lines = [...line.children].filter((part) => !part.matches(".hidden")).map((part) => {
					const text = document.createRange();
					text.selectNodeContents(part);
					return [...text.getClientRects()];
				});
				const over = (one, other) => Math.min(one.right, other.right) - Math.max(one.left, other.left) > 1
					&& Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 3;
				return lines.some((ones, at) => lines.slice(at + 1).flat().some((other) => ones.some((one) => over(one, other))));
			}).length""";

	/** Words that go on beyond what they stand in. */
	private static final String RUN_OUT = """
			() => {
				const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
				const out = new Set();
				while (walker.nextNode()) {
					const around = walker.currentNode.parentElement;
					const frame = around.closest("article, section, aside, li, form, main");
					if (walker.currentNode.data.trim() && around.checkVisibility() && !around.closest(".hidden, .excerpt, option, textarea")) {
						const text = document.createRange();
						text.selectNodeContents(walker.currentNode);
						const right = frame.getBoundingClientRect().right + 2;
						if ([...text.getClientRects()].some((line) => line.right > right)) {
							out.add(`${around.localName}.${around.className}: ${walker.currentNode.data.trim().slice(0, 20)}`);
						}
					}
				}
				return [...out];
			}""";

	@LocalServerPort
	private int port;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private Marketplace marketplace;

	@Autowired
	private BareOrders bare;

	@Autowired
	private ConversationService conversations;

	@Autowired
	private InquiryService inquiries;

	@Autowired
	private ReadyMessageService ready;

	private final List<String> unfit = new ArrayList<>();

	@Test
	void every_page_fits() {
		String client = person(UserStore.CLIENTS);
		String freelancer = person(UserStore.FREELANCERS);
		UUID listing = this.marketplace.anApprovedListing(freelancer, content());
		OrderScenario closed = order(client, freelancer, listing).delivered().accepted();
		OrderScenario order = order(client, freelancer, listing).delivered();
		this.bare.become(this.bare.placed(client, freelancer), "COMPLETED");
		this.conversations.post(order.number(), client, MessageKind.MESSAGE, WORD, List.of(), "1");
		UUID inquiry = this.inquiries.ask(client, freelancer, WORD, listing, List.of(), "1");
		for (String account : List.of(client, freelancer)) {
			this.ready.save(account, WORD.substring(0, 60), WORD);
		}
		order.cancellationAsked(client).refused(freelancer).disputed(client);
		this.marketplace.aSubmittedListing(freelancer, content());
		OrderScenario revised = talkative(client, freelancer, listing);
		List<String> shared = List.of("/orders/" + order.number(), "/orders/" + closed.number(), "/contacts",
				"/conversations", "/conversations/" + inquiry, "/notifications", "/ready-messages", "/account",
				"/services/" + listing, "/account/security", "/account/tokens", "/account/name",
				"/orders/" + revised.number(), "/orders/" + revised.number() + "/timeline");
		OrderScenario asked = this.marketplace.anOrder().between(client, freelancer).of(listing, content());
		String answering = "/orders/" + asked.until(OrderStep.PROVIDE_REQUIREMENTS).number();
		OrderScenario begun = this.marketplace.anOrder().between(client, freelancer).of(listing, content());
		String drafting = "/orders/" + begun.until(OrderStep.SUBMIT_DRAFT).number();
		fit(freelancer, shared, drafting, "/sell", "/orders?side=selling", "/sell/listings",
				"/sell/listings/" + listing);
		fit(client, shared, answering, "/buy", "/services", "/orders/" + order.number() + "/timeline");
		fit(this.newcomers.moderator(), List.of(), "/moderation", "/disputes/" + order.number());
		fit(this.newcomers.person("Ada", Locale.FRENCH, UserStore.PROCESS_ADMINS), List.of(), "/audit", "/diagrams");
		assertThat(this.unfit).isEmpty();
	}

	private void fit(String account, List<String> shared, String... own) {
		List<String> pages = new ArrayList<>(shared);
		pages.addAll(List.of(own));
		try (PageInspector reader = PageInspector.at(Chromium.browser(), this.port, PageInspector.WIDE, account,
				Newcomers.PASSWORD)) {
			for (String path : pages) {
				reader.go(path);
				PlaywrightAssertions.assertThat(reader.find("main h1")).isVisible();
				for (int width : WIDTHS) {
					reader.page().setViewportSize(width, 900);
					int shown = (Integer) reader.page().evaluate("document.documentElement.scrollWidth");
					if (shown > width) {
						this.unfit.add(path.replaceAll("[0-9a-f]{8}-.*", "…") + " at " + width + ": " + shown);
					}
					List<?> out = (List<?>) reader.page().evaluate(RUN_OUT);
					if (!out.isEmpty()) {
						this.unfit.add(path + " at " + width + " runs out: " + out);
					}
					int over = (Integer) reader.page().evaluate(PRINTED_OVER);
					if (over > 0) {
						this.unfit.add(path + " at " + width + ": " + over + " lines printed over one another");
					}
				}
			}
		}
	}

	private OrderScenario order(String client, String freelancer, UUID listing) {
		return this.marketplace.anOrder()
			.between(client, freelancer)
			.of(listing, content())
			.requirementsProvided()
			.requirementsClear()
			.planned()
			.draftSubmitted()
			.previewAnswered("notMade")
			.draftApproved();
	}

	/** In which everything that people write is such a word, and a request is open. */
	private OrderScenario talkative(String client, String freelancer, UUID listing) {
		List<TaskInput> plan = List.of(new TaskInput(WORD.substring(0, 100), SubmittedDate.of(Market.today())));
		OrderScenario order = this.marketplace.anOrder()
			.between(client, freelancer)
			.of(listing, content())
			.requirementsProvided()
			.clarificationAsked(WORD)
			.clarified(WORD)
			.requirementsClear()
			.decided(new PlanWork.Decision(plan));
		for (ReviewDraft.Choice choice : List.of(ReviewDraft.Choice.CHANGES, ReviewDraft.Choice.APPROVE)) {
			String comments = (choice == ReviewDraft.Choice.CHANGES) ? WORD : null;
			order.decided(new SubmitDraft.Decision(WORD, null, plan, null))
				.previewAnswered("notMade")
				.decided(new ReviewDraft.Decision(choice, comments));
		}
		order.question().asked(WORD).decided(new AnswerQuestion.Decision(WORD, null));
		order.decided(new DeliverWork.Decision(WORD, null, null, true))
			.revisionAsked(new PointInput(WORD, "story", Scope.INSIDE));
		order.asked(client, new NewRequest(ChangeRequest.Kind.EXTENSION, WORD,
				SubmittedTime.of(String.valueOf(order.due().plus(Duration.ofDays(2)))), null));
		return order;
	}

	private static ListingContent content() {
		ListingContent usual = Storyboard.ordinary()
			.asking(new RequirementQuestion("story", Kind.TEXT, WORD, true))
			.content();
		return new ListingContent(WORD.substring(0, ListingContent.MAX_TITLE), WORD, "en", usual.price(),
				usual.deliveryTime(), usual.revisions(), usual.approval(), usual.updateAskedAfter(),
				usual.updateRemindedAfter(), usual.revisionRoundTime(), usual.questions());
	}

	private String person(String group) {
		String id = "long" + UUID.randomUUID().toString().replace("-", "");
		return this.newcomers.withEmail(id, NAME, id + "@orderflow.example", Locale.FRENCH, group);
	}

}
