package io.orderflow.account;

import java.net.http.HttpResponse;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import com.jayway.jsonpath.JsonPath;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import io.orderflow.platform.UserStore;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Users whom a process admin makes in Camunda Admin, of which accounts know nothing. */
@OrderflowTest
class AccountProvisionerTest {

	private static final String PASSWORD = "a long enough password";

	@LocalServerPort
	private int port;

	@Autowired
	private AccountService accounts;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private JdbcClient jdbc;

	private final String id = "made" + UUID.randomUUID().toString().replace("-", "");

	@Test
	void a_client_whom_an_admin_made_signs_in_and_orders() {
		make(profile("Zoé", "Petit", this.id + "@orderflow.example"), UserStore.CLIENTS);
		Visitor zoe = Visitor.withPassword(this.port, this.id, PASSWORD).reading("fr-CA");
		String listing = JsonPath.read(zoe.get("/api/listings?q=proofreading").body(), "$.items[0].listingId");

		HttpResponse<String> order = zoe.post("/api/orders", "{\"listing\":\"" + listing + "\"}");

		assertThat(order.statusCode()).as(order.body()).isEqualTo(201);
		Account account = this.accounts.get(this.id);
		assertThat(account.displayName()).isEqualTo("Zoé Petit");
		assertThat(account.email()).isEqualTo(this.id + "@orderflow.example");
		assertThat(account.locale()).isEqualTo(Locale.CANADA_FRENCH);
		assertThat(account.zone().getId()).isEqualTo("UTC");
		assertThat(account.wants(NotificationChannel.EMAIL, NotificationKind.STATUS)).isTrue();
	}

	@Test
	void a_freelancer_whom_an_admin_made_signs_in_on_the_page_and_writes_a_service_with_a_file() {
		make(profile("Ada", "Two", this.id + "@orderflow.example"), UserStore.FREELANCERS);
		Visitor freelancer = Visitor.stranger(this.port);
		assertThat(freelancer.signIn(this.id, PASSWORD).headers().firstValue("Location").orElse(""))
			.doesNotContain("refused");
		freelancer.readCsrf();
		assertThat(freelancer.get("/sell").statusCode()).isEqualTo(200);

		Visitor caller = Visitor.withPassword(this.port, this.id, PASSWORD);
		assertThat(caller.post("/api/listings", """
				{"title":"Names","description":"Ten names","language":"en","deliveryTime":"P2D",
				 "price":{"amount":"90.00","currency":"EUR"}}""").statusCode()).isEqualTo(201);
		assertThat(caller.post("/api/files?name=a.json", "{}").statusCode()).isEqualTo(201);
	}

	@Test
	void a_name_that_is_missing_is_the_id_and_without_an_address_no_mail_is_sent() {
		make("{\"id\":\"" + this.id + "\"}", UserStore.CLIENTS);
		assertThat(Visitor.withPassword(this.port, this.id, PASSWORD).get("/api/me").statusCode()).isEqualTo(200);

		Account account = this.accounts.get(this.id);
		assertThat(account.displayName()).isEqualTo(this.id);
		assertThat(account.email()).endsWith(".invalid");
		assertThat(NotificationKind.values()).allMatch((kind) -> !account.wants(NotificationChannel.EMAIL, kind));
	}

	@Test
	void the_address_of_somebody_else_stays_theirs() {
		String other = this.newcomers.client();
		make(profile("Eve", "E", ""), UserStore.CLIENTS);
		// as an admin could make one until November 2026
		this.jdbc.sql("update act_id_user set email_ = :email where id_ = :id")
			.param("email", other.toUpperCase(Locale.ROOT) + "@orderflow.example")
			.param("id", this.id)
			.update();
		assertThat(Visitor.withPassword(this.port, this.id, PASSWORD).get("/api/me").statusCode()).isEqualTo(200);

		assertThat(this.accounts.get(this.id).email()).endsWith(".invalid");
		assertThat(this.accounts.get(other).email()).isEqualTo(other + "@orderflow.example");
	}

	/** An admin typed it, and nobody has shown that it is theirs. */
	@Test
	void whoever_registers_with_an_address_signs_in_with_it() {
		String address = "zoe-" + this.id + "@orderflow.example";
		make(profile("Eve", "E", address), UserStore.CLIENTS);
		String zoe = "zoe" + this.id;
		this.accounts.register(new NewAccount(zoe, "Zoé", "Petit", address, Locale.FRENCH, ZoneId.of("UTC"),
				"another long password", Set.of(UserStore.CLIENTS)));
		assertThat(Visitor.withPassword(this.port, address, "another long password").get("/api/me").body())
			.contains(zoe);
		assertThat(Visitor.withPassword(this.port, address, PASSWORD).get("/api/me").statusCode()).isEqualTo(401);
		assertThat(Visitor.withPassword(this.port, this.id, PASSWORD).get("/api/me").statusCode()).isEqualTo(200);
	}

	@Test
	void a_moderator_who_has_never_signed_in_stops_no_service_from_being_submitted() {
		make(profile("Mo", "Derator", ""), UserStore.MODERATORS);
		Visitor lea = Visitor.withPassword(this.port, "lea", "orderflow");
		String id = JsonPath.read(lea.post("/api/listings", """
				{"title":"Names","description":"Ten names","language":"en","deliveryTime":"P2D",
				 "price":{"amount":"90.00","currency":"EUR"}}""").body(), "$.id");

		assertThat(lea.post("/api/listings/" + id + "/submission", "").statusCode()).isEqualTo(200);

		assertThat((List<String>) JsonPath.read(
				Visitor.withPassword(this.port, this.id, PASSWORD).get("/api/notifications").body(),
				"$.items[*].title"))
			.isNotEmpty();
	}

	@Test
	void signing_in_again_changes_nothing_of_the_account() {
		make(profile("Zoé", "Petit", this.id + "@orderflow.example"), UserStore.CLIENTS);
		Visitor zoe = Visitor.withPassword(this.port, this.id, PASSWORD).reading("en");
		zoe.get("/api/me");
		this.accounts.prefer(this.id, new PreferenceChange("fr", null, "Europe/Paris", Map.of("MESSAGE", false), null));

		zoe.get("/api/me");

		assertThat(this.accounts.get(this.id).locale()).isEqualTo(Locale.FRENCH);
		assertThat(this.accounts.get(this.id).wants(NotificationChannel.EMAIL, NotificationKind.MESSAGE)).isFalse();
	}

	/** As Camunda Admin does it. */
	private void make(String profile, String group) {
		Visitor ada = Visitor.signedIn(this.port, "ada");
		String engine = "/camunda/api/engine/engine/default";
		assertThat(ada
			.post(engine + "/user/create",
					"{\"profile\":" + profile + ",\"credentials\":{\"password\":\"" + PASSWORD + "\"}}")
			.statusCode()).isEqualTo(204);
		assertThat(ada.put(engine + "/group/" + group + "/members/" + this.id, "{}").statusCode()).isEqualTo(204);
	}

	private String profile(String firstName, String lastName, String email) {
		return "{\"id\":\"" + this.id + "\",\"firstName\":\"" + firstName + "\",\"lastName\":\"" + lastName
				+ "\",\"email\":\"" + email + "\"}";
	}

}
