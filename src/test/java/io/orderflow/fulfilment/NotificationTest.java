package io.orderflow.fulfilment;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import io.orderflow.DueDeliveries;
import io.orderflow.TestBrowser;
import io.orderflow.TestMailServer;
import io.orderflow.TestPushService;
import io.orderflow.account.AccountService;
import io.orderflow.account.NewAccount;
import io.orderflow.account.NotificationKind;
import io.orderflow.account.PreferenceChange;
import io.orderflow.fulfilment.notification.NotificationProcess;
import io.orderflow.notification.NewNotification;
import io.orderflow.notification.NotificationService;
import io.orderflow.notification.push.NewPushSubscription;
import io.orderflow.notification.push.PushSubscriptionService;
import io.orderflow.platform.UserStore;
import io.orderflow.platform.embedded.MailCatcher;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.OrderScenario;
import io.orderflow.scenario.Storyboard;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.transaction.support.TransactionOperations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

/**
 * {@code notification.bpmn}. It keeps no history, so its ends are told apart by the
 * delivery's own log.
 */
class NotificationTest extends ProcessTest {

	@Autowired
	private NotificationService notifications;

	@Autowired
	private DueDeliveries due;

	@Autowired
	private JavaMailSenderImpl mail;

	@Autowired
	private MailCatcher catcher;

	@Autowired
	private PushSubscriptionService subscriptions;

	@Autowired
	private AccountService accounts;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private TransactionOperations transactions;

	@Test
	void a_mail_is_delivered_after_the_commit_and_starts_no_process() {
		UUID delivery = told(registered("reader@orderflow.example"));
		assertThat(state(delivery)).isEqualTo("QUEUED");

		this.due.deliver(List.of(delivery));

		assertThat(state(delivery)).isEqualTo("DELIVERED");
		assertThat(process(delivery)).isNull();
	}

	@Test
	void what_failed_is_delivered_by_a_job() {
		UUID delivery = told(registered("failed@orderflow.example"));
		ProcessInstance process = firstAttemptFailed(delivery);
		assertThat(state(delivery)).isEqualTo("QUEUED");

		execute(job(process));

		hasEndedAt("event_notificationDelivered", process);
	}

	@Test
	void a_mailbox_that_is_gone_meanwhile_ends_it_as_undeliverable_on_the_record() {
		UUID delivery = told(registered("gone@orderflow.example"));
		ProcessInstance process = firstAttemptFailed(delivery);

		try (TestMailServer server = TestMailServer.refusing("gone@orderflow.example")) {
			this.mail.setPort(server.port());
			execute(job(process));
		}

		hasEndedAt("event_notificationUndeliverable", process);
	}

	@Test
	void a_failure_is_tried_again_after_a_minute_ten_an_hour_and_six_and_then_is_an_incident() {
		UUID failed = told(registered("down@orderflow.example"));
		Instant first = this.clock.instant();
		ProcessInstance delivery = firstAttemptFailed(failed);
		this.mail.setPort(1);

		List<Duration> waits = new ArrayList<>(
				List.of(Duration.between(first, job(delivery).getDuedate().toInstant())));
		while (job(delivery).getRetries() > 0) {
			Job job = job(delivery);
			this.clock.moveTo(job.getDuedate().toInstant().plusSeconds(1));
			Instant tried = this.clock.instant();
			assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> execute(job));
			if (job(delivery).getRetries() > 0) {
				waits.add(Duration.between(tried, job(delivery).getDuedate().toInstant()));
			}
		}

