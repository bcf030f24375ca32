package io.orderflow.fulfilment;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.orderflow.TestTimeouts;
import io.orderflow.Visitor;
import io.orderflow.attachment.Attachment;
import io.orderflow.attachment.AttachmentService;
import io.orderflow.order.TimelineEntry;
import io.orderflow.order.TimelineKind;
import io.orderflow.order.dashboard.DossierView;
import io.orderflow.order.dossier.DossierContent;
import io.orderflow.order.dossier.DossierDesk;
import io.orderflow.order.dossier.DossierService;
import io.orderflow.platform.live.LiveSource;
import io.orderflow.scenario.OrderScenario;
import jakarta.persistence.EntityManagerFactory;
import org.apache.commons.codec.digest.DigestUtils;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static io.orderflow.RefusalAssertions.codeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

/** {@code dossier.bpmn}. */
class DossierTest extends ProcessTest {

	private static final String WORKER = "w1";

	@LocalServerPort
	private int port;

	@Autowired
	private DossierService dossiers;

	@Autowired
	private DossierDesk worker;

	@Autowired
	private List<LiveSource> sources;

	@Autowired
	private AttachmentService files;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private PlatformTransactionManager transactions;

	@Autowired
	private EntityManagerFactory entities;

	@Test
	void a_dossier_on_demand_goes_beside_the_order_and_a_worker_that_says_made_has_made_none() {
		OrderScenario order = order();
		this.dossiers.ask(order.number(), order.client());
		ProcessInstance building = building(order);
		assertThat(building).isWaitingAt("serviceTask_buildDossierOnDemand");
		assertThat(this.reading.order(order.number(), order.client()).asksForDossier()).isFalse();

		order.dossierAnswered("made");
		assertThat(building).hasPassed("event_dossierBuilt").isEnded();
		assertThat(order.waitsAt()).as("the order").containsExactlyInAnyOrder("userTask_provideRequirements");
		assertThat(order.timeline(TimelineKind.DOSSIER_MADE)).isZero();
		assertThat(this.reading.order(order.number(), order.client()).ownDossier().made()).isFalse();
		assertThat(this.reading.order(order.number(), order.freelancer()).asksForDossier()).isTrue();
	}

	@Test
	void one_whose_instance_a_process_admin_deletes_can_be_asked_for_again() {
		OrderScenario order = order();
		for (boolean listenersSkipped : new boolean[] { true, false }) {
			this.dossiers.ask(order.number(), order.client());
			this.engine.getRuntimeService().deleteProcessInstance(building(order).getId(), "stuck", listenersSkipped);
			assertThat(this.reading.order(order.number(), order.client()).ownDossier().failed()).isTrue();
			assertThat(this.reading.order(order.number(), order.client()).asksForDossier()).isTrue();
			this.clock.advance(Duration.ofMinutes(6));
		}

		order.cancelledByClient("No more");
		this.engine.getRuntimeService().deleteProcessInstance(order.process().getId(), "stuck", true);
		assertThat(order.timeline(TimelineKind.DOSSIER_NOT_MADE)).isOne();
		this.dossiers.ask(order.number(), order.freelancer());
	}

	@Test
	void one_that_no_worker_makes_is_said_to_be_late_and_can_be_asked_for_again() {
		OrderScenario order = order();
		this.clock.freeze();
		this.dossiers.ask(order.number(), order.client());
		ProcessInstance first = building(order);
		this.clock.advance(Duration.ofMinutes(59));
		assertThat(seen(order).late()).isFalse();
		assertThat(page(order)).contains("en préparation").doesNotContain("n’est toujours pas prêt");
		assertThat(codeOf(() -> this.dossiers.ask(order.number(), order.freelancer())))
			.isEqualTo("CONFLICT dossier-in-making");

		this.clock.advance(Duration.ofMinutes(1));
		assertThat(seen(order).late()).isTrue();
		assertThat(page(order))
			.contains("n’est toujours pas prêt", "action=\"/orders/" + order.number() + "/dossier#dossier\"")
			.doesNotContain("en préparation");
		this.dossiers.ask(order.number(), order.freelancer());
		assertThat(building(order).getId()).as("the only one").isNotEqualTo(first.getId());
		assertThat(seen(order).late()).isFalse();
		assertThat(seen(order).making()).isTrue();
	}

