package io.orderflow.fulfilment;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

import com.jayway.jsonpath.JsonPath;
import io.orderflow.DueDeliveries;
import io.orderflow.TestMailServer;
import io.orderflow.TestMailServer.Taken;
import io.orderflow.Visitor;
import io.orderflow.account.AccountService;
import io.orderflow.conversation.ConversationService;
import io.orderflow.conversation.MessageKind;
import io.orderflow.fulfilment.notification.NotificationProcess;
import io.orderflow.notification.DeliveryView;
import io.orderflow.notification.NotificationService;
import io.orderflow.order.OrderStatus;
import io.orderflow.platform.embedded.MailCatcher;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.OrderScenario;
import io.orderflow.scenario.Storyboard;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSenderImpl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The mail server is down through a whole order: nobody waits for it, nothing is lost.
 */
class MailOutageTest extends ProcessTest {

	@Value("${orderflow.public-url}")
	private String publicUrl;

	@LocalServerPort
	private int port;

	@Autowired
	private ConversationService conversations;

	@Autowired
	private NotificationService notifications;

	@Autowired
	private AccountService accounts;

	@Autowired
	private JavaMailSenderImpl mail;

	@Autowired
	private MailCatcher catcher;

	@Autowired
	private DueDeliveries due;

	@Autowired
	private JdbcClient jdbc;

	private ManagementService management;

	private RuntimeService runtime;

