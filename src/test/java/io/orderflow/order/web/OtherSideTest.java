package io.orderflow.order.web;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import io.orderflow.Newcomers;
import io.orderflow.Visitor;
import io.orderflow.platform.UserStore;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who chose one side of the marketplace when registering meets the other: no form that
 * would be refused, but a button with which the account does both.
 */
class OtherSideTest extends BetweenLeaAndCamille {

	private static final String BUYS = "value=\"clients\"";

	private static final String SELLS = "value=\"freelancers\"";

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private UserStore users;

	@Autowired
	private IdentityService identity;

	@Autowired
	private JdbcClient jdbc;

	@Test
	void a_freelancer_is_offered_to_buy_in_place_of_the_order_form_and_orders_at_once() {
		String id = this.newcomers.freelancer();
		Visitor noah = signedIn(id);
		String service = "/services/" + this.market.listing("NONE", 1, Market.STORY);
		String asking = "/conversations/new?freelancer=lea&service=" + service.substring(10);
		assertThat(noah.get(service).body()).contains("Also buy with this account", BUYS)
			.doesNotContain("id=\"ordering\"", "form=\"ordering\"", "/conversations/new");
		assertThat(noah.get(asking).body()).contains(BUYS).doesNotContain("first contact");
		assertThat(noah.get("/buy").body()).contains(BUYS)
			.doesNotContain("href=\"/services\" role", "Your first order");

		assertThat(location(alsoFrom(noah, service, UserStore.CLIENTS))).isEqualTo(service);

		assertThat(noah.get(service).body()).contains("id=\"ordering\"", "/conversations/new").doesNotContain(BUYS);
		assertThat(noah.get(asking).body()).contains("<textarea").doesNotContain(BUYS);
		assertThat(noah.get("/buy").body()).contains("Your first order", "Find a service").doesNotContain(BUYS);
		assertThat(noah.get("/sell").body()).contains("Your first steps", "you order services as well",
				"href=\"/buy\">My orders</a>");
		assertThat(noah.get("/buy").body()).contains("you sell services as well",
				"href=\"/sell\">Your first steps as a freelancer</a>");
		HttpResponse<String> ordered = noah.form(service + "/orders", Map.of("key", UUID.randomUUID().toString()));
		assertThat(location(ordered)).startsWith("/orders/OF-");
		assertThat(this.users.groupsOf(id)).containsExactlyInAnyOrder(UserStore.CLIENTS, UserStore.FREELANCERS);
		assertThat(recorded(id)).containsExactly(id + " clients");
	}

	@Test
	void a_client_is_offered_to_sell_where_a_service_would_be_written() {
		Visitor camille = signedIn(this.newcomers.client());
		String form = "/sell/listings/new";
		assertThat(camille.get(form).statusCode()).isEqualTo(403);
		assertThat(camille.get(form).body()).contains("Vendre aussi avec ce compte", SELLS)
			.doesNotContain("name=\"title\"");
		assertThat(camille.get("/sell").body()).contains(SELLS).doesNotContain(form);
		assertThat(camille.get("/sell/listings").body()).contains(SELLS).doesNotContain(form);

		assertThat(location(alsoFrom(camille, form, UserStore.FREELANCERS))).isEqualTo(form);

		assertThat(camille.get(form).statusCode()).isEqualTo(200);
		assertThat(camille.get(form).body()).contains("name=\"title\"").doesNotContain(SELLS);
		assertThat(camille.get("/sell").body()).contains(form).doesNotContain(SELLS);
		assertThat(camille.get("/sell/listings").body()).contains(form).doesNotContain(SELLS);
	}

	@Test
	void the_account_page_offers_the_other_side_and_says_that_it_is_there() {
		Visitor noah = signedIn(this.newcomers.freelancer());
		assertThat(noah.get("/account").body()).contains(BUYS).doesNotContain(SELLS);
		String account = location(alsoFrom(noah, "/account", UserStore.CLIENTS));
		assertThat(noah.get(account).body()).contains("You can now buy with this account.").doesNotContain(BUYS, SELLS);
		assertThat(noah.get("/account").body()).doesNotContain("You can now buy");
	}

	@Test
	void what_was_refused_all_the_same_says_where_it_can_be_changed() {
		Visitor noah = signedIn(this.newcomers.freelancer());
		HttpResponse<String> refused = noah.form("/services/" + this.market.listing("NONE", 1) + "/orders",
				Map.of("key", UUID.randomUUID().toString()));
		assertThat(refused.statusCode()).isEqualTo(403);
		assertThat(refused.body()).contains("Only clients can place orders", "href=\"/account\">You can change that");
	}