	@Test
	void where_the_end_of_an_order_waits_for_its_dossier_for_long_a_side_asks_beside_it() {
		OrderScenario order = order();
		order.cancelledByClient("No more");
		this.clock.advance(Duration.ofHours(1));
		assertThat(seen(order).late()).isTrue();
		this.dossiers.ask(order.number(), order.client());
		assertThat(building(order)).isNotNull();
		assertThat(order.waitsAt()).as("the order").containsExactly("serviceTask_buildCancelledDossier");
		assertThat(codeOf(() -> this.dossiers.ask(order.number(), order.client())))
			.isEqualTo("CONFLICT dossier-in-making");
	}

	@Test
	void live_pages_hear_of_dossiers_in_the_order_in_which_they_were_asked_for_whatever_the_clocks_of_nodes_say() {
		OrderScenario first = order();
		OrderScenario second = order();
		String before = this.jdbc.sql("select pg_current_snapshot()::text").query(String.class).single();
		this.clock.advance(Duration.ofHours(2));
		this.dossiers.ask(first.number(), first.client());
		this.clock.reset();
		this.dossiers.ask(second.number(), second.client());
		assertThat(this.sources.stream()
			.flatMap((source) -> source.since(first.client(), before, 1_000).stream())
			.filter((event) -> event.type().equals("dossier"))
			.map((event) -> event.data().toString())
			.filter((told) -> told.contains(first.number()) || told.contains(second.number())))
			.satisfiesExactly((told) -> assertThat(told).contains(first.number()),
					(told) -> assertThat(told).contains(second.number()));
	}

	@Test
	void what_is_asked_for_beside_the_closed_orders_own_does_not_make_that_one_fail() throws IOException {
		OrderScenario order = order();
		order.cancelledByClient("No more");
		this.clock.advance(Duration.ofHours(1));
		this.dossiers.ask(order.number(), order.client());
		handIn(locked(order, "dossier"), 2, "client");
		String closing = locked(order, "orderFulfilment");
		assertThat(codeOf(() -> handIn(closing, 1, "client"))).isEqualTo("CONFLICT dossier-outdated");
		handIn(closing, 1, "freelancer");
		this.engine.getExternalTaskService().complete(closing, WORKER);
		assertThat(order.timeline(TimelineKind.DOSSIER_MADE)).isOne();
		assertThat(order.timeline(TimelineKind.DOSSIER_NOT_MADE)).isZero();
	}

	@Test
	void of_a_timeline_for_which_there_is_no_room_the_end_is_told() {
		OrderScenario order = order();
		int last = this.jdbc.sql("""
				with before as (select max(no) as no from timeline_entry
					where order_id = (select id from orders where number = :order)),
				more as (insert into timeline_entry (id, order_id, no, at, actor, kind, details)
					select gen_random_uuid(), o.id, before.no + i, now(), o.freelancer, 'UPDATE_POSTED',
						jsonb_build_object('no', '1', 'words', repeat('fox ', 1250))
					from orders o, before, generate_series(1, 5000) i where o.number = :order returning no)
				select max(no) from more
				""").param("order", order.number()).query(Integer.class).single();
		this.dossiers.ask(order.number(), order.client());
		String task = locked(order, "dossier");
		Statistics read = this.entities.unwrap(SessionFactory.class).getStatistics();
		read.setStatisticsEnabled(true);
		DossierContent content;
		try {
			content = this.worker.content(task, WORKER, 1, "client");
			assertThat(read.getEntityStatistics(TimelineEntry.class.getName()).getLoadCount())
				.as("lines that the session keeps")
				.isZero();
		}
		finally {
			read.setStatisticsEnabled(false);
			read.clear();
		}
		DossierContent.Section timeline = content.sections()
			.stream()
			.filter((section) -> section.entries().stream().anyMatch((entry) -> isTimeline(entry, last)))
			.findFirst()
			.orElseThrow();
		assertThat(timeline.entries().get(0).texts()).as("that there are older ones").hasSize(1);
		List<List<String>> rows = timeline.entries().get(1).table().rows();
		int first = Integer.parseInt(rows.get(0).get(0));
		assertThat(first).isBetween(last - 600, last - 100);
		assertThat(rows).hasSize(last - first + 1);
	}

	private static boolean isTimeline(DossierContent.Entry entry, int last) {
		return entry.table() != null && !entry.table().rows().isEmpty()
				&& entry.table().rows().get(entry.table().rows().size() - 1).get(0).equals(String.valueOf(last));
	}

