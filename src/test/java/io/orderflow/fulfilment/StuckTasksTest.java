package io.orderflow.fulfilment;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.jayway.jsonpath.JsonPath;
import io.orderflow.Newcomers;
import io.orderflow.Visitor;
import io.orderflow.order.OrderStep;
import io.orderflow.order.dashboard.DossierView;
import io.orderflow.order.dossier.DossierService;
import io.orderflow.platform.live.LiveSource;
import io.orderflow.scenario.OrderScenario;
import org.camunda.bpm.engine.externaltask.ExternalTask;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static io.orderflow.RefusalAssertions.codeOf;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * External tasks of orders whose attempts are used up, and what both sides read of it.
 */
class StuckTasksTest extends ProcessTest {

	private static final String WORKER = "w1";

	@LocalServerPort
	private int port;

	@Autowired
	private DossierService dossiers;

	@Autowired
	private List<LiveSource> sources;

	@Autowired
	private JdbcClient jdbc;

	@Test
	void where_the_attempts_of_the_closed_orders_are_used_up_both_sides_read_so_and_have_it_tried_again() {
		OrderScenario order = order();
		order.cancelledByClient("No more");
		String task = fail(order, "orderFulfilment");
		assertThat(page(order)).contains("n’a pas encore pu être établi", "Le demander de nouveau")
			.doesNotContain("en préparation");
		assertThat(page(order, order.freelancer())).contains("n’a pas encore pu être établi", "Le demander de nouveau");
		assertThat(seen(order).stuck()).isTrue();

		this.dossiers.ask(order.number(), order.freelancer());
		assertThat(seen(order).stuck()).isFalse();
		assertThat(page(order)).contains("en préparation");
		assertThat(building(order)).as("a second one").isNull();
		assertThat(retries(task)).isEqualTo(4);
		assertThat(incidents(order.process())).isZero();
		assertThat(codeOf(() -> this.dossiers.ask(order.number(), order.client())))
			.isEqualTo("CONFLICT dossier-in-making");
		this.engine.getExternalTaskService().lock(task, WORKER, Duration.ofMinutes(1).toMillis());
		this.engine.getExternalTaskService().complete(task, WORKER);
		assertThat(seen(order).making()).isFalse();
	}

	@Test
	void in_english_too() {
		OrderScenario order = this.market.anOrderBetweenNewcomers(Locale.ENGLISH).placed();
		order.cancelledByClient("No more");
		fail(order, "orderFulfilment");
		for (String side : List.of(order.client(), order.freelancer())) {
			assertThat(newcomers(order, side)).contains("could not be made so far", "Ask once more")
				.doesNotContain("is being made");
		}
		OrderScenario drafted = this.market.anOrderBetweenNewcomers(Locale.ENGLISH)
			.until(OrderStep.SUBMIT_DRAFT)
			.draftSubmitted();
		fail(drafted, "orderFulfilment");
		for (String side : List.of(drafted.client(), drafted.freelancer())) {
			assertThat(newcomers(drafted, side)).contains("The preview of what was sent could not be made so far",
					"Ask for the preview once more");
		}
	}

	@Test
	void where_those_of_what_a_side_asked_for_are_used_up_another_takes_its_place() {
		OrderScenario order = order();
		this.dossiers.ask(order.number(), order.client());
		ProcessInstance first = building(order);
		fail(order, "dossier");
		assertThat(seen(order).stuck()).isTrue();
		this.dossiers.ask(order.number(), order.freelancer());
		assertThat(building(order).getId()).as("the only one").isNotEqualTo(first.getId());
		assertThat(seen(order).stuck()).isFalse();
		assertThat(seen(order).awaited()).isTrue();
		assertThat(incidents(first)).isZero();
	}

	@Test
	void where_a_process_admin_has_it_tried_again_the_page_says_that_it_is_being_made() {
		OrderScenario order = order();
		order.cancelledByClient("No more");
		String task = fail(order, "orderFulfilment");
		String before = this.jdbc.sql("select pg_current_snapshot()::text").query(String.class).single();
		this.engine.getExternalTaskService().setRetries(task, 1);
		assertThat(page(order)).contains("en préparation").doesNotContain("Le demander de nouveau");
		assertThat(told("dossier", order, before)).containsExactly("Built[number=" + order.number() + ", making=true]");
		this.engine.getExternalTaskService().setRetries(task, 0);
		assertThat(told("dossier", order, before))
			.containsExactly("Built[number=" + order.number() + ", making=false]");
		this.engine.getRuntimeService().deleteProcessInstance(order.process().getId(), "stuck", true);
		assertThat(seen(order).stuck()).isFalse();
		assertThat(seen(order).failed()).isTrue();
	}

	/** What the client's pages hear. */
	private List<String> told(String type, OrderScenario order, String snapshot) {
		return this.sources.stream()
			.flatMap((source) -> source.since(order.client(), snapshot, 1_000).stream())
			.filter((event) -> event.type().equals(type))
			.map((event) -> event.data().toString())
			.filter((told) -> told.contains(order.number()))
			.toList();
	}

