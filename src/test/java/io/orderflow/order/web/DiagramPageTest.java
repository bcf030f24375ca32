package io.orderflow.order.web;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.Statements;
import io.orderflow.Visitor;
import io.orderflow.order.dashboard.OrderDiagramSource;
import io.orderflow.order.dashboard.OrderDiagramSource.Waiting;
import io.orderflow.platform.UserStore;
import io.orderflow.scenario.Marketplace;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.externaltask.LockedExternalTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static io.orderflow.order.web.Market.json;
import static io.orderflow.order.web.Market.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** Where an order stands in its model, as a process admin is told. */
@OrderflowTest
class DiagramPageTest {

	private static final Pattern PLACE = Pattern.compile("data-element=\"([^\"]+)\"");

	@LocalServerPort
	private int port;

	@Autowired
	private Marketplace marketplace;

	@Autowired
	private ExternalTaskService externalTasks;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private UserStore users;

	@Autowired
	private Statements statements;

	@Autowired
	private OrderDiagramSource diagrams;

	private Market market;

	private Visitor ada;

	@BeforeEach
	void open() {
		this.market = new Market(this.port, this.marketplace);
		this.ada = Visitor.signedIn(this.port, "ada").reading("en");
	}

	@Test
	void an_order_on_its_way_stands_at_everything_it_waits_for() {
		String page = page(this.market.inProduction());

		assertThat(places(page)).containsExactlyInAnyOrder("userTask_deliverWork", "gateway_awaitProgress");
		assertThat(page).contains("Deliver work", "Waits for", "Léa",
				"/camunda/app/cockpit/default/#/process-instance/");
		assertThat(mark(page, "userTask_deliverWork")).isEqualTo("present");
		assertThat(mark(page, "userTask_planWork")).isEqualTo("passed");
		assertThat(mark(page, "userTask_reviewDelivery")).isEmpty();
	}

	@Test
	void an_order_that_has_ended_tells_where() {
		String number = this.market.placed();
		ok(this.market.camille().post("/api/orders/" + number + "/cancellation", json(Map.of("reason", "No"))));
		this.market.workersAnswer("order.buildDossier");

		String page = page(number);

		assertThat(places(page)).containsExactly("event_orderCancelled");
		assertThat(page).contains("It ended at").doesNotContain("process-instance/");
	}

	@Test
	void the_other_processes_of_an_order_can_be_chosen() {
		String number = this.market.inProduction();
		HttpResponse<String> asked = this.market.lea()
			.post("/api/orders/" + number + "/requests",
					json(Map.of("kind", "CANCELLATION", "reason", "I am ill", "responsible", "FREELANCER")));
		assertThat(asked.statusCode()).as(asked.body()).isLessThan(300);

		String page = page(number);

		assertThat(page).contains("All processes of this order", "Change request").doesNotContain("I am ill");
		assertThat(places(page)).contains("userTask_deliverWork");
		Matcher other = Pattern.compile("href=\"([^\"]*/diagram\\?instance=[^\"]*)\">").matcher(page);
		assertThat(other.find()).isTrue();
		assertThat(places(this.ada.get(other.group(1)).body())).containsExactly("userTask_answerRequest");
	}

	@Test
	void a_process_admin_who_buys_finds_the_diagram_from_their_order() {
		String both = this.newcomers.client();
		this.users.join(both, UserStore.PROCESS_ADMINS);
		Visitor visitor = Visitor.withPassword(this.port, both, Newcomers.PASSWORD);
		String number = Market.created(visitor.post("/api/orders", json(Map.of("listing", this.market.storyboard()))))
			.get("number")
			.asText();
		Visitor signedIn = Visitor.stranger(this.port);
		signedIn.signIn(both, Newcomers.PASSWORD);

		assertThat(signedIn.get("/orders/" + number).body()).contains("/orders/" + number + "/diagram");
		assertThat(signedIn.get("/orders/" + number + "/diagram").statusCode()).isEqualTo(200);
		assertThat(Visitor.signedIn(this.port, "lea").get("/orders/" + number).body()).doesNotContain("/diagram");
	}

	@Test
	void what_failed_is_told_with_the_reason() {
		String number = this.market.draftInReview();
		ok(this.market.camille()
			.post("/api/orders/" + number + "/drafts/review", "{\"decision\":\"changes\",\"comments\":\"Larger\"}"));
		ok(this.market.lea()
			.post("/api/orders/" + number + "/drafts", json(Map.of("message", "Again", "files",
					List.of(Market.upload(this.market.lea(), "second.txt", "second"))))));
		for (LockedExternalTask task : this.externalTasks.fetchAndLock(100, "failing")
			.topic("draft.preparePreview", 10_000)
			.businessKey(number)
			.execute()) {
			this.externalTasks.handleFailure(task.getId(), "failing", "No room left on the disk", 0, 0);
		}

		String page = page(number);
		assertThat(page).contains("Failed: No room left on the disk");
		assertThat(mark(page, "serviceTask_preparePreview")).isEqualTo("present failed");
		assertThat(this.diagrams.failed(10_000)).filteredOn((failed) -> failed.orderNumber().equals(number))
			.extracting(Waiting::step, Waiting::failure)
			.containsExactly(tuple("Prepare preview", "No room left on the disk"));
	}