	@Test
	void an_order_that_was_closed_by_a_node_that_knew_nothing_of_builds_gets_its_dossiers() {
		OrderScenario order = order();
		order.cancelledByClient("No more");
		this.jdbc.sql("delete from dossier_build where order_id = (select id from orders where number = :order)")
			.param("order", order.number())
			.update();
		String task = locked(order, "orderFulfilment");
		assertThat(this.worker.task(task, WORKER).build()).isOne();
		assertThat(this.worker.content(task, WORKER, 1, "client").order()).isEqualTo(order.number());
	}

	@Test
	void two_who_read_one_side_at_once_both_read_it() throws Exception {
		OrderScenario order = order();
		this.dossiers.ask(order.number(), order.client());
		String task = locked(order, "dossier");
		this.worker.content(task, WORKER, 1, "client");
		ExecutorService reader = Executors.newSingleThreadExecutor();
		try {
			Future<DossierContent> read = new TransactionTemplate(this.transactions).execute((tx) -> {
				this.jdbc.sql("""
						update dossier_side set read_at = read_at
						where order_id = (select id from orders where number = :order)
						""").param("order", order.number()).update();
				Future<DossierContent> reading = reader.submit(() -> this.worker.content(task, WORKER, 1, "client"));
				await().atMost(TestTimeouts.LIMIT).until(() -> reading.isDone() || somebodyWaits());
				return reading;
			});
			assertThat(read.get().order()).isEqualTo(order.number());
		}
		finally {
			reader.shutdownNow();
		}
	}

	@Test
	void whoever_reads_one_while_another_takes_its_place_reads_it_to_its_end() throws IOException {
		OrderScenario order = order();
		this.dossiers.ask(order.number(), order.client());
		String first = locked(order, "dossier");
		handIn(first, 1, "client");
		this.engine.getExternalTaskService().complete(first, WORKER);
		Attachment begun = this.dossiers.own(order.number(), order.client());
		this.clock.advance(Duration.ofMinutes(5));
		this.dossiers.ask(order.number(), order.client());
		handIn(locked(order, "dossier"), 2, "client");
		assertThat(this.dossiers.own(order.number(), order.client()).id()).isNotEqualTo(begun.id());
		ByteArrayOutputStream read = new ByteArrayOutputStream();
		this.files.copy(begun, 0, begun.size(), read);
		assertThat(read.toString(StandardCharsets.UTF_8)).startsWith("%PDF-1.7\n%1\n");
		assertThat(this.jdbc.sql("select attached_at is null from attachment where id = :id")
			.param("id", begun.id())
			.query(Boolean.class)
			.single()).as("and then it goes as what was forgotten").isTrue();
	}

	private boolean somebodyWaits() {
		return this.jdbc.sql("""
				select exists (select from pg_stat_activity
					where wait_event_type = 'Lock' and query like '%into dossier_side%')
				""").query(Boolean.class).single();
	}

	private String locked(OrderScenario order, String process) {
		String task = this.engine.getExternalTaskService()
			.createExternalTaskQuery()
			.topicName(DossierDesk.TOPIC)
			.processDefinitionKeyIn(process)
			.list()
			.stream()
			.filter((waiting) -> waiting.getBusinessKey().equals(order.number()))
			.findFirst()
			.orElseThrow()
			.getId();
		this.engine.getExternalTaskService().lock(task, WORKER, Duration.ofMinutes(1).toMillis());
		return task;
	}

	private void handIn(String task, int build, String side) throws IOException {
		byte[] document = ("%PDF-1.7\n%" + build + "\n%%EOF").getBytes(StandardCharsets.UTF_8);
		this.worker.handIn(task, WORKER, build, side, DigestUtils.sha256Hex(document),
				new ByteArrayInputStream(document));
	}

	private DossierView seen(OrderScenario order) {
		return this.reading.order(order.number(), order.client()).ownDossier();
	}

	private String page(OrderScenario order) {
		return Visitor.signedIn(this.port, order.client()).get("/orders/" + order.number()).body();
	}

	private ProcessInstance building(OrderScenario order) {
		return this.engine.getRuntimeService()
			.createProcessInstanceQuery()
			.processDefinitionKey("dossier")
			.processInstanceBusinessKey(order.number())
			.singleResult();
	}

}