	@BeforeEach
	void theMailServerIsDown() throws Exception {
		this.management = this.engine.getManagementService();
		this.runtime = this.engine.getRuntimeService();
		try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
			this.mail.setPort(free.getLocalPort());
		}
	}

	@AfterEach
	void theMailServerIsUp() {
		this.mail.setPort(this.catcher.port());
	}

	@Test
	void after_it_every_mail_of_the_order_arrives_exactly_once() {
		OrderScenario order = order().requirementsProvided();
		say(order, "Hello");
		attemptAll(order, false);
		order.requirementsClear().planned().draftSubmitted().previewAnswered("none").draftApproved();
		say(order, "Still here");
		attemptAll(order, false);
		order.delivered().accepted().dossierAnswered("none");
		assertThat(order.status()).isEqualTo(OrderStatus.COMPLETED);
		attemptAll(order, false);
		List<UUID> deliveries = deliveries(order);
		assertThat(deliveries).hasSizeGreaterThan(7);

		try (TestMailServer server = TestMailServer.open()) {
			this.mail.setPort(server.port());
			this.clock.advance(Duration.ofHours(7));
			attemptAll(order, true);
			attemptAll(order, true);
			List<String> arrived = List.of(Marketplace.CLIENT, Marketplace.FREELANCER)
				.stream()
				.flatMap((person) -> server.mailsTo(this.accounts.get(person).email()).stream())
				.filter((taken) -> taken.subject().startsWith("[" + order.number() + "]"))
				.map((taken) -> taken.header("Message-ID"))
				.toList();
			assertThat(arrived).containsExactlyInAnyOrderElementsOf(
					deliveries.stream().map((id) -> "<" + id + "@orderflow.localhost>").toList());
			assertThat(server.mailsTo(this.accounts.get(Marketplace.FREELANCER).email())).extracting(Taken::text)
				.anySatisfy((text) -> assertThat(text).contains("Still here"));
		}
		assertThat(deliveries).allSatisfy((id) -> assertThat(log(id)).extracting(DeliveryView.Attempt::outcome)
			.startsWith("FAILED")
			.endsWith("DELIVERED")
			.containsOnlyOnce("DELIVERED"));
	}

	@Test
	void when_all_attempts_are_used_up_a_process_admin_reads_why_and_one_retry_sends_it_once() {
		OrderScenario order = order();
		UUID delivery = deliveries(order).get(0);
		for (int i = 0; i < 5; i++) {
			this.clock.advance(Duration.ofHours(7));
			attempt(delivery, false);
		}
		String instance = instance(delivery);
		Visitor ada = Visitor.withPassword(this.port, "ada", "orderflow");
		HttpResponse<String> incidents = ada.get("/engine-rest/incident?maxResults=10&processInstanceId=" + instance);
		assertThat((String) JsonPath.read(incidents.body(), "$[0].incidentMessage"))
			.contains("Couldn't connect to host");
		HttpResponse<String> log = ada.get("/api/deliveries/" + delivery);
		assertThat(log.statusCode()).isEqualTo(200);
		assertThat((List<?>) JsonPath.read(log.body(), "$.attempts")).hasSize(5);
		assertThat(log.body()).contains("Couldn't connect to host")
			.doesNotContain("Storyboard")
			.doesNotContain(order.number());
		for (String own : List.of("/api/deliveries/" + delivery,
				"/api/notifications/" + notification(delivery) + "/deliveries",
				"/notifications/" + notification(delivery) + "/deliveries")) {
			HttpResponse<String> read = Visitor.signedIn(this.port, recipient(delivery)).reading("fr").get(own);
			assertThat(read.statusCode()).as(own).isEqualTo(200);
			// the page says its own address to who prints it
			assertThat(read.body().replace(this.publicUrl, "")).doesNotContain("host", "Exception", "localhost:",
					"127.0.0.1");
		}
		assertThat(
				Visitor.withPassword(this.port, "oliver", "orderflow").get("/api/deliveries/" + delivery).statusCode())
			.isEqualTo(404);
		assertThat(ada.get("/api/deliveries/" + UUID.randomUUID()).statusCode()).isEqualTo(404);

		try (TestMailServer server = TestMailServer.open()) {
			this.mail.setPort(server.port());
			Job job = job(delivery);
			assertThat(Visitor.withPassword(this.port, "lea", "orderflow")
				.put("/engine-rest/job/" + job.getId() + "/retries", "{\"retries\":1}")
				.statusCode()).isNotEqualTo(204);
			assertThat(ada.put("/engine-rest/job/" + job.getId() + "/retries", "{\"retries\":1}").statusCode())
				.isEqualTo(204);
			attempt(delivery, true);
			assertThat(server.mailsTo(this.accounts.get(recipient(delivery)).email()))
				.filteredOn((taken) -> taken.header("Message-ID").contains(delivery.toString()))
				.hasSize(1);
		}
		assertThat(this.runtime.createIncidentQuery().processInstanceId(instance).count()).isZero();
		assertThat(this.runtime.createProcessInstanceQuery().processInstanceId(instance).count()).isZero();
		assertThat(log(delivery)).extracting(DeliveryView.Attempt::outcome)
			.containsExactly("FAILED", "FAILED", "FAILED", "FAILED", "FAILED", "DELIVERED");
	}

	private void say(OrderScenario order, String text) {
		this.conversations.post(order.number(), Marketplace.CLIENT, MessageKind.MESSAGE, text, List.of(),
				UUID.randomUUID().toString());
	}

	/** What waited for further messages too. */
	private void attemptAll(OrderScenario order, boolean succeeds) {
		this.clock.advance(Duration.ofMinutes(2).plusSeconds(1));
		deliveries(order).stream()
			.filter((id) -> this.due.waits(id) || instance(id) != null)
			.forEach((id) -> attempt(id, succeeds));
	}

	/**
	 * Makes one attempt: the first as the dispatcher does, the others as the engine's job
	 * does, after the timer, if it waits for one.
	 */
	private void attempt(UUID delivery, boolean succeeds) {
		if (this.due.waits(delivery)) {
			this.due.deliver(List.of(delivery));
			assertThat(instance(delivery) == null).as("delivered at once").isEqualTo(succeeds);
			return;
		}
		Job job = job(delivery);
		if (this.management.createJobQuery().jobId(job.getId()).timers().count() > 0) {
			this.management.executeJob(job.getId());
			job = job(delivery);
		}
		String attempt = job.getId();
		if (succeeds) {
			this.management.executeJob(attempt);
		}
		else {
			assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> this.management.executeJob(attempt));
		}
	}

	private Job job(UUID delivery) {
		Job job = this.management.createJobQuery().processInstanceId(instance(delivery)).singleResult();
		assertThat(job).as("job of delivery %s", delivery).isNotNull();
		return job;
	}

	private String instance(UUID delivery) {
		return this.runtime.createProcessInstanceQuery()
			.processDefinitionKey(NotificationProcess.KEY)
			.processInstanceBusinessKey(delivery.toString())
			.list()
			.stream()
			.map((instance) -> instance.getId())
			.findFirst()
			.orElse(null);
	}

	private List<UUID> deliveries(OrderScenario order) {
		return this.jdbc.sql("""
				select d.id from notification_delivery d join notification n on n.id = d.notification_id
				where n.order_number = ? and d.channel = 'EMAIL' order by d.created_at, d.id
				""").param(order.number()).query(UUID.class).list();
	}

	private String recipient(UUID delivery) {
		return this.jdbc.sql("""
				select n.recipient from notification_delivery d join notification n on n.id = d.notification_id
				where d.id = ?""").param(delivery).query(String.class).single();
	}

	private UUID notification(UUID delivery) {
		return this.jdbc.sql("select notification_id from notification_delivery where id = ?")
			.param(delivery)
			.query(UUID.class)
			.single();
	}

	private List<DeliveryView.Attempt> log(UUID delivery) {
		return this.notifications.delivery(recipient(delivery), delivery).attempts();
	}

}
