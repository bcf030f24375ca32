package io.orderflow.notification.delivery;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.QueryPlans;
import io.orderflow.account.NotificationKind;
import io.orderflow.notification.DeliveryState;
import io.orderflow.notification.DeliveryView;
import io.orderflow.notification.NewNotification;
import io.orderflow.notification.NotificationService;
import io.orderflow.platform.UserStore;
import io.orderflow.platform.embedded.MailCatcher;
import io.orderflow.platform.embedded.MailCatcher.CaughtMail;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Notifications by e-mail, against real SMTP servers, the dead and the refusing too. */
@OrderflowTest
class NotificationDeliveryServiceTest {

	@Autowired
	private NotificationDeliveryService deliveries;

	@Autowired
	private NotificationService notifications;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private MailCatcher catcher;

	@Autowired
	private JavaMailSenderImpl mail;

	@Autowired
	private IdentityService identity;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private QueryPlans plans;

	private String me;

	@BeforeEach
	void arrive() {
		this.me = this.newcomers.client();
	}

	@AfterEach
	void theRealMailServerAgain() {
		this.mail.setPort(this.catcher.port());
	}

	@Test
	void a_mail_says_what_happened_in_the_recipients_language_with_number_and_link() {
		UUID delivery = queued("Noah");
		assertThat(this.deliveries.attempt(delivery)).isEqualTo(DeliveryOutcome.DELIVERED);
		assertThat(mails(delivery)).singleElement().satisfies((mail) -> {
			assertThat(mail.subject()).isEqualTo("[T-1] Noah vous a écrit");
			assertThat(mail.to()).isEqualTo(this.me + "@orderflow.example");
			assertThat(mail.from()).contains("orderflow@localhost");
			assertThat(mail.text()).contains("Bonjour Camille,")
				.contains("Nouveau message au sujet de la commande T-1.")
				.containsPattern("http://localhost:\\d+/orders/T-1");
		});
		assertThat(log()).extracting(DeliveryView.Attempt::outcome).containsExactly("DELIVERED");
		assertThat(state()).isEqualTo(DeliveryState.DELIVERED);
	}

	@Test
	void nothing_that_waits_is_sent_to_who_was_removed_meanwhile() {
		UUID delivery = queued("Noah");
		this.identity.deleteUser(this.me);
		assertThat(this.deliveries.attempt(delivery).kind()).isEqualTo(DeliveryOutcome.Kind.UNDELIVERABLE);
		assertThat(mails(delivery)).isEmpty();
		assertThat(log()).extracting(DeliveryView.Attempt::detail)
			.containsExactly("Not sent: the recipient was removed");
	}

	@Test
	void what_is_delivered_is_not_sent_again() {
		UUID delivery = queued("Noah");
		this.deliveries.attempt(delivery);
		assertThat(this.deliveries.attempt(delivery)).isEqualTo(DeliveryOutcome.DELIVERED);
		assertThat(mails(delivery)).hasSize(1);
		assertThat(log()).hasSize(1);
	}

	@Test
	void a_server_that_is_down_leaves_a_failed_attempt_and_the_next_one_delivers_once() throws Exception {
		UUID delivery = queued("Noah");
		this.mail.setPort(deadPort());
		assertThatExceptionOfType(DeliveryFailedException.class).isThrownBy(() -> this.deliveries.attempt(delivery));
		assertThat(state()).isEqualTo(DeliveryState.QUEUED);
		this.mail.setPort(this.catcher.port());
		assertThat(this.deliveries.attempt(delivery)).isEqualTo(DeliveryOutcome.DELIVERED);
		assertThat(log()).extracting(DeliveryView.Attempt::outcome).containsExactly("FAILED", "DELIVERED");
		assertThat(log().get(0).detail()).contains("connect");
		assertThat(mails(delivery)).hasSize(1);
	}

	@Test
	void the_log_is_true_even_when_the_job_is_rolled_back() {
		UUID delivery = queued("Noah");
		this.transaction.executeWithoutResult((status) -> {
			this.deliveries.attempt(delivery);
			status.setRollbackOnly();
		});
		assertThat(state()).isEqualTo(DeliveryState.DELIVERED);
		assertThat(this.deliveries.attempt(delivery)).isEqualTo(DeliveryOutcome.DELIVERED);
		assertThat(mails(delivery)).hasSize(1);
	}