	@Test
	void orders_that_need_a_look_are_listed() {
		String number = this.market.inProduction();
		Waiting oldest = this.diagrams.waitingLongest(1).get(0);

		List<String> read = this.statements.of(() -> {
			String page = this.ada.get("/diagrams").body();
			assertThat(page).contains("Orders that cannot go on", "Steps that have waited the longest",
					"/orders/" + oldest.orderNumber() + "/diagram", oldest.step());
		});

		assertThat(read).as(() -> String.join("\n", read)).hasSizeBetween(1, Statements.PAGE);
		assertThat(this.diagrams.waitingLongest(10_000)).filteredOn((waiting) -> waiting.orderNumber().equals(number))
			.extracting(Waiting::step, Waiting::assignee)
			.contains(tuple("Deliver work", "lea"));
	}

	@Test
	void nothing_of_what_the_two_sides_wrote_is_on_the_page() {
		String number = this.market.placed();
		this.market.lea().post("/api/orders/" + number + "/messages", json(Map.of("message", "Between us two")));
		this.market.lea()
			.put("/api/orders/" + number + "/note", json(Map.of("text", "Late payer", "items", List.of())));

		assertThat(page(number)).contains(number, "Storyboard").doesNotContain("Between us two", "Late payer");
		assertThat(this.ada.get("/orders/" + number).statusCode()).isEqualTo(404);
	}

	@Test
	void only_process_admins_see_it_whether_the_order_is_theirs_or_not() {
		String number = this.market.placed();
		for (String person : List.of("lea", "camille", "mona")) {
			Visitor visitor = Visitor.signedIn(this.port, person);
			for (String path : List.of("/orders/" + number + "/diagram", "/orders/OF-0000-0000/diagram", "/diagrams")) {
				assertThat(visitor.get(path).statusCode()).as("%s of %s", path, person).isEqualTo(403);
			}
			assertThat(visitor.get("/guides").body()).doesNotContain("/diagrams");
		}
		assertThat(this.ada.get("/orders/OF-0000-0000/diagram").statusCode()).isEqualTo(404);
	}

	@Test
	void an_order_is_found_by_its_number_however_it_is_written() {
		String number = this.market.placed();
		assertThat(this.ada.get("/diagrams").body()).contains("name=\"number\"");
		assertThat(this.ada.get("/diagrams?number=OF-XXXX").body()).contains("value=\"OF-XXXX\"",
				"aria-invalid=\"true\"", "There is no order OF-XXXX.");

		HttpResponse<String> found = this.ada
			.get("/diagrams?number=" + number.toLowerCase(Locale.ROOT).replace("-", ""));

		String address = found.headers().firstValue("Location").orElseThrow();
		assertThat(this.ada.get(address.substring(address.indexOf("/orders/"))).body()).contains(number);
	}

	@Test
	void the_model_is_drawn_within_the_policy_of_every_page() {
		HttpResponse<String> page = this.ada.get("/orders/" + this.market.placed() + "/diagram");

		assertThat(page.body()).contains("<svg", "Fulfil order").doesNotContain("style=");
		assertThat(policy(page)).isEqualTo(policy(this.ada.get("/diagrams")))
			.contains("default-src 'self'")
			.doesNotContain("unsafe");
	}

	@Test
	void the_page_takes_few_statements() {
		String number = this.market.inProduction();
		page(number);

		List<String> read = this.statements.of(() -> page(number));

		assertThat(read).as(() -> String.join("\n", read)).hasSizeBetween(1, Statements.PAGE);
	}

	private String page(String number) {
		HttpResponse<String> page = this.ada.get("/orders/" + number + "/diagram");
		assertThat(page.statusCode()).isEqualTo(200);
		return page.body();
	}

	private static String policy(HttpResponse<String> page) {
		return page.headers().firstValue("Content-Security-Policy").orElseThrow();
	}

	/** Beside how its outline is drawn. */
	private static String mark(String page, String element) {
		Matcher shape = Pattern.compile("data-element-id=\"" + element + "\" class=\"\\w+ ([\\w ]*)\"").matcher(page);
		assertThat(shape.find()).as(element).isTrue();
		return shape.group(1);
	}

	private static List<String> places(String page) {
		return PLACE.matcher(page).results().map((place) -> place.group(1)).toList();
	}

}
