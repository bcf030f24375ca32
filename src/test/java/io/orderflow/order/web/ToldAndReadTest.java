package io.orderflow.order.web;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

import io.orderflow.MovableClock;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import io.orderflow.account.NotificationKind;
import io.orderflow.catalog.ApprovalNeeded;
import io.orderflow.notification.NewNotification;
import io.orderflow.notification.NotificationService;
import io.orderflow.notification.NotificationView;
import io.orderflow.order.request.Ruling;
import io.orderflow.platform.ReaderFormats.WrittenDates;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.OrderScenario;
import io.orderflow.scenario.RequestScenario;
import io.orderflow.scenario.Storyboard;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** What was told about an order is read by looking at it, and settled by doing it. */
@OrderflowTest
class ToldAndReadTest {

	@LocalServerPort
	private int port;

	@Autowired
	private Marketplace marketplace;

	@Autowired
	private NotificationService notifications;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private MovableClock clock;

	private OrderScenario order;

	@AfterEach
	void thePresentAgain() {
		this.clock.reset();
	}

	@BeforeEach
	void order() {
		this.order = this.marketplace.anOrderBetweenNewcomers(Locale.FRENCH).placed();
	}

	@Test
	void looking_at_an_order_reads_what_was_told_about_it_and_nothing_else() {
		Visitor noah = signedIn(this.order.freelancer());
		OrderScenario other = this.marketplace.anOrder().between(this.order.client(), this.order.freelancer()).placed();
		this.order.requirementsProvided();
		long before = this.notifications.unread(this.order.freelancer());
		int about = unread(this.order).size();
		assertThat(about).isGreaterThan(1);
		assertThat(noah.get("/sell").body()).contains("<title>(" + before + ") ");

		String page = noah.get("/orders/" + this.order.number()).body();

		assertThat(page).contains("<title>(" + (before - about) + ") ");
		assertThat(unread(this.order)).isEmpty();
		assertThat(unread(other)).isNotEmpty();
	}

	@Test
	void doing_a_step_settles_what_asked_for_it() {
		this.order.requirementsProvided();
		assertThat(unread(this.order)).extracting(NotificationView::kind)
			.contains(NotificationKind.TO_DO, NotificationKind.NEW_ORDER);
		this.order.requirementsClear();
		assertThat(unread(this.order)).extracting(NotificationView::title)
			.noneMatch((title) -> title.startsWith("Examinez les critères"))
			.anyMatch((title) -> title.contains("vous passe commande"));
	}

	@Test
	void answering_a_request_settles_it() {
		this.order.requirementsProvided().requirementsClear().planned();
		RequestScenario request = this.order.cancellationAsked(this.order.client());
		assertThat(unread(this.order)).extracting(NotificationView::kind).contains(NotificationKind.REQUEST);
		request.refused(this.order.freelancer());
		assertThat(unread(this.order)).extracting(NotificationView::kind).doesNotContain(NotificationKind.REQUEST);
	}

	@Test
	void what_is_taken_back_overtaken_or_answered_by_silence_is_not_to_do_any_more() {
		OrderScenario asked = inProduction();
		asked.question().asked();
		assertThat(toDo(asked.client(), asked)).containsExactly("order.todo.answerQuestion");
		asked.question().withdrawn();
		assertThat(toDo(asked.client(), asked)).as("a question taken back").isEmpty();

		RequestScenario cancellation = asked.cancellationAsked(asked.client());
		assertThat(toDo(asked.freelancer(), asked)).contains("order.cancellation.asked.until");
		cancellation.withdrawn(asked.client());
		assertThat(toDo(asked.freelancer(), asked)).as("a request taken back")
			.doesNotContain("order.cancellation.asked.until");

		asked.extensionAsked(asked.freelancer(), Duration.ofDays(2));
		asked.question().asked();
		assertThat(toDo(asked.client(), asked)).hasSize(2);
		asked.delivered();
		assertThat(toDo(asked.client(), asked)).as("overtaken by the delivery")
			.containsExactly("order.todo.reviewDelivery.until");

		OrderScenario unanswered = inProduction();
		RequestScenario extension = unanswered.extensionAsked(unanswered.freelancer(), Duration.ofDays(2))
			.timeComesFor("event_answerReminderFellDue");
		assertThat(toDo(unanswered.client(), unanswered)).hasSize(2).contains("order.reminder.answerRequest.until");
		extension.timeComesFor("event_answerTimePassed");
		assertThat(toDo(unanswered.client(), unanswered)).as("answered by silence").isEmpty();
	}

