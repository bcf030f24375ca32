package io.orderflow.notification.web;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.Statements;
import io.orderflow.Visitor;
import io.orderflow.account.AccountService;
import io.orderflow.account.NotificationChannel;
import io.orderflow.account.NotificationKind;
import io.orderflow.notification.NewNotification;
import io.orderflow.notification.NotificationService;
import io.orderflow.notification.NotificationView;
import io.orderflow.notification.delivery.NotificationDeliveryService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** My notifications, as pages. */
@OrderflowTest
class NotificationPageTest {

	@LocalServerPort
	private int port;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private AccountService accounts;

	@Autowired
	private NotificationService notifications;

	@Autowired
	private NotificationDeliveryService deliveries;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private Statements statements;

	private String me;

	private Visitor visitor;

	@BeforeEach
	void person() {
		this.me = this.newcomers.client();
		this.visitor = signedIn(this.me);
	}

	@Test
	void an_empty_list_says_what_will_be_there() {
		assertThat(this.visitor.get("/notifications").body())
			.contains("<html lang=\"fr\"", "Rien pour l’instant", "href=\"/account\"")
			.doesNotContain("Tout marquer comme lu");
	}

	@Test
	void opening_one_marks_it_as_read_and_leads_to_what_it_is_about() {
		tell("T-1");
		tell("T-2");
		List<NotificationView> told = told();
		String list = this.visitor.get("/notifications").body();
		assertThat(list).contains("Léa vous a écrit", "commande T-1", "commande T-2", "Nouveau")
			.containsPattern("(?s)" + told.get(0).id() + ".*" + told.get(1).id());

		String path = "/notifications/" + told.get(1).id();
		HttpResponse<String> opened = this.visitor.get(path);
		assertThat(opened.statusCode()).isEqualTo(302);
		assertThat(opened.headers().firstValue("Location").orElse("")).endsWith("/orders/T-1#now");
		assertThat(this.visitor.get(path).statusCode()).as("again").isEqualTo(302);
		assertThat(told()).extracting(NotificationView::read).containsExactly(false, true);
	}

	@Test
	void all_that_were_looked_at_are_marked_and_none_that_came_since() {
		tell("T-1");
		tell("T-2");
		UUID newest = told().get(0).id();
		assertThat(this.visitor.get("/notifications").body()).contains("name=\"upTo\" value=\"" + newest + "\"");
		tell("T-3");
		assertThat(this.visitor.form("/notifications/read", Map.of("upTo", newest.toString())).statusCode())
			.isEqualTo(302);
		assertThat(told()).extracting(NotificationView::read).containsExactly(false, true, true);
	}

	@Test
	void how_one_was_delivered_is_told_attempt_by_attempt() {
		tell("T-1");
		UUID id = told().get(0).id();
		String path = "/notifications/" + id + "/deliveries";
		assertThat(this.visitor.get(path).body()).contains("Dans l’application", "E-mail", "En route",
				"Pas encore tentée");
		this.deliveries.attempt(this.notifications.deliveries(this.me, id).get(0).id());
		assertThat(this.visitor.get(path).body()).contains("Remise", "acceptée par le service qui la reçoit");

		this.accounts.switchOff(this.me, NotificationChannel.EMAIL, NotificationKind.TO_DO);
		tell("T-2");
		assertThat(this.visitor.get("/notifications/" + told().get(0).id() + "/deliveries").body())
			.contains("Rien d’autre n’a été envoyé");
	}

	@Test
	void nobody_elses_are_there() {
		tell("T-1");
		String path = "/notifications/" + told().get(0).id();
		Visitor stranger = signedIn(this.newcomers.freelancer());
		assertThat(stranger.get(path).statusCode()).isEqualTo(404);
		assertThat(stranger.get(path + "/deliveries").statusCode()).isEqualTo(404);
		assertThat(stranger.form("/notifications/read", Map.of("upTo", told().get(0).id().toString())).statusCode())
			.isEqualTo(404);
		assertThat(stranger.form("/notifications/read", Map.of("upTo", "nonsense")).statusCode()).isEqualTo(400);
		assertThat(told().get(0).read()).isFalse();
		assertThat(this.visitor.get("/notifications?cursor=nonsense").statusCode()).isEqualTo(400);
	}

	@Test
	void pages_follow_one_another_in_two_statements_each() {
		for (int i = 1; i <= 21; i++) {
			tell("T-" + i + ".");
		}
		this.visitor.get("/notifications");
		List<String> taken = taken("/notifications");
		assertThat(taken).as(() -> String.join("\n", taken)).hasSizeBetween(2, 4);
		List<String> log = taken("/notifications/" + told().get(0).id() + "/deliveries");
		assertThat(log).as(() -> String.join("\n", log)).hasSizeBetween(2, 6);
		String first = this.visitor.get("/notifications").body();
		assertThat(first).contains("T-21.").doesNotContain("T-1.");
		String more = first.replaceAll("(?s).*href=\"(/notifications\\?cursor=[^\"]*)\".*", "$1");
		assertThat(this.visitor.get(more).body()).contains("T-1.").doesNotContain("T-21.");
	}

	private List<String> taken(String path) {
		return this.statements.of(() -> assertThat(this.visitor.get(path).statusCode()).isEqualTo(200))
			.stream()
			.filter((sql) -> !Statements.isOfSession(sql))
			.toList();
	}

	private void tell(String number) {
		this.transaction.executeWithoutResult((status) -> this.notifications
			.notify(new NewNotification(this.me, NotificationKind.TO_DO, this.me + number, number, "message-posted",
					List.of("Léa", number), "/orders/" + number + "#now")));
	}

	private List<NotificationView> told() {
		return this.notifications.page(this.me, null, null).items();
	}

	private Visitor signedIn(String account) {
		Visitor visitor = Visitor.stranger(this.port);
		visitor.signIn(account, Newcomers.PASSWORD);
		visitor.readCsrf();
		return visitor;
	}

}
