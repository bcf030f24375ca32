package io.orderflow.notification;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import io.orderflow.DueDeliveries;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.QueryPlans;
import io.orderflow.Statements;
import io.orderflow.TestBrowser;
import io.orderflow.account.AccountService;
import io.orderflow.account.NotificationKind;
import io.orderflow.account.PreferenceChange;
import io.orderflow.notification.push.NewPushSubscription;
import io.orderflow.notification.push.PushSubscriptionService;
import io.orderflow.platform.Page;
import io.orderflow.platform.Refusal;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What people are told inside the application. */
@OrderflowTest
class NotificationServiceTest {

	@Autowired
	private NotificationService notifications;

	@Autowired
	private AccountService accounts;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private PushSubscriptionService subscriptions;

	@Autowired
	private Statements statements;

	@Autowired
	private DueDeliveries due;

	@Autowired
	private RuntimeService runtime;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private QueryPlans plans;

	private String me;

	@BeforeEach
	void arrive() {
		this.me = this.newcomers.freelancer();
	}

	@Test
	void every_single_one_is_kept_and_none_twice() {
		tell("one");
		tell("two");
		tell("two");
		assertThat(page()).hasSize(2);
		assertThat(this.notifications.unread(this.me)).isEqualTo(2);
	}

	@Test
	void what_several_were_asked_for_is_settled_in_one_statement_for_all() {
		List<String> asked = List.of(this.me, this.newcomers.freelancer(), this.newcomers.freelancer());
		String order = "OF-" + UUID.randomUUID();
		this.transaction
			.executeWithoutResult(
					(tx) -> asked
						.forEach((person) -> List.of("dispute-to-rule", "order.todo.planWork")
							.forEach((text) -> this.notifications.notify(new NewNotification(person,
									NotificationKind.TO_DO, order + "/" + text + "/" + person, order, text,
									List.of(order, "Storyboard"), "/disputes/1")))));

		assertThat(this.statements
			.of(() -> this.notifications.settle(asked, order, List.of("dispute-to-rule", "dispute-still-to-rule"))))
			.filteredOn((sql) -> sql.contains("notification"))
			.hasSize(1);

		assertThat(asked).allSatisfy((person) -> assertThat(this.notifications.unread(person)).isOne());
	}

	@Test
	void what_is_undone_was_never_told() {
		this.transaction.executeWithoutResult((status) -> {
			this.notifications.notify(message("undone"));
			status.setRollbackOnly();
		});
		assertThat(page()).isEmpty();
		assertThatExceptionOfType(IllegalTransactionStateException.class)
			.isThrownBy(() -> this.notifications.notify(message("outside")));
	}

	@Test
	void who_wants_mail_gets_a_delivery_that_is_due_at_once_and_no_process() {
		tell("mailed");
		DeliveryView delivery = this.notifications.deliveries(this.me, page().get(0).id()).get(0);
		assertThat(delivery.state()).isEqualTo(DeliveryState.QUEUED);
		assertThat(delivery.attempts()).isEmpty();
		assertThat(this.due.of(this.me)).containsExactly(delivery.id());
		assertThat(this.runtime.createProcessInstanceQuery()
			.processDefinitionKey("notification")
			.processInstanceBusinessKey(delivery.id().toString())
			.count()).isZero();
	}

	@Test
	void the_preference_of_that_moment_decides_and_the_record_is_kept_anyway() {
		this.accounts.prefer(this.me, new PreferenceChange(null, null, null, Map.of("MESSAGE", false), null));
		tell("quiet");
		assertThat(this.notifications.deliveries(this.me, page().get(0).id())).isEmpty();
	}

	@Test
	void it_is_written_with_all_its_deliveries_by_one_statement() {
		for (String name : List.of("one", "two")) {
			TestBrowser browser = TestBrowser.fresh();
			this.subscriptions.subscribe(this.me, new NewPushSubscription("https://localhost:9/" + this.me + name,
					browser.p256dh(), browser.auth(), null));
		}
		List<String> sent = this.statements.of(() -> tell("counted"));
		assertThat(this.notifications.deliveries(this.me, page().get(0).id())).hasSize(3);
		assertThat(sent).filteredOn((sql) -> sql.contains("notification")).hasSize(1);
		String quiet = this.newcomers.freelancer();
		List<String> one = this.statements.of(() -> this.transaction
			.executeWithoutResult((status) -> this.notifications.notify(message(quiet, "one"))));
		assertThat(one).as("the recipient is read, and all of it written").hasSizeLessThanOrEqualTo(2);
	}

	@Test
	void it_is_read_in_the_recipients_language() {
		String camille = this.newcomers.client();
		this.transaction.executeWithoutResult((status) -> this.notifications.notify(message(camille, "language")));
		assertThat(this.notifications.page(camille, null, null).items().get(0).title()).isEqualTo("Léa vous a écrit");
	}

	@Test
	void mine_are_mine_to_read_and_stay_read() {
		tell("read");
		UUID id = page().get(0).id();
		String stranger = this.newcomers.client();
		assertThat(refusal(() -> this.notifications.markRead(stranger, id)).kind()).isEqualTo(Refusal.Kind.NOT_FOUND);
		assertThat(refusal(() -> this.notifications.deliveries(stranger, id)).kind()).isEqualTo(Refusal.Kind.NOT_FOUND);
		this.notifications.markRead(this.me, id);
		this.notifications.markRead(this.me, id);
		assertThat(page().get(0).read()).isTrue();
		assertThat(this.notifications.unread(this.me)).isZero();
	}

