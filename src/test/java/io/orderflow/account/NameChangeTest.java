package io.orderflow.account;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import io.orderflow.platform.UserStore;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.OrderScenario;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Somebody is called otherwise from now on, by the rules of registering. */
@OrderflowTest
class NameChangeTest {

	@LocalServerPort
	private int port;

	@Autowired
	private Marketplace marketplace;

	@Autowired
	private UserStore users;

	@Autowired
	private JdbcClient jdbc;

	private OrderScenario order;

	private Visitor client;

	private Visitor freelancer;

	@BeforeEach
	void anOrder() {
		this.order = this.marketplace.anOrderBetweenNewcomers(Locale.ENGLISH).placed();
		this.client = signedIn(this.order.client());
		this.freelancer = signedIn(this.order.freelancer());
	}

	@Test
	void both_sides_read_and_find_the_new_name_and_the_trail_keeps_the_old_one() {
		String before = this.client.get("/account/name").body();
		assertThat(before).contains("value=\"Newcomer\"", "name=\"firstName\"");
		String old = this.users.profile(this.order.freelancer()).orElseThrow().firstName();

		assertThat(location(rename(this.freelancer, "Zoraida", "Quint"))).isEqualTo("/account?named");

		assertThat(this.freelancer.get("/account?named").body()).contains("Your name is now “Zoraida Quint”.");
		String address = "/orders/" + this.order.number();
		for (Visitor side : List.of(this.client, this.freelancer)) {
			assertThat(side.get(address).body()).contains("Zoraida Quint").doesNotContain(old + " Newcomer");
		}
		assertThat(this.client.get("/services/" + this.order.listing()).body()).contains("by Zoraida Quint");
		assertThat(this.client.get("/services?q=zoraida+quint").body()).contains("/services/" + this.order.listing());
		assertThat(this.client.get("/conversations?show=ALL&q=zoraida").body()).contains(this.order.number());
		assertThat(this.users.profile(this.order.freelancer()).orElseThrow().lastName()).isEqualTo("Quint");
		assertThat(recorded()).containsExactly(old + " Newcomer → Zoraida Quint");
		rename(this.freelancer, "Zoraida", "Quint");
		assertThat(recorded()).as("nothing changed").hasSize(1);
	}

	@ParameterizedTest
	@CsvSource({ "\u041erderflow,Support,lastName,look like ours", "evil.example/x,Quint,firstName,web address",
			"P\u0430ypal,Quint,firstName,two alphabets", "'',Quint,firstName,write something" })
	void what_nobody_registers_as_is_no_name_later_either(String first, String last, String field, String why) {
		HttpResponse<String> refused = rename(this.freelancer, first, last);
		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat(refused.body()).containsPattern("id=\"" + field + "-error\">[^<]*" + why);
		assertThat(
				this.freelancer.put("/api/me/name", "{\"firstName\":\"" + first + "\",\"lastName\":\"" + last + "\"}")
					.statusCode())
			.isEqualTo(400);
		assertThat(recorded()).isEmpty();
	}

	@Test
	void the_same_over_the_api_and_in_french() {
		HttpResponse<String> renamed = this.client.put("/api/me/name",
				"{\"firstName\":\"Inès\",\"lastName\":\"Da Silva\"}");
		assertThat(renamed.statusCode()).as(renamed.body()).isEqualTo(200);
		assertThat(renamed.body()).contains("\"displayName\":\"Inès Da Silva\"");
		assertThat(this.freelancer.get("/orders/" + this.order.number()).body()).contains("Inès Da Silva");
		Visitor french = signedIn(this.marketplace.aClient(Locale.FRENCH));
		assertThat(french.get("/account").body()).contains("href=\"/account/name\">Votre nom</a>");
		assertThat(rename(french, "Orderfl0w", "Support").body()).contains("ressemblent au nôtre");
		rename(french, "Inès", "Da Silva");
		assertThat(french.get("/account?named").body())
			.contains("Votre nom est désormais «\u00a0Inès Da Silva\u00a0».");
	}

	private static HttpResponse<String> rename(Visitor person, String first, String last) {
		return person.form("/account/name", Map.of("firstName", first, "lastName", last));
	}

	private Visitor signedIn(String account) {
		Visitor visitor = Visitor.stranger(this.port);
		visitor.signIn(account, Newcomers.PASSWORD);
		visitor.readCsrf();
		return visitor;
	}

	private List<String> recorded() {
		return this.jdbc.sql("select detail from audit_event where who = :id and kind = 'NAME_CHANGED' order by at")
			.param("id", this.order.freelancer())
			.query(String.class)
			.list();
	}

	private static String location(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
		return answer.headers().firstValue("Location").orElseThrow().replaceFirst("^http://localhost:\\d+", "");
	}

}
