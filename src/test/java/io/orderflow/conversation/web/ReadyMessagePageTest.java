package io.orderflow.conversation.web;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** Ready-made messages on their page (S22). */
@OrderflowTest
class ReadyMessagePageTest {

	@LocalServerPort
	private int port;

	@Autowired
	private Newcomers newcomers;

	@Test
	void each_can_be_changed_by_its_owner_and_has_a_title_of_its_own() {
		Visitor camille = signedIn(this.newcomers.client());
		Visitor noah = signedIn(this.newcomers.freelancer());
		assertThat(camille.form("/ready-messages", Map.of("title", "Horaires", "text", "Du lundi\r\nau vendredi."))
			.statusCode()).isEqualTo(302);
		HttpResponse<String> same = camille.form("/ready-messages", Map.of("title", "horaires ", "text", "Autres"));
		assertThat(same.statusCode()).as("two buttons with the same words").isEqualTo(400);
		assertThat(same.body()).contains("s’appelle déjà");
		Matcher change = Pattern.compile("href=\"(/ready-messages/[0-9a-f-]+)\"")
			.matcher(camille.get("/ready-messages").body());
		assertThat(change.find()).isTrue();
		assertThat(camille.get(change.group(1)).body()).contains("value=\"Horaires\"",
				"Du lundi\nau vendredi.</textarea>");
		assertThat(camille.form(change.group(1), Map.of("title", "", "text", "Le samedi")).body())
			.contains("Le samedi</textarea>", "id=\"title-error\"");
		assertThat(camille.form(change.group(1), Map.of("title", "Horaires", "text", "Le samedi")).statusCode())
			.isEqualTo(302);
		assertThat(camille.get("/ready-messages").body()).contains("Le samedi").doesNotContain("Du lundi");
		assertThat(noah.form(change.group(1), Map.of("title", "Horaires", "text", "Moi")).statusCode()).isEqualTo(404);
	}

	private Visitor signedIn(String id) {
		Visitor visitor = Visitor.stranger(this.port).reading("fr");
		visitor.signIn(id, Newcomers.PASSWORD);
		visitor.readCsrf();
		return visitor;
	}

}