	/** For good. */
	private String fail(OrderScenario order, String process) {
		String task = locked(order, process);
		this.engine.getExternalTaskService().handleFailure(task, WORKER, "No disk", 0, 0);
		return task;
	}

	private Integer retries(String task) {
		return this.engine.getExternalTaskService()
			.createExternalTaskQuery()
			.externalTaskId(task)
			.singleResult()
			.getRetries();
	}

	private long incidents(ProcessInstance process) {
		return this.engine.getRuntimeService().createIncidentQuery().processInstanceId(process.getId()).count();
	}

	@Test
	void where_those_of_a_preview_are_used_up_both_sides_read_so_and_have_it_tried_again() {
		OrderScenario order = order().until(OrderStep.SUBMIT_DRAFT).draftSubmitted();
		assertThat(page(order)).contains("Il pourra être examiné dans un instant", "À personne pour l’instant")
			.doesNotContain("Demander l’aperçu de nouveau");
		String before = this.jdbc.sql("select pg_current_snapshot()::text").query(String.class).single();
		String task = fail(order, "orderFulfilment");
		assertThat(page(order)).contains("n’a pas encore pu être établi", "Demander l’aperçu de nouveau",
				"action=\"/orders/" + order.number() + "/preview#now\"");
		assertThat(page(order, order.freelancer())).contains("Demander l’aperçu de nouveau");
		assertThat(told("preview", order, before))
			.containsExactly("Previewed[number=" + order.number() + ", making=false]");
		Visitor freelancer = Visitor.withPassword(this.port, order.freelancer(), "orderflow");
		String address = "/api/orders/" + order.number();
		assertThat((Boolean) JsonPath.read(freelancer.get(address).body(), "$.drafts[0].previewStuck")).isTrue();

		assertThat(freelancer.post(address + "/preview", "").statusCode()).isEqualTo(202);
		assertThat(told("preview", order, before))
			.containsExactly("Previewed[number=" + order.number() + ", making=true]");
		assertThat(retries(task)).isEqualTo(4);
		assertThat(incidents(order.process())).isZero();
		assertThat(page(order)).doesNotContain("Demander l’aperçu de nouveau");
		assertThat(freelancer.post(address + "/preview", "").body()).contains("preview-not-stuck");
		assertThat(Visitor.withPassword(this.port, "oliver", "orderflow").post(address + "/preview", "").body())
			.contains("no-such-order");

		fail(order, "orderFulfilment");
		Visitor page = Visitor.signedIn(this.port, order.client());
		page.readCsrf();
		assertThat(page.form("/orders/" + order.number() + "/preview", Map.of()).statusCode()).isEqualTo(302);
		assertThat(page.form("/orders/" + order.number() + "/preview", Map.of()).body())
			.contains("pas d’aperçu à redemander");
		order.previewAnswered("notMade");
		assertThat(order.waitsAt()).contains("userTask_reviewDraft");
	}

	@Test
	void the_api_says_so_too_and_either_side_asks_at_once() {
		OrderScenario order = order();
		this.dossiers.ask(order.number(), order.client());
		fail(order, "dossier");
		Visitor freelancer = Visitor.withPassword(this.port, order.freelancer(), "orderflow");
		String address = "/api/orders/" + order.number();
		assertThat((Boolean) JsonPath.read(freelancer.get(address).body(), "$.ownDossier.stuck")).isTrue();
		assertThat(freelancer.post(address + "/dossier", "").statusCode()).isEqualTo(202);
		assertThat((Boolean) JsonPath.read(freelancer.get(address).body(), "$.ownDossier.stuck")).isFalse();
		assertThat(freelancer.post(address + "/dossier", "").body()).contains("dossier-in-making");
	}

	private String locked(OrderScenario order, String process) {
		String task = this.engine.getExternalTaskService()
			.createExternalTaskQuery()
			.processDefinitionKeyIn(process)
			.list()
			.stream()
			.filter((waiting) -> waiting.getBusinessKey().equals(order.number()))
			.map(ExternalTask::getId)
			.findFirst()
			.orElseThrow();
		this.engine.getExternalTaskService().lock(task, WORKER, Duration.ofMinutes(1).toMillis());
		return task;
	}

	private DossierView seen(OrderScenario order) {
		return this.reading.order(order.number(), order.client()).ownDossier();
	}

	private String page(OrderScenario order) {
		return page(order, order.client());
	}

	private String page(OrderScenario order, String side) {
		return Visitor.signedIn(this.port, side).get("/orders/" + order.number()).body();
	}

	private String newcomers(OrderScenario order, String side) {
		Visitor visitor = Visitor.stranger(this.port);
		visitor.signIn(side, Newcomers.PASSWORD);
		return visitor.get("/orders/" + order.number()).body();
	}

	private ProcessInstance building(OrderScenario order) {
		return this.engine.getRuntimeService()
			.createProcessInstanceQuery()
			.processDefinitionKey("dossier")
			.processInstanceBusinessKey(order.number())
			.singleResult();
	}

}