	@Test
	void who_has_no_revision_left_is_not_told_to_ask_for_one() {
		OrderScenario order = this.marketplace.anOrder()
			.between(this.order.client(), this.order.freelancer())
			.of(Storyboard.ordinary().approving(ApprovalNeeded.NONE).revisedAtMost(0))
			.withRequirements()
			.requirementsClear()
			.planned()
			.delivered();
		assertThat(toDo(order.client(), order)).containsExactly("order.todo.reviewDelivery.last.until");
		assertThat(texts(order.client())).as("when silence accepts it")
			.anyMatch((text) -> text.matches(".* elle sera acceptée le \\d+ .*"));
		order.accepted();
		assertThat(toDo(order.client(), order)).isEmpty();
	}

	private OrderScenario inProduction() {
		return this.marketplace.anOrder()
			.between(this.order.client(), this.order.freelancer())
			.of(Storyboard.ordinary().approving(ApprovalNeeded.NONE))
			.withRequirements()
			.requirementsClear()
			.planned();
	}

	/** What somebody is told to do about an order, or asked, and has not read. */
	private List<String> toDo(String account, OrderScenario about) {
		return this.jdbc
			.sql("select text_key from notification where recipient = :account and order_number = :number"
					+ " and read_at is null and kind in ('TO_DO', 'REQUEST', 'REMINDER') order by text_key")
			.param("account", account)
			.param("number", about.number())
			.query(String.class)
			.list();
	}

	@Test
	void a_whole_order_without_detours_sends_each_side_at_most_four_mails() {
		OrderScenario whole = this.marketplace.anOrder()
			.between(this.order.client(), this.order.freelancer())
			.of(Storyboard.ordinary().approving(ApprovalNeeded.DRAFT_AND_PLAN))
			.withRequirements()
			.requirementsClear()
			.planned()
			.draftSubmitted()
			.previewAnswered("notMade")
			.draftApproved()
			.delivered()
			.accepted();
		for (String side : List.of(whole.client(), whole.freelancer())) {
			assertThat(mails(side, whole.number())).as(side).hasSizeBetween(2, 4);
		}
		assertThat(mails(whole.client(), whole.number())).as("each event once")
			.containsExactlyInAnyOrder("order.todo.reviewDraft", "order.todo.reviewDelivery.until");
		assertThat(mails(whole.freelancer(), whole.number())).containsExactlyInAnyOrder("order.new.priced",
				"order.todo.deliverWork.approved", "order.completed");
	}

	/** The page and the dashboard say what is next. */
	@Test
	void nobody_is_told_to_do_what_their_own_act_has_led_to() {
		OrderScenario whole = this.marketplace.anOrder()
			.between(this.order.client(), this.order.freelancer())
			.of(Storyboard.ordinary().approving(ApprovalNeeded.PLAN))
			.placed();
		assertThat(toDo(whole.client(), whole)).as("ordered").isEmpty();
		whole.requirementsProvided().requirementsClear();
		assertThat(toDo(whole.freelancer(), whole)).as("found clear").isEmpty();
		whole.planned();
		assertThat(toDo(whole.freelancer(), whole)).as("planned").isEmpty();
		whole.draftSubmitted().previewAnswered("notMade");
		assertThat(toDo(whole.client(), whole)).as("of the other side's act")
			.containsExactly("order.todo.reviewDraft.plan");
	}

