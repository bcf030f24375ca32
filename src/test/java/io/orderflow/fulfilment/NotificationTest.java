package io.orderflow.fulfilment;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import io.orderflow.TestBrowser;
import io.orderflow.TestPushService;
import io.orderflow.account.AccountService;
import io.orderflow.account.NewAccount;
import io.orderflow.account.NotificationKind;
import io.orderflow.account.PreferenceChange;
import io.orderflow.fulfilment.notification.NotificationProcess;
import io.orderflow.notification.NewNotification;
import io.orderflow.notification.NotificationFlow;
import io.orderflow.notification.NotificationService;
import io.orderflow.notification.push.NewPushSubscription;
import io.orderflow.notification.push.PushSubscriptionService;
import io.orderflow.platform.UserStore;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.OrderScenario;
import io.orderflow.scenario.Storyboard;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
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
	private NotificationFlow flow;

	@Autowired
	private PushSubscriptionService subscriptions;

	@Autowired
	private AccountService accounts;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private TransactionOperations transactions;

	@Test
	void a_mail_is_delivered_by_a_job_and_not_before() {
		String reader = registered("reader@orderflow.example");
		ProcessInstance delivery = told(reader);
		assertThat(state(delivery)).isEqualTo("QUEUED");

		execute(job(delivery));

		hasEndedAt("event_notificationDelivered", delivery);
	}

	@Test
	void a_mailbox_that_cannot_be_ends_it_as_undeliverable_on_the_record() {
		ProcessInstance delivery = told(registered("no mailbox at all"));

		execute(job(delivery));

		hasEndedAt("event_notificationUndeliverable", delivery);
	}

	@Test
	void a_failure_is_tried_again_after_a_minute_ten_an_hour_and_six_and_then_is_an_incident() {
		UUID unknown = UUID.randomUUID();
		this.flow.deliver(unknown);
		ProcessInstance delivery = delivery(unknown.toString());

		List<Duration> waits = new ArrayList<>();
		while (job(delivery).getRetries() > 0) {
			Job job = job(delivery);
			if (job.getDuedate() != null && job.getDuedate().toInstant().isAfter(this.clock.instant())) {
				this.clock.moveTo(job.getDuedate().toInstant().plusSeconds(1));
			}
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
		ProcessInstance first = told(reader, "one", "conversation/1");
		Job timer = job(first, "event_messagesGathered");
		assertThat(timer.getDuedate().toInstant()).isCloseTo(this.clock.instant().plus(Duration.ofMinutes(2)),
				within(1, ChronoUnit.SECONDS));
		this.clock.advance(Duration.ofSeconds(119));
		told(reader, "two", "conversation/1");
		told(reader, "other", "conversation/2");
		this.clock.advance(Duration.ofSeconds(2));
		told(reader, "late", "conversation/1");

		assertThat(deliveries(reader)).hasSize(3);
		execute(timer);
		execute(job(first));
		hasEndedAt("event_notificationDelivered", first);
	}

	@Test
	void a_push_service_that_is_busy_is_asked_again_when_it_says_so() {
		String reader = registered("pushed@orderflow.example");
		this.accounts.prefer(reader, new PreferenceChange(null, null, Map.of("STATUS", false), null));
		TestBrowser browser = TestBrowser.fresh();
		try (TestPushService service = new TestPushService()) {
			this.subscriptions.subscribe(reader,
					new NewPushSubscription(service.endpoint("one"), browser.p256dh(), browser.auth(), "Firefox"));
			this.clock.freeze();
			ProcessInstance delivery = told(reader);
			service.answersNext(503, Map.of("Retry-After", "3600"));
			execute(job(delivery));

			Job pause = job(delivery, "event_pauseEnded");
			assertThat(pause.getDuedate().toInstant()).isCloseTo(this.clock.instant().plus(Duration.ofHours(1)),
					within(1, ChronoUnit.SECONDS));
			assertThat(state(delivery)).isEqualTo("QUEUED");
			this.clock.advance(Duration.ofHours(1).plusSeconds(1));
			execute(pause);
			execute(job(delivery));
			hasEndedAt("event_notificationDelivered", delivery);
			assertThat(service.pushed()).hasSize(2);
		}
	}

	@Test
	void an_order_tells_the_freelancer_without_waiting_for_the_mail() {
		OrderScenario order = order();

		assertThat(this.market.told(Marketplace.FREELANCER)).anySatisfy((notification) -> {
			assertThat(notification.orderNumber()).isEqualTo(order.number());
			assertThat(notification.kind()).isEqualTo(NotificationKind.NEW_ORDER);
		});
	}

	private String registered(String email) {
		String id = "r" + UUID.randomUUID().toString().replace("-", "");
		this.accounts.register(new NewAccount(id, "A", "Reader", email, Locale.ENGLISH, ZoneOffset.UTC, "orderflow",
				Set.of(UserStore.CLIENTS)));
		return id;
	}

	private ProcessInstance told(String reader) {
		return told(reader, "once", null);
	}

	/** The first delivery to the reader, once this was told too. */
	private ProcessInstance told(String reader, String key, @Nullable String group) {
		NewNotification notification = new NewNotification(reader,
				(group != null) ? NotificationKind.MESSAGE : NotificationKind.STATUS, "test/" + reader + key, null,
				"listing-approved", List.of("Storyboard", ""), "/", group,
				(group != null) ? new NewNotification.Quote("Noah", key) : null);
		this.transactions.executeWithoutResult((tx) -> this.notifications.notify(notification));
		return delivery(deliveries(reader).get(0));
	}

	private List<String> deliveries(String reader) {
		return this.jdbc.sql("""
				select d.id::text from notification_delivery d join notification n on n.id = d.notification_id
				where n.recipient = ? order by d.created_at""").param(reader).query(String.class).list();
	}

	private ProcessInstance delivery(String id) {
		return this.engine.getRuntimeService()
			.createProcessInstanceQuery()
			.processDefinitionKey(NotificationProcess.KEY)
			.processInstanceBusinessKey(id)
			.singleResult();
	}

	private String state(ProcessInstance delivery) {
		return this.jdbc.sql("select state from notification_delivery where id = ?::uuid")
			.param(delivery.getBusinessKey())
			.query(String.class)
			.single();
	}

	/**
	 * Of a notification's process no history is kept, and of its two ends each leaves
	 * another state.
	 */
	private void hasEndedAt(String event, ProcessInstance delivery) {
		assertThat(isRunning(delivery)).isFalse();
		String state = state(delivery);
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
