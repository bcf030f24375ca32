package io.orderflow.account;

import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import io.orderflow.AccountMails;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import io.orderflow.platform.text.MailAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** Addresses that would be somebody else's where letters are compared in another way. */
@OrderflowTest
class AddressDoorsTest {

	@LocalServerPort
	private int port;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private AccountMails mails;

	@ParameterizedTest
	@ValueSource(strings = { "mar\u212Ao@corp.example", "o\u017Fwald@corp.example", "mar\u0130o@corp.example",
			"\uFF4Darko@corp.example", "marko@co\uFF52p.example" })
	void none_of_them_is_taken_at_any_door(String address) {
		String id = this.newcomers.client();
		Visitor stranger = Visitor.stranger(this.port).reading("en");
		stranger.readCsrf();
		refused(stranger.form("/register",
				Map.of("firstName", "Bo", "lastName", "Bri", "email", address, "roles", "clients", "timeZone", "UTC")));
		refused(stranger.form("/forgotten", Map.of("email", address)));
		Visitor owner = Visitor.stranger(this.port).reading("en");
		owner.signIn(id, Newcomers.PASSWORD);
		owner.readCsrf();
		refused(owner.form("/account/security/email", Map.of("email", address, "present", Newcomers.PASSWORD)));
		refused(Visitor.withPassword(this.port, id, Newcomers.PASSWORD)
			.reading("en")
			.post("/api/me/email", "{\"email\":\"" + address + "\",\"present\":\"" + Newcomers.PASSWORD + "\"}"));
		Visitor ada = Visitor.withPassword(this.port, "ada", "orderflow").reading("en");
		String profile = "{\"id\":\"%s\",\"firstName\":\"Eve\",\"lastName\":\"V\",\"email\":\"" + address + "\"}";
		refused(ada.put("/engine-rest/user/" + id + "/profile", profile.formatted(id)));
		refused(ada.post("/engine-rest/user/create", "{\"profile\":" + profile.formatted("new" + id)
				+ ",\"credentials\":{\"password\":\"correct horse 12\"}}"));
	}

	/** The engine's users and the accounts are compared by Java and by the database. */
	@Test
	void an_address_is_taken_in_whatever_letters_it_is_written() {
		String address = "JOS\u00C9" + UUID.randomUUID() + "@Orderflow.example";
		this.newcomers.withEmail("jose" + UUID.randomUUID().toString().replace("-", ""), "Jos\u00E9",
				address.toLowerCase(Locale.ROOT), Locale.FRENCH, "clients");
		Visitor stranger = Visitor.stranger(this.port).reading("fr");
		stranger.readCsrf();
		stranger.form("/register",
				Map.of("firstName", "Bo", "lastName", "Bri", "email", address, "roles", "clients", "timeZone", "UTC"));
		assertThat(this.mails.to(MailAddress.kept(address), "Vous avez d\u00E9j\u00E0 un compte").text())
			.doesNotContain("/welcome/");
	}

	private static void refused(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
		assertThat(answer.body()).containsAnyOf("This does not look like an e-mail address.",
				"Ceci ne ressemble pas \u00E0 une adresse e-mail.");
	}

}
