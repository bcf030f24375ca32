package io.orderflow.order.web;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.orderflow.Visitor;
import io.orderflow.catalog.ApprovalNeeded;
import io.orderflow.order.step.ReviewDraft;
import io.orderflow.order.step.SubmitDraft;
import io.orderflow.order.step.TaskInput;
import io.orderflow.platform.SubmittedDate;
import io.orderflow.scenario.OrderScenario;
import io.orderflow.scenario.Storyboard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A page that promises a notification is right, and whoever approves a draft sees what
 * else is approved with it.
 */
class PromisesTest extends BetweenLeaAndCamille {

	private static final String PROMISED = " reçoit une notification";

	private static final String CHANGED = "Léa Moreau a modifié le plan de travail avec cet envoi.";

	@Autowired
	private JdbcClient jdbc;

	@Test
	void after_an_act_the_page_says_that_the_other_side_is_notified_only_where_it_is() {
		OrderScenario order = order(ApprovalNeeded.NONE).placed();
		String number = order.number();
		order.requirementsProvided();
		assertThat(promises(this.lea, "camille", number, "reviewRequirements",
				Map.of("decision", "clarify", "question", "Le roux ou le gris ?")))
			.isTrue();
		assertThat(promises(this.camille, "lea", number, "clarifyRequirements", Map.of("answer", "Le roux"))).isTrue();
		assertThat(promises(this.lea, "camille", number, "reviewRequirements", Map.of("decision", "clear"))).isFalse();
		assertThat(promises(this.lea, "camille", number, "planWork",
				Map.of("title", "Dessiner", "deadline", Market.today())))
			.isFalse();
		assertThat(promises(this.lea, "camille", number, "deliverWork",
				Map.of("message", "Voilà", "withoutFiles", "true")))
			.isTrue();
		assertThat(promises(this.camille, "lea", number, "reviewDelivery", Map.of("decision", "moreTime"))).isFalse();
	}

	/** Whether the page says so; it is compared with what the other side is told. */
	private boolean promises(Visitor actor, String other, String number, String step, Map<String, String> form) {
		long before = told(other, number).size();
		String address = actor.form("/orders/" + number + "/steps/" + step, form)
			.headers()
			.firstValue("Location")
			.orElseThrow()
			.replaceAll("^https?://[^/]+|#.*", "");
		String page = actor.get(address).body();
		assertThat(page).as(step).contains("data-sent=\"" + number + "/" + step + "\"", "C’est fait");
		boolean promised = page.contains(PROMISED);
		assertThat(told(other, number).size() > before).as(step).isEqualTo(promised);
		return promised;
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			DRAFT_AND_PLAN | dès qu’un brouillon sera à approuver.
			PLAN           | dès que le plan sera à approuver.
			NONE           | à chaque point d’avancement, puis à la livraison.
			""")
	void who_waits_is_promised_a_notification_of_what_brings_one(ApprovalNeeded approval, String when) {
		OrderScenario order = order(approval).withRequirements();
		assertThat(this.camille.get("/orders/" + order.number()).body())
			.contains("Vous recevrez une notification s’il y a une question.")
			.doesNotContain("dès que ce sera fait");
		order.requirementsClear();
		assertThat(this.camille.get("/orders/" + order.number()).body())
			.contains("planifie le travail.", "Vous recevrez une notification " + when)
			.doesNotContain("dès que ce sera fait");
	}

	@Test
	void the_plan_stands_where_it_is_approved_with_the_draft_and_says_that_it_was_changed() {
		OrderScenario order = order(ApprovalNeeded.DRAFT_AND_PLAN).withRequirements().requirementsClear().planned();
		order.draftSubmitted().previewAnswered("notMade");
		assertThat(toReview(order)).contains("Plan de travail à approuver\u00a0: 1 tâche", "Draw")
			.doesNotContain(CHANGED);
		assertThat(told("camille", order.number())).contains("order.todo.reviewDraft")
			.doesNotContain("order.todo.reviewDraft.planChanged");

		order.decided(new ReviewDraft.Decision(ReviewDraft.Choice.CHANGES, "Plus tôt"));
		order
			.decided(new SubmitDraft.Decision("Le deuxième",
					List.of(UUID.fromString(Market.upload(this.market.lea(), "b.txt", "b"))),
					List.of(new TaskInput("Esquisser", SubmittedDate.of(Market.today())),
							new TaskInput("Peindre", SubmittedDate.of(Market.today()))),
					null))
			.previewAnswered("notMade");
		assertThat(toReview(order))
			.contains("Plan de travail à approuver\u00a0: 2 tâches", "Esquisser", "Peindre", CHANGED)
			.doesNotContain("Draw");
		assertThat(told("camille", order.number())).contains("order.todo.reviewDraft.planChanged");
		assertThat(this.market.camille().get("/api/orders/" + order.number()).body()).contains("\"planChanged\":true");

		order.decided(new ReviewDraft.Decision(ReviewDraft.Choice.CHANGES, "Moins de rouge"));
		order.draftSubmitted().previewAnswered("notMade");
		assertThat(toReview(order)).contains("Esquisser", "Ce que vous aviez demandé", "Moins de rouge")
			.doesNotContain(CHANGED, "Plus tôt");
	}

	/** What the client is to do now. */
	private String toReview(OrderScenario order) {
		String page = this.camille.get("/orders/" + order.number()).body();
		return page.substring(page.indexOf("<section class=\"now\""), page.indexOf("name=\"comments\""));
	}

	private OrderScenario order(ApprovalNeeded approval) {
		return this.marketplace.anOrder().between("camille", "lea").of(Storyboard.ordinary().approving(approval));
	}

	private List<String> told(String account, String number) {
		return this.jdbc.sql("select text_key from notification where recipient = ? and order_number = ?")
			.params(account, number)
			.query(String.class)
			.list();
	}

}