	@Test
	void an_attempt_that_died_before_it_could_tell_is_logged_as_unknown() {
		UUID delivery = queued("Noah");
		this.jdbc.sql("""
				insert into notification_attempt (delivery_id, number, started_at, outcome)
				values (?, 1, now(), 'STARTED')
				""").param(delivery).update();
		this.deliveries.attempt(delivery);
		assertThat(log()).extracting(DeliveryView.Attempt::outcome).containsExactly("UNKNOWN", "DELIVERED");
	}

	@Test
	void of_two_jobs_at_once_one_sends() throws Exception {
		UUID delivery = queued("Noah");
		CyclicBarrier together = new CyclicBarrier(2);
		ExecutorService both = Executors.newFixedThreadPool(2);
		try {
			Callable<DeliveryOutcome> job = () -> {
				together.await();
				return this.deliveries.attempt(delivery);
			};
			for (Future<DeliveryOutcome> end : both.invokeAll(List.of(job, job))) {
				assertThat(end.get()).isEqualTo(DeliveryOutcome.DELIVERED);
			}
		}
		finally {
			both.shutdownNow();
		}
		assertThat(mails(delivery)).hasSize(1);
		assertThat(log()).hasSize(1);
	}

	@Test
	void a_mailbox_that_does_not_exist_ends_it_on_the_record() throws Exception {
		for (String refusal : List.of("550 No such user here", "550 5.1.1 User unknown", "553 5.1.3 Bad address",
				"550 5.2.1 Mailbox disabled")) {
			UUID delivery = queued("Noah");
			try (RefusingMailServer server = new RefusingMailServer(refusal)) {
				this.mail.setPort(server.port());
				assertThat(this.deliveries.attempt(delivery)).as(refusal).isEqualTo(DeliveryOutcome.UNDELIVERABLE);
			}
			assertThat(state()).isEqualTo(DeliveryState.UNDELIVERABLE);
			assertThat(log()).singleElement().satisfies((attempt) -> {
				assertThat(attempt.outcome()).isEqualTo("UNDELIVERABLE");
				assertThat(attempt.detail()).contains(refusal);
			});
			this.mail.setPort(this.catcher.port());
			assertThat(this.deliveries.attempt(delivery)).isEqualTo(DeliveryOutcome.UNDELIVERABLE);
			assertThat(mails(delivery)).isEmpty();
		}
	}

	@Test
	void a_refusal_that_can_be_put_right_is_tried_again() throws Exception {
		for (String refusal : List.of("450 4.2.0 Greylisted", "550 5.7.1 Relaying denied", "554 Transaction failed",
				"552 5.2.2 Mailbox full", "530 5.7.0 Authentication required")) {
			UUID delivery = queued("Noah");
			try (RefusingMailServer server = new RefusingMailServer(refusal)) {
				this.mail.setPort(server.port());
				assertThatExceptionOfType(DeliveryFailedException.class).as(refusal)
					.isThrownBy(() -> this.deliveries.attempt(delivery));
			}
			assertThat(state()).isEqualTo(DeliveryState.QUEUED);
			assertThat(log()).singleElement().satisfies((attempt) -> assertThat(attempt.detail()).contains(refusal));
		}
	}

	@Test
	void an_address_that_is_none_ends_it_on_the_record() {
		for (String address : List.of("not an address", "a@b\r\nBcc: c@d", "@", "two@one.example, one@two.example")) {
			this.me = this.newcomers.person("Xenia", Locale.ENGLISH, UserStore.CLIENTS);
			// as it may have been kept before such addresses were refused
			this.jdbc.sql("update account set email = :email where id = :id")
				.param("email", address)
				.param("id", this.me)
				.update();
			UUID delivery = queued("Noah");
			assertThat(this.deliveries.attempt(delivery)).as(address).isEqualTo(DeliveryOutcome.UNDELIVERABLE);
			assertThat(mails(delivery)).isEmpty();
		}
	}

	@Test
	void what_a_person_wrote_cannot_become_a_header() {
		UUID delivery = queued("Noah\r\nBcc: evil@example.com\r\n\r\n\u202EHi 🖌 " + "x".repeat(300));
		this.deliveries.attempt(delivery);
		assertThat(mails(delivery)).singleElement().satisfies((mail) -> {
			assertThat(mail.subject()).startsWith("[T-1] Noah Bcc: evil@example.com \ufffdHi 🖌 xxx").endsWith("…");
			assertThat(mail.subject()).doesNotContain("\r", "\n", "\u202E");
		});
	}

