package io.orderflow.platform.engine.web;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** Tasklist and Cockpit as their pages are served. */
@OrderflowTest
class WebappPagesTest {

	private static final Pattern NONCE = Pattern.compile("nonce[-=]\"?([\\w-]+)");

	@LocalServerPort
	private int port;

	@Test
	void a_page_runs_its_scripts_however_many_others_are_asked_for_beside_it() {
		List<Visitor> visitors = List.of(Visitor.signedIn(this.port, "oliver"), Visitor.signedIn(this.port, "noah"),
				Visitor.signedIn(this.port, "mona"), Visitor.signedIn(this.port, "ada"));

		List<HttpResponse<String>> pages = IntStream.range(0, 200)
			.parallel()
			.mapToObj((i) -> visitors.get(i % visitors.size()).get("/camunda/app/tasklist/default/"))
			.toList();

		assertThat(pages).allSatisfy((page) -> assertThat(nonce(page.body()))
			.isEqualTo(nonce(page.headers().firstValue("Content-Security-Policy").orElseThrow())));
	}

	@Test
	void cockpit_lists_every_version_of_a_model_though_it_sets_no_limit() {
		Visitor ada = Visitor.signedIn(this.port, "ada");

		assertThat(ada.get("/camunda/api/engine/engine/default/process-definition?key=orderFulfilment").body())
			.contains("\"key\":\"orderFulfilment\"");
		assertThat(ada.post("/camunda/api/engine/engine/default/group", "{}").body()).contains("\"moderators\"");
	}

	@Test
	void people_see_the_model_of_their_tasks_but_not_how_many_orders_are_on_it() {
		Visitor oliver = Visitor.signedIn(this.port, "oliver");
		String definitions = "/camunda/api/engine/engine/default/process-definition";

		assertThat(oliver.get(definitions + "/key/orderFulfilment/xml").body())
			.contains("userTask_provideRequirements");
		assertThat(oliver.get(definitions).body()).doesNotContain("listingApproval", "notification");
		assertThat(oliver.get(definitions + "/statistics").statusCode()).isEqualTo(403);
	}

	private static String nonce(String text) {
		Matcher nonce = NONCE.matcher(text);
		assertThat(nonce.find()).isTrue();
		return nonce.group(1);
	}

}