		assertThat(waits).usingElementComparator((a, b) -> (a.minus(b).abs().toSeconds() < 30) ? 0 : a.compareTo(b))
			.containsExactly(Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofHours(1), Duration.ofHours(6));
		assertThat(this.engine.getRuntimeService()
			.createIncidentQuery()
			.processInstanceId(delivery.getId())
			.activityId("serviceTask_deliverNotification")
			.count()).isOne();
		this.engine.getRuntimeService().deleteProcessInstance(delivery.getId(), "end of the test");
	}

	@Test
	void messages_of_one_conversation_within_two_minutes_wait_for_one_mail() {
		String reader = registered("together@orderflow.example");
		this.clock.freeze();
		UUID first = told(reader, "one", "conversation/1");
		this.clock.advance(Duration.ofSeconds(119));
		told(reader, "two", "conversation/1");
		told(reader, "other", "conversation/2");
		this.due.deliver(this.due.of(reader));
		assertThat(state(first)).isEqualTo("QUEUED");
		this.clock.advance(Duration.ofSeconds(2));
		told(reader, "late", "conversation/1");

		assertThat(deliveries(reader)).hasSize(3);
		this.due.deliver(this.due.of(reader));
		assertThat(deliveries(reader).stream().map(this::state)).containsExactly("DELIVERED", "QUEUED", "QUEUED");
	}

	@Test
	void a_push_service_that_is_busy_is_asked_again_when_it_says_so() {
		String reader = registered("pushed@orderflow.example");
		this.accounts.prefer(reader, new PreferenceChange(null, null, null, Map.of("STATUS", false), null));
		TestBrowser browser = TestBrowser.fresh();
		try (TestPushService service = new TestPushService()) {
			this.subscriptions.subscribe(reader,
					new NewPushSubscription(service.endpoint("one"), browser.p256dh(), browser.auth(), "Firefox"));
			this.clock.freeze();
			UUID delivery = told(reader);
			ProcessInstance process = givenUp(delivery, service);
			service.answersNext(503, Map.of("Retry-After", "3600")).answersNext(503, Map.of("Retry-After", "60"));
			execute(job(process));
			assertThat(state(delivery)).isEqualTo("QUEUED");
			for (Duration asked : List.of(Duration.ofHours(1), Duration.ofMinutes(1))) {
				Job pause = job(process, "event_pauseEnded");
				assertThat(pause.getDuedate().toInstant()).isCloseTo(this.clock.instant().plus(asked),
						within(1, ChronoUnit.SECONDS));
				this.clock.advance(asked.plusSeconds(1));
				execute(pause);
				execute(job(process));
			}
			String key = process.getBusinessKey();
			took(key, "notification.flow_waitAsAsked");
			hasEndedAt("event_notificationDelivered", process);
			assertThat(service.pushed()).hasSize(8);
		}
	}

	/** Five times in vain: a process admin has it attempted once more. */
	private ProcessInstance givenUp(UUID delivery, TestPushService service) {
		for (int failed = 0; failed < 5; failed++) {
			service.answersNext(500, Map.of());
			this.due.deliver(List.of(delivery));
			this.clock.advance(Duration.ofHours(6).plusSeconds(1));
		}
		ProcessInstance process = process(delivery);
		assertThat(job(process).getRetries()).isZero();
		return process;
	}

	@Test
	void what_fails_after_a_pause_is_tried_again_after_a_minute_too() {
		String reader = registered("busy@orderflow.example");
		this.accounts.prefer(reader, new PreferenceChange(null, null, null, Map.of("STATUS", false), null));
		TestBrowser browser = TestBrowser.fresh();
		try (TestPushService service = new TestPushService()) {
			this.subscriptions.subscribe(reader,
					new NewPushSubscription(service.endpoint("one"), browser.p256dh(), browser.auth(), "Firefox"));
			this.clock.freeze();
			UUID delivery = told(reader);
			ProcessInstance process = givenUp(delivery, service);
			service.answersNext(503, Map.of("Retry-After", "3600")).answersNext(500, Map.of());
			execute(job(process));
			this.clock.advance(Duration.ofHours(1).plusSeconds(1));
			execute(job(process, "event_pauseEnded"));
			assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> execute(job(process)));

			assertThat(job(process).getRetries()).isEqualTo(4);
			assertThat(job(process).getDuedate().toInstant())
				.isCloseTo(this.clock.instant().plus(Duration.ofMinutes(1)), within(1, ChronoUnit.SECONDS));
			this.engine.getRuntimeService().deleteProcessInstance(process.getId(), "end of the test");
		}
	}

	/**
	 * As it was before the dispatcher: each of these has an instance from the beginning.
	 */
	@Test
	void what_began_on_the_model_from_before_goes_on_with_it() {
		String reader = registered("old@orderflow.example");
		UUID atOnce = told(reader, "one", null);
		UUID gathered = told(reader, "two", "conversation/1");
		this.jdbc.sql("delete from due_delivery where recipient = ?").param(reader).update();
		RepositoryService models = this.engine.getRepositoryService();
		String old = models.createDeployment()
			.addClasspathResource("models/before-the-dispatcher/notification.bpmn")
			.deploy()
			.getId();
		try {
			ProcessInstance one = startedThere(atOnce, Map.of("messagesExpected", false));
			ProcessInstance two = startedThere(gathered, Map.of("messagesExpected", true, "groupedUntil",
					Date.from(this.clock.instant().plus(Duration.ofMinutes(2)))));
			assertThat(one.getProcessDefinitionId())
				.isEqualTo(models.createProcessDefinitionQuery().deploymentId(old).singleResult().getId());
			execute(job(one));
			hasEndedAt("event_notificationDelivered", one);
			execute(job(two, "event_messagesGathered"));
			execute(job(two));
			hasEndedAt("event_notificationDelivered", two);
		}
		finally {
			models.deleteDeployment(old, true);
		}
	}

	private ProcessInstance startedThere(UUID delivery, Map<String, Object> variables) {
		return this.engine.getRuntimeService()
			.startProcessInstanceByKey(NotificationProcess.KEY, delivery.toString(), variables);
	}

	private ProcessInstance firstAttemptFailed(UUID delivery) {
		this.mail.setPort(1);
		this.due.deliver(List.of(delivery));
		this.mail.setPort(this.catcher.port());
		return process(delivery);
	}

	@Test
	void an_order_tells_the_freelancer_without_waiting_for_the_mail() {
		OrderScenario order = order();

		assertThat(this.market.told(Marketplace.FREELANCER)).anySatisfy((notification) -> {
			assertThat(notification.orderNumber()).isEqualTo(order.number());
			assertThat(notification.kind()).isEqualTo(NotificationKind.NEW_ORDER);
		});
	}

	@AfterEach
	void theMailServerIsUp() {
		this.mail.setPort(this.catcher.port());
	}

	private String registered(String email) {
		String id = "r" + UUID.randomUUID().toString().replace("-", "");
		this.accounts.register(new NewAccount(id, "A", "Reader", email, Locale.ENGLISH, ZoneOffset.UTC, "orderflow",
				Set.of(UserStore.CLIENTS)));
		return id;
	}

	private UUID told(String reader) {
		return told(reader, "once", null);
	}

	/** The newest delivery to the reader, once this was told too. */
	private UUID told(String reader, String key, @Nullable String group) {
		NewNotification notification = new NewNotification(reader,
				(group != null) ? NotificationKind.MESSAGE : NotificationKind.STATUS, "test/" + reader + key, null,
				"listing-approved", List.of("Storyboard", ""), "/", group,
				(group != null) ? new NewNotification.Quote("Noah", key) : null);
		this.transactions.executeWithoutResult((tx) -> this.notifications.notify(notification));
		List<UUID> deliveries = deliveries(reader);
		return deliveries.get(deliveries.size() - 1);
	}

	private List<UUID> deliveries(String reader) {
		return this.jdbc.sql("""
				select d.id from notification_delivery d join notification n on n.id = d.notification_id
				where n.recipient = ? order by d.created_at, d.state""").param(reader).query(UUID.class).list();
	}

	/** The instance that goes on with a delivery; null when there is none. */
	private @Nullable ProcessInstance process(UUID delivery) {
		return this.engine.getRuntimeService()
			.createProcessInstanceQuery()
			.processDefinitionKey(NotificationProcess.KEY)
			.processInstanceBusinessKey(delivery.toString())
			.singleResult();
	}

	private String state(UUID delivery) {
		return this.jdbc.sql("select state from notification_delivery where id = ?")
			.param(delivery)
			.query(String.class)
			.single();
	}

	/**
	 * Of a notification's process no history is kept, and of its two ends each leaves
	 * another state.
	 */
	private void hasEndedAt(String event, ProcessInstance delivery) {
		assertThat(isRunning(delivery)).isFalse();
		String state = state(UUID.fromString(delivery.getBusinessKey()));
		assertThat("event_notification" + state.charAt(0) + state.substring(1).toLowerCase(Locale.ROOT))
			.isEqualTo(event);
	}

	private boolean isRunning(ProcessInstance delivery) {
		return this.engine.getRuntimeService()
			.createProcessInstanceQuery()
			.processInstanceId(delivery.getId())
			.count() > 0;
	}

	private Job job(ProcessInstance delivery) {
		return job(delivery, "serviceTask_deliverNotification");
	}

	private Job job(ProcessInstance delivery, String activity) {
		Job job = this.engine.getManagementService()
			.createJobQuery()
			.processInstanceId(delivery.getId())
			.activityId(activity)
			.singleResult();
		assertThat(job).as("job at %s", activity).isNotNull();
		return job;
	}

	private void execute(Job job) {
		ManagementService management = this.engine.getManagementService();
		management.executeJob(job.getId());
	}

}
