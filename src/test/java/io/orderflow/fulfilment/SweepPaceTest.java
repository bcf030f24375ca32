package io.orderflow.fulfilment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import io.orderflow.Newcomers;
import io.orderflow.order.late.LateOrderService;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many orders that fall late at once, as after an outage ({@code deadlineSweep.bpmn}):
 * they are found a hundred each time the sweep comes round, so that others can order
 * meanwhile.
 */
class SweepPaceTest extends ProcessTest {

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private Newcomers newcomers;

	/** How the numbers of this test's orders begin. */
	private final String series = "S" + UUID.randomUUID().toString().substring(24) + "-";

	private String client;

	private String freelancer;

	@BeforeEach
	void people() {
		this.client = this.newcomers.client();
		this.freelancer = this.newcomers.freelancer();
	}

	/** Nobody is told of them any more, and no sweep of another test finds them. */
	@AfterEach
	void forget() {
		List<String> watching = this.engine.getRuntimeService()
			.createProcessInstanceQuery()
			.processInstanceBusinessKeyLike(this.series + "%")
			.list()
			.stream()
			.map(ProcessInstance::getId)
			.toList();
		this.engine.getRuntimeService().deleteProcessInstances(watching, "over", true, true);
		this.jdbc.sql("update orders set late_at = null where number like :numbers")
			.param("numbers", this.series + "%")
			.update();
	}

	@Test
	void a_sweep_finds_a_hundred_and_the_next_one_the_next_hundred() {
		this.market.deadlinesAreSwept();
		fallLate(1);
		fallLate(2);

		String sweep = begun();
		assertThat(watched()).isEqualTo(LateOrderService.AT_ONCE);
		assertThat(running(sweep)).as("the rest is the next one's").isFalse();

		begun();
		assertThat(watched()).isEqualTo(2 * LateOrderService.AT_ONCE);
	}

	/**
	 * A sweep that paused when the application was renewed, in the model that went on
	 * after a pause. Under another name, so that the timer of today's stays.
	 */
	@Test
	void a_sweep_of_before_that_pauses_looks_once_more_and_ends() throws IOException {
		this.market.deadlinesAreSwept();
		fallLate(1);
		fallLate(2);
		String model = new ClassPathResource("models/before-one-look/deadlineSweep.bpmn")
			.getContentAsString(StandardCharsets.UTF_8)
			.replace("\"deadlineSweep\"", "\"deadlineSweepBefore\"");
		Deployment old = this.engine.getRepositoryService()
			.createDeployment()
			.addString("deadlineSweepBefore.bpmn", model)
			.deploy();
		try {
			String sweep = this.engine.getRuntimeService()
				.createProcessInstanceByKey("deadlineSweepBefore")
				.startBeforeActivity("event_pausePassed")
				.execute()
				.getId();
			runAll(sweep);
			assertThat(watched()).isEqualTo(LateOrderService.AT_ONCE);
			assertThat(running(sweep)).as("the rest is today's sweep's").isFalse();
		}
		finally {
			this.engine.getRepositoryService().deleteDeployment(old.getId(), true);
		}
	}

	/** The pause passes, and it looks. */
	private void runAll(String sweep) {
		for (String activity : List.of("event_pausePassed", "serviceTask_startLateOrders")) {
			jobs(activity).stream().filter((job) -> job.getProcessInstanceId().equals(sweep)).forEach(this::run);
		}
	}

	/** As many orders as are found at once. */
	private void fallLate(int hundred) {
		this.jdbc
			.sql("""
					insert into orders (id, version, number, client, freelancer, listing_id, listing_version, terms, title,
						price_amount, price_currency, status, placed_at, requirements_due_at, clock_started_at, clock_due_at,
						late_at)
					select gen_random_uuid(), 0, :series || :hundred || '-' || n, :client, :freelancer, listing.id, 1, '{}',
						'Storyboard', 120, 'EUR', 'IN_PRODUCTION', :now, :now, :now,
						:now::timestamptz - interval '1 hour', :now::timestamptz - interval '1 hour'
					from generate_series(1, :count) n, (select id from listing limit 1) listing
					""")
			.param("series", this.series)
			.param("hundred", hundred)
			.param("client", this.client)
			.param("freelancer", this.freelancer)
			.param("now", this.clock.instant().atOffset(ZoneOffset.UTC))
			.param("count", LateOrderService.AT_ONCE)
			.update();
	}

	private long watched() {
		return this.engine.getRuntimeService()
			.createProcessInstanceQuery()
			.processInstanceBusinessKeyLike(this.series + "%")
			.count();
	}

	/** The sweep comes round, and looks; its id. */
	private String begun() {
		run(jobs("event_sweepFellDue").get(0));
		Job look = jobs("serviceTask_startLateOrders").get(0);
		run(look);
		return look.getProcessInstanceId();
	}

	private boolean running(String sweep) {
		return this.engine.getRuntimeService().createProcessInstanceQuery().processInstanceId(sweep).count() > 0;
	}

	private List<Job> jobs(String activity) {
		return this.engine.getManagementService().createJobQuery().activityId(activity).list();
	}

	private void run(Job job) {
		this.engine.getManagementService().executeJob(job.getId());
	}

}