	private UUID queued(String author) {
		String key = UUID.randomUUID().toString();
		this.transaction.executeWithoutResult((status) -> this.notifications.notify(new NewNotification(this.me,
				NotificationKind.MESSAGE, key, "T-1", "message-posted", List.of(author, "T-1"), "/orders/T-1")));
		return delivery().id();
	}

	private DeliveryView delivery() {
		UUID newest = this.notifications.page(this.me, null, 1).items().get(0).id();
		// with what a process admin reads
		return this.notifications.delivery("ada", this.notifications.deliveries(this.me, newest).get(0).id());
	}

	private DeliveryState state() {
		return delivery().state();
	}

	private List<DeliveryView.Attempt> log() {
		return delivery().attempts();
	}

	private List<CaughtMail> mails(UUID delivery) {
		return this.catcher.mails()
			.stream()
			.filter((mail) -> mail.messageId().equals("<" + delivery + "@orderflow.localhost>"))
			.toList();
	}

	@Test
	void what_is_sent_and_its_log_are_read_from_indexes() {
		this.plans.amid(() -> this.jdbc
			.sql("""
					with told as (
						insert into notification (id, recipient, kind, key, text_key, args, link, created_at)
						select gen_random_uuid(), ?, 'STATUS', ? || n, 'message-posted', '["a", "b"]', '/', now()
						from generate_series(1, 20000) n
						returning id
					)
					insert into notification_delivery (id, notification_id, channel, state, message_id, created_at, ended_at)
					select gen_random_uuid(), id, 'EMAIL', 'DELIVERED', id::text, now(), now() from told
					""")
			.params(this.me, this.me + "/log/")
			.update(), () -> {
				assertThat(this.plans.of(DeliveryRows.OUTGOING, Map.of("ids", "[\"" + UUID.randomUUID() + "\"]")))
					.contains("notification_joined")
					.doesNotContain("Seq Scan");
				assertThat(this.plans.of(DeliveryRows.OF_NOTIFICATION, Map.of("notification", UUID.randomUUID())))
					.contains("notification_delivery_of_notification")
					.doesNotContain("Seq Scan");
			});
	}

	@Test
	void what_is_sent_and_ended_is_found_without_reading_what_was_sent_before() {
		this.plans.amid(() -> {
			this.jdbc.sql("""
					insert into notification_delivery (id, channel, state, message_id, created_at, ended_at)
					select gen_random_uuid(), 'EMAIL', 'DELIVERED', 'plan/' || n, now(), now()
					from generate_series(1, 2000) n
					""").update();
			this.jdbc.sql("analyze notification_delivery").update();
		}, () -> {
			assertThat(this.plans.ofAnybody(DeliveryRows.OUTGOING, Map.of("ids", "[]")))
				.doesNotContain("Seq Scan on notification_delivery");
			assertThat(this.plans.ofAnybody(DeliveryRows.END, Map.of("ended", "[]", "heldUntil", Instant.EPOCH)))
				.doesNotContain("Seq Scan on notification_delivery");
		});
	}

	@Test
	void whose_turn_it_is_and_what_is_due_are_read_from_indexes() {
		this.plans.amid(() -> this.jdbc.sql("""
				with delivery as (
					insert into notification_delivery (id, channel, state, message_id, created_at)
					select gen_random_uuid(), 'EMAIL', 'QUEUED', 'plan/' || n, now() from generate_series(1, 20000) n
					returning id
				)
				insert into due_delivery (delivery_id, channel, recipient, due_at)
				select id, 'EMAIL', 'r' || (random() * 500)::int, now() from delivery
				""").update(), () -> assertThat(this.plans.of(DueDeliveryRows.BEGIN,
				Map.of("channel", "EMAIL", "slow", "[]", "ofSlow", false, "after", "", "together", 50, "each", 50,
						"now", OffsetDateTime.now(ZoneOffset.UTC), "heldUntil", OffsetDateTime.now(ZoneOffset.UTC))))
			.contains("due_delivery_of_recipient")
			.doesNotContain("Seq Scan"));
	}

	private static int deadPort() throws IOException {
		try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
			return free.getLocalPort();
		}
	}

}