	@Test
	void an_order_that_comes_with_its_answers_is_one_mail() {
		OrderScenario whole = this.marketplace.anOrder()
			.between(this.order.client(), this.order.freelancer())
			.of(Storyboard.ordinary())
			.withRequirements()
			.placed();
		assertThat(mails(whole.freelancer(), whole.number())).containsExactly("order.new.priced");
		assertThat(toDo(whole.freelancer(), whole)).containsExactly("order.todo.reviewRequirements");
		OrderScenario later = whole.another().placed();
		assertThat(mails(later.freelancer(), later.number())).containsExactly("order.new.priced");
		later.requirementsProvided();
		assertThat(mails(later.freelancer(), later.number())).containsExactlyInAnyOrder("order.new.priced",
				"order.todo.reviewRequirements");
	}

	@Test
	void what_one_wrote_with_a_request_or_an_answer_is_quoted_to_the_other_by_mail_and_in_the_list() {
		OrderScenario asked = planned();
		asked.cancellationAsked(asked.client()).refused(asked.freelancer()).disputed(asked.client());
		assertThat(quoted(asked.freelancer(), "order.cancellation.asked.until")).isEqualTo("No longer needed");
		assertThat(texts(asked.freelancer())).as("until when to answer")
			.anyMatch((text) -> text.matches(".* Merci de répondre avant le \\d+ .*"));
		assertThat(quoted(asked.client(), "order.cancellation.refused.dated")).isEqualTo("We had a deal");
		assertThat(texts(asked.client())).as("until when it can be disputed")
			.anyMatch((text) -> text.matches(".* Jusqu’au \\d+ .* vous pouvez soumettre ce refus .*"));
		assertThat(quoted(asked.freelancer(), "order.cancellation.disputed")).isNotBlank();
		assertThat(signedIn(asked.freelancer()).get("/notifications").body())
			.contains("<blockquote class=\"as-written\">No longer needed</blockquote>")
			.as("of several orders of one service")
			.contains("<small class=\"nowrap\">" + asked.number() + "</small>");
	}

	@Test
	void what_a_moderator_was_told_of_a_dispute_is_read_by_looking_at_it() {
		OrderScenario asked = planned();
		asked.cancellationAsked(asked.client()).refused(asked.freelancer()).disputed(asked.client());
		assertThat(toDo(Marketplace.MODERATOR, asked)).containsExactly("dispute-to-rule");
		Visitor mona = Visitor.signedIn(this.port, Marketplace.MODERATOR);
		assertThat(mona.get("/disputes/" + asked.number()).statusCode()).isEqualTo(200);
		assertThat(toDo(Marketplace.MODERATOR, asked)).isEmpty();
	}

	@Test
	void the_price_and_the_date_that_it_is_about_are_told_with_it() {
		OrderScenario asked = planned();
		assertThat(texts(asked.freelancer())).as("who reads French")
			.anyMatch((text) -> text.endsWith(" pour 120,00\u00a0€."));
		asked.extensionAsked(asked.freelancer(), Duration.ofDays(2));
		ZoneId zone = ZoneId.of(this.jdbc.sql("select time_zone from account where id = ?")
			.param(asked.client())
			.query(String.class)
			.single());
		String wanted = WrittenDates.time(asked.due().plus(Duration.ofDays(2)).atZone(zone), Locale.FRENCH);
		assertThat(texts(asked.client())).anyMatch((text) -> text.contains("\u00a0: le " + wanted + "."));
	}

	private List<String> texts(String account) {
		return this.notifications.page(account, null, 50).items().stream().map(NotificationView::text).toList();
	}

	private String quoted(String account, String textKey) {
		return this.jdbc.sql("select quote from notification where recipient = ? and text_key = ?")
			.params(account, textKey)
			.query(String.class)
			.single();
	}

