package io.orderflow.account;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

import com.jayway.jsonpath.JsonPath;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** How people choose to be told things, over HTTP (S3). */
@OrderflowTest
class PreferencesTest {

	private static final String PATH = "/api/me/preferences";

	@LocalServerPort
	private int port;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private AccountService accounts;

	private String me;

	private Visitor visitor;

	@BeforeEach
	void arrive() {
		this.me = this.newcomers.freelancer();
		this.visitor = Visitor.withPassword(this.port, this.me, Newcomers.PASSWORD);
	}

	@Test
	void everything_is_on_at_first() {
		HttpResponse<String> answer = this.visitor.get(PATH);
		for (String channel : List.of("email", "push")) {
			for (NotificationKind kind : NotificationKind.values()) {
				assertThat((boolean) json(answer, "$." + channel + "." + kind)).isTrue();
			}
		}
		assertThat((String) json(answer, "$.language")).isEqualTo("en");
		assertThat((String) json(answer, "$.timeZone")).isEqualTo("Europe/Paris");
	}

	@Test
	void each_kind_is_chosen_for_each_channel_and_what_is_missing_stays() {
		this.visitor.put(PATH, "{\"email\":{\"MESSAGE\":false,\"STATUS\":false}}");
		HttpResponse<String> answer = this.visitor.put(PATH,
				"{\"language\":\"fr\",\"timeZone\":\"America/Montreal\",\"email\":{\"STATUS\":true},\"push\":{\"TO_DO\":false}}");
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).isEqualTo(this.visitor.get(PATH).body());
		assertThat((boolean) json(answer, "$.email.MESSAGE")).isFalse();
		assertThat((boolean) json(answer, "$.email.STATUS")).isTrue();
		assertThat((boolean) json(answer, "$.push.MESSAGE")).isTrue();
		assertThat((boolean) json(answer, "$.push.TO_DO")).isFalse();
		Account account = this.accounts.get(this.me);
		assertThat(account.locale().getLanguage()).isEqualTo("fr");
		assertThat(account.zone().getId()).isEqualTo("America/Montreal");
		assertThat(account.wants(NotificationChannel.EMAIL, NotificationKind.MESSAGE)).isFalse();
	}

	@Test
	void a_field_of_the_form_that_reaches_into_another_is_refused() {
		Visitor browser = Visitor.stranger(this.port);
		browser.signIn(this.me, Newcomers.PASSWORD);
		browser.readCsrf();
		for (String field : List.of("language[0][1]", "email[2147483647].x", "push[x]", "class.module.classLoader",
				"language.bytes[0]")) {
			assertThat(browser.form("/account", Map.of(field, "x")).statusCode()).as(field).isIn(302, 400);
		}
		assertThat(browser.form("/account", Map.of("language[0][1]", "x")).statusCode()).isEqualTo(400);
	}

	@Test
	void what_cannot_be_is_refused_on_its_field_and_nothing_of_it_is_done() {
		HttpResponse<String> answer = this.visitor.put(PATH,
				"{\"language\":\"de\",\"timeZone\":\"Mars/Olympus\",\"email\":{\"MESSAGE\":false,\"GOSSIP\":true},\"push\":{\"to_do\":true}}");
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat((List<String>) json(answer, "$.errors[*].field")).containsExactlyInAnyOrder("language", "timeZone",
				"email.GOSSIP", "push.to_do");
		assertThat((boolean) json(this.visitor.get(PATH), "$.email.MESSAGE")).isTrue();
		assertThat(this.visitor.put(PATH, "{\"email\":{\"MESSAGE\":\"perhaps\"}}").statusCode()).isEqualTo(400);
		assertThat(this.visitor.put(PATH, "{\"colour\":\"blue\"}").statusCode()).isEqualTo(400);
	}

	@Test
	void a_stranger_has_none() {
		assertThat(Visitor.stranger(this.port).get(PATH).statusCode()).isEqualTo(401);
	}

	private static <T> T json(HttpResponse<String> answer, String path) {
		return JsonPath.read(answer.body(), path);
	}

}
