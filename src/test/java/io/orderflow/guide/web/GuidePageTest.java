package io.orderflow.guide.web;

import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** The guides of S16. */
@OrderflowTest
class GuidePageTest {

	@LocalServerPort
	private int port;

	@Autowired
	private Newcomers newcomers;

	@Test
	void both_are_there_in_the_readers_language_and_lead_to_each_other() {
		Visitor camille = signedIn(this.newcomers.client());
		assertThat(camille.get("/guides").body()).contains("La proposition idéale", "S’aligner au fur et à mesure",
				"/guides/ideal-proposal", "/guides/aligning-as-you-go");
		assertThat(camille.get("/guides/ideal-proposal").body())
			.contains("<h1>La proposition idéale", "plan de travail", "/guides/aligning-as-you-go")
			.doesNotContain("??");
		Visitor noah = signedIn(this.newcomers.freelancer());
		assertThat(noah.get("/guides/aligning-as-you-go").body())
			.contains("<h1>Aligning as you go", "progress update", "/guides/ideal-proposal")
			.doesNotContain("??");
	}

	private Visitor signedIn(String account) {
		Visitor visitor = Visitor.stranger(this.port);
		visitor.signIn(account, Newcomers.PASSWORD);
		return visitor;
	}

}