	/** A statement has room for 65,535 parameters. */
	@Test
	void however_much_somebody_was_told_it_is_read_at_once() {
		tell("read");
		List<String> keys = new ArrayList<>(
				IntStream.range(0, 70_000).mapToObj((i) -> this.me + "/of-many/" + i).toList());
		keys.add(this.me + "/read");
		assertThat(this.transaction.<Integer>execute((status) -> this.notifications.markRead(this.me, keys))).isOne();
		assertThat(page().get(0).read()).isTrue();
	}

	@Test
	void pages_follow_one_another_newest_first() {
		for (int i = 0; i < 5; i++) {
			tell("page" + i);
		}
		List<UUID> read = new ArrayList<>();
		String cursor = null;
		do {
			Page<NotificationView> page = this.notifications.page(this.me, cursor, 2);
			page.items().forEach((notification) -> read.add(notification.id()));
			cursor = page.next();
		}
		while (cursor != null);
		assertThat(read).hasSize(5)
			.doesNotHaveDuplicates()
			.isEqualTo(page().stream().map(NotificationView::id).toList());
		assertThat(page()).isSortedAccordingTo((a, b) -> b.createdAt().compareTo(a.createdAt()));
	}

	@Test
	void lists_and_counts_are_read_from_an_index() {
		this.plans.amid(() -> this.jdbc
			.sql("""
					insert into notification (id, recipient, kind, key, text_key, args, link, created_at, read_at)
					select gen_random_uuid(), ?, 'MESSAGE', ? || n, 'message-posted', '["a", "b"]', '/', now() - n * interval '1 second',
						case when n % 100 = 0 then null else now() end
					from generate_series(1, 20000) n
					""")
			.params(this.me, this.me + "/plan/")
			.update(), () -> {
				assertThat(this.plans.of(NotificationRows.BEFORE,
						Map.of("recipient", this.me, "at", OffsetDateTime.now(ZoneOffset.UTC), "id", UUID.randomUUID(),
								"limit", 21)))
					.contains("notification_of_recipient")
					.doesNotContain("Seq Scan")
					.doesNotContain("Sort");
				assertThat(this.plans.of(NotificationRows.UNREAD, Map.of("recipient", this.me)))
					.contains("notification_unread")
					.doesNotContain("Seq Scan");
			});
	}

	@Test
	void what_was_told_of_an_order_is_found_among_all_that_is_unread() {
		this.plans.amid(() -> this.jdbc
			.sql("""
					with others as (
						insert into account (id, version, display_name, email, language, time_zone)
						select 'one' || n, 0, 'One', 'one' || n || '@orderflow.example', 'en', 'UTC' from generate_series(1, 20000) n
					)
					insert into notification (id, recipient, kind, key, order_number, text_key, args, link, created_at)
					select gen_random_uuid(), ?, 'REQUEST', ? || n, 'T-' || n / 4, 'request-asked', jsonb '[]', '/', now()
					from generate_series(1, 20000) n
					union all
					select gen_random_uuid(), 'one' || n, 'REQUEST', ? || 'one' || n, 'T-' || n, 'request-asked', jsonb '[]', '/', now()
					from generate_series(1, 20000) n
					""")
			.params(this.me, this.me + "/plan/", this.me + "/plan/")
			.update(), () -> {
				this.jdbc.sql("analyze notification").update();
				OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
				assertThat(this.plans.ofAnybody(NotificationRows.MARK_KEYS,
						Map.of("recipient", this.me, "keys", "[\"a\", \"b\"]", "now", now)))
					.contains("notification_key_key")
					.doesNotContain("notification_unread", "notification_of_recipient");
				assertThat(this.plans.ofAnybody(NotificationLiveSource.SINCE,
						Map.of("account", this.me, "snapshot", "1:1:", "limit", 21)))
					.contains("notification_pkey")
					.doesNotContain("notification_unread", "notification_of_recipient");
				for (String plan : List.of(
						this.plans.of(NotificationRows.MARK_READ.formatted(NotificationRows.OF_ORDER),
								Map.of("recipient", this.me, "order", "T-7", "now", now)),
						this.plans.of(NotificationRows.SETTLE_ALL, Map.of("recipients", List.of(this.me, "nobody"),
								"order", "T-7", "keys", List.of("request-asked"), "now", now)))) {
					assertThat(plan).containsPattern("Index Cond:.*recipient.*order_number");
				}
			});
	}

	private void tell(String key) {
		this.transaction.executeWithoutResult((status) -> this.notifications.notify(message(key)));
	}

	private NewNotification message(String key) {
		return message(this.me, key);
	}

	private static NewNotification message(String recipient, String key) {
		return new NewNotification(recipient, NotificationKind.MESSAGE, recipient + "/" + key, "T-1", "message-posted",
				List.of("Léa", "T-1"), "/orders/T-1");
	}

	private List<NotificationView> page() {
		return this.notifications.page(this.me, null, 100).items();
	}

	private static Refusal refusal(Runnable refused) {
		return catchThrowableOfType(Refusal.class, refused::run);
	}

}