	@Test
	void the_same_over_the_api_in_a_session_which_goes_on() {
		String id = this.newcomers.freelancer();
		Visitor noah = signedIn(id);
		assertThat(noah.put("/api/me/roles/clients", "").statusCode()).isEqualTo(204);
		assertThat(noah.put("/api/me/roles/clients", "").statusCode()).isEqualTo(204);
		assertThat(noah.get("/api/me").body()).contains("clients", "freelancers");
		assertThat(noah.put("/api/me/roles/moderators", "").statusCode()).isEqualTo(400);
		assertThat(recorded(id)).containsExactly(id + " clients");
	}

	@Test
	void a_session_of_elsewhere_has_the_groups_of_before_no_more() {
		String id = this.newcomers.freelancer();
		Visitor elsewhere = signedIn(id);
		alsoFrom(signedIn(id), "/account", UserStore.CLIENTS);
		assertThat(elsewhere.get("/api/me").statusCode()).isEqualTo(401);
	}

	@ParameterizedTest
	@ValueSource(strings = { UserStore.FREELANCERS, UserStore.CLIENTS })
	void what_a_process_admin_has_taken_only_they_give_back(String role) {
		String id = this.newcomers.freelancer();
		this.identity.createMembership(id, UserStore.CLIENTS);
		this.identity.deleteMembership(id, role);
		Visitor noah = signedIn(id);
		assertThat(noah.put("/api/me/roles/" + role, "").body()).contains("role-was-taken");
		assertThat(alsoFrom(noah, "/account", role).statusCode()).isEqualTo(403);
		assertThat(this.users.groupsOf(id)).doesNotContain(role);

		this.identity.createMembership(id, role);
		assertThat(signedIn(id).put("/api/me/roles/" + role, "").statusCode()).isEqualTo(204);
		assertThat(this.users.groupsOf(id)).contains(UserStore.FREELANCERS, UserStore.CLIENTS);
	}

	@ParameterizedTest
	@ValueSource(strings = { UserStore.MODERATORS, UserStore.PROCESS_ADMINS, UserStore.WORKERS })
	void who_is_neither_is_told_so_and_stays_so(String group) {
		String id = this.newcomers.person("Mona", Locale.ENGLISH, group);
		Visitor mona = signedIn(id);
		String service = "/services/" + this.market.listing("NONE", 1);
		assertThat(mona.get(service).body()).contains("Only clients can order services")
			.doesNotContain("id=\"ordering\"", BUYS);
		assertThat(mona.get("/sell/listings/new").body()).contains("Only freelancers can offer services")
			.doesNotContain(SELLS);
		assertThat(mona.get("/account").body()).doesNotContain(BUYS, SELLS);
		for (String role : List.of(UserStore.CLIENTS, UserStore.FREELANCERS)) {
			assertThat(alsoFrom(mona, service, role).statusCode()).isEqualTo(403);
			assertThat(mona.put("/api/me/roles/" + role, "").statusCode()).isEqualTo(403);
		}
		assertThat(this.users.groupsOf(id)).containsExactly(group);
	}

	@Test
	void nobody_gives_themselves_another_group_nor_without_the_pages_token() {
		String id = this.newcomers.freelancer();
		Visitor noah = signedIn(id);
		for (String group : List.of(UserStore.MODERATORS, UserStore.PROCESS_ADMINS, UserStore.WORKERS, "")) {
			assertThat(alsoFrom(noah, "/account", group).statusCode()).as(group).isEqualTo(400);
		}
		assertThat(noah
			.send(noah.request("/account/roles")
				.setHeader("X-CSRF-TOKEN", "another")
				.setHeader("X-XSRF-TOKEN", "another")
				.header("Content-Type", "application/x-www-form-urlencoded")
				.POST(BodyPublishers.ofString("role=clients")))
			.statusCode()).isNotEqualTo(200);
		assertThat(this.users.groupsOf(id)).containsExactly(UserStore.FREELANCERS);
		assertThat(recorded(id)).isEmpty();
	}

	private Visitor signedIn(String id) {
		Visitor visitor = Visitor.stranger(this.port);
		assertThat(visitor.signIn(id, Newcomers.PASSWORD).statusCode()).isEqualTo(302);
		visitor.readCsrf();
		return visitor;
	}

	/** As a browser does that is on the page. */
	private HttpResponse<String> alsoFrom(Visitor visitor, String page, String role) {
		return visitor.send(visitor.request("/account/roles")
			.header("Content-Type", "application/x-www-form-urlencoded")
			.header("Referer", "http://localhost:" + this.port + page)
			.POST(BodyPublishers.ofString("role=" + URLEncoder.encode(role, StandardCharsets.UTF_8))));
	}

	private List<String> recorded(String id) {
		return this.jdbc
			.sql("select about || ' ' || detail from audit_event where who = :id and kind = 'ROLE_ADDED' order by at")
			.param("id", id)
			.query(String.class)
			.list();
	}

	private static String location(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
		return answer.headers().firstValue("Location").orElseThrow().replaceFirst("^http://[^/]+", "");
	}

}