	/**
	 * Whoever asked once does nothing when the other side, a moderator or time decides.
	 */
	@Test
	void of_a_cancellation_all_are_told_once_by_mail_but_who_has_just_agreed_to_it() {
		OrderScenario agreed = planned();
		agreed.cancellationAsked(agreed.client()).accepted(agreed.freelancer());
		assertThat(mails(agreed.client(), agreed.number())).contains("order.cancellation.accepted")
			.doesNotContain("order.cancelled");
		assertThat(texts(agreed.client())).as("in the one notification")
			.anyMatch((text) -> text.contains("accepte") && text.contains("la commande est annulée"));
		assertThat(mails(agreed.freelancer(), agreed.number())).doesNotContain("order.cancelled");

		assertThat(signedIn(agreed.client()).get("/orders/" + agreed.number()).body()).as("who had asked")
			.contains("(à votre demande)");

		OrderScenario ruled = planned();
		ruled.cancellationAsked(ruled.client())
			.refused(ruled.freelancer())
			.disputed(ruled.client())
			.ruled(Ruling.Choice.ACCEPT);
		for (String side : List.of(ruled.client(), ruled.freelancer())) {
			assertThat(mails(side, ruled.number())).contains("order.cancellation.ruled-accepted")
				.doesNotContain("order.cancelled");
			assertThat(this.notifications.page(side, null, 50).items())
				.filteredOn((one) -> one.title().contains("tranch"))
				.singleElement()
				.extracting(NotificationView::quote)
				.isEqualTo(new NewNotification.Quote("Un modérateur", "That is what was agreed"));
		}
		assertThat(signedIn(ruled.client()).get("/orders/" + ruled.number()).body())
			.contains("Accordée par un modérateur", "par un modérateur (à votre demande)");

		OrderScenario unanswered = planned();
		unanswered.cancellationAsked(unanswered.client())
			.timeComesFor("event_answerReminderFellDue")
			.timeComesFor("event_answerTimePassed");
		for (String side : List.of(unanswered.client(), unanswered.freelancer())) {
			assertThat(mails(side, unanswered.number())).contains("order.cancellation.unanswered-accepted")
				.doesNotContain("order.cancelled");
		}

		OrderScenario alone = this.marketplace.anOrder().between(this.order.client(), this.order.freelancer()).placed();
		alone.cancelledByClient("No longer needed");
		assertThat(mails(alone.freelancer(), alone.number())).contains("order.cancelled.alone");
		assertThat(quoted(alone.freelancer(), "order.cancelled.alone")).isEqualTo("No longer needed");
		assertThat(mails(alone.client(), alone.number())).doesNotContain("order.cancelled");
		assertThat(signedIn(alone.client()).get("/orders/" + alone.number()).body()).contains("Annulée le")
			.doesNotContain("demande faite par", "à votre demande");
	}

	private OrderScenario planned() {
		return this.marketplace.anOrder()
			.between(this.order.client(), this.order.freelancer())
			.withRequirements()
			.requirementsClear()
			.planned();
	}

	/** What one side is told about an order by mail. */
	private List<String> mails(String account, String number) {
		return this.jdbc
			.sql("select n.text_key from notification n join notification_delivery d on d.notification_id = n.id"
					+ " where d.channel = 'EMAIL' and n.recipient = :account and n.order_number = :number")
			.param("account", account)
			.param("number", number)
			.query(String.class)
			.list();
	}

	private List<NotificationView> unread(OrderScenario of) {
		return this.notifications.page(this.order.freelancer(), null, null)
			.items()
			.stream()
			.filter((told) -> !told.read() && of.number().equals(told.orderNumber()))
			.toList();
	}

	private Visitor signedIn(String account) {
		Visitor visitor = Visitor.stranger(this.port);
		visitor.signIn(account, Newcomers.PASSWORD);
		visitor.readCsrf();
		return visitor;
	}

}
