package io.orderflow.notification.delivery;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import io.orderflow.Statements;
import io.orderflow.TestBrowser;
import io.orderflow.TestMailServer;
import io.orderflow.TestMailServer.Taken;
import io.orderflow.TestPushService;
import io.orderflow.account.AccountService;
import io.orderflow.account.PreferenceChange;
import io.orderflow.notification.delivery.DueDeliveryRows.Size;
import io.orderflow.notification.push.NewPushSubscription;
import io.orderflow.notification.push.PushSubscriptionService;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static io.orderflow.notification.delivery.ToldDeliveries.address;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** First attempts, many at once, against real mail servers and push services. */
class DeliveryDispatcherTest extends WithDueDeliveries {

	@Autowired
	private DeliveryDispatcher dispatcher;

	@Autowired
	private DueDeliveryRows rows;

	@Autowired
	private DeliverySignal signal;

	@Autowired
	private PushSubscriptionService subscriptions;

	@Autowired
	private AccountService accounts;

	@Autowired
	private Statements statements;

	@Test
	void thirty_mails_take_as_many_statements_as_one_and_one_connection() {
		List<UUID> one = this.told.told(this.me, 1);
		assertThat(sent(one)).hasSizeLessThanOrEqualTo(4);
		List<UUID> thirty = this.told.told(this.me, 30);
		assertThat(sent(thirty)).as("begun, read, whose they are, ended").hasSizeLessThanOrEqualTo(4);
		List<UUID> ofThree = new ArrayList<>(this.told.told(this.me, 2));
		ofThree.addAll(this.told.told(this.newcomers.freelancer(), 2));
		ofThree.addAll(this.told.told(this.newcomers.client(), 1));
		assertThat(sent(ofThree)).as("whose they are, in one").hasSizeLessThanOrEqualTo(4);
		assertThat(ofThree).allSatisfy((id) -> assertThat(this.told.outcomes(id)).containsExactly("DELIVERED"));
		assertThat(this.server.mailsTo(address(this.me))).hasSize(33);
		assertThat(this.server.connections()).isEqualTo(3);
		assertThat(thirty).allSatisfy((id) -> assertThat(this.told.outcomes(id)).containsExactly("DELIVERED"));
		assertThat(this.due.of(this.me)).isEmpty();
	}

	private List<String> sent(List<UUID> deliveries) {
		List<String> sent = new ArrayList<>();
		this.due.only(deliveries,
				() -> sent.addAll(this.statements.of(() -> this.round.run(Lane.MAILS, "", () -> true))));
		return sent;
	}

	@Test
	void however_many_one_person_has_waiting_the_first_of_another_comes_with_the_next() {
		List<UUID> all = new ArrayList<>(this.told.told(this.me, 150));
		List<String> others = List.of(this.newcomers.client(), this.newcomers.freelancer());
		others.forEach((other) -> all.addAll(this.told.told(other, 2)));
		this.due.deliver(all);
		List<String> order = this.server.mails().stream().map(Taken::to).toList();
		assertThat(order).hasSize(154);
		others.forEach((other) -> assertThat(order.indexOf(address(other))).as(other).isLessThan(50));
	}

	@Test
	void more_people_than_a_batch_holds_all_get_theirs_once() {
		List<String> people = new ArrayList<>();
		List<UUID> all = new ArrayList<>();
		for (int i = 0; i < 60; i++) {
			String person = this.newcomers.freelancer();
			people.add(address(person));
			all.addAll(this.told.told(person, 1));
		}
		this.due.deliver(all);
		assertThat(this.server.mails()).extracting(Taken::to).containsExactlyInAnyOrderElementsOf(people);
	}

	@Test
	void one_who_is_unknown_to_the_server_keeps_nobody_else_of_the_batch_from_their_mail() {
		String other = this.newcomers.freelancer();
		use(TestMailServer.refusing(address(this.me)));
		List<UUID> all = new ArrayList<>(this.told.told(this.me, 3));
		all.addAll(this.told.told(other, 3));
		this.due.deliver(all);
		assertThat(all.subList(0, 3))
			.allSatisfy((id) -> assertThat(this.told.outcomes(id)).containsExactly("UNDELIVERABLE"));
		assertThat(this.server.mailsTo(address(other))).hasSize(3);
		assertThat(all).allSatisfy((id) -> assertThat(this.told.instances(id)).isZero());
	}

	@Test
	void a_server_that_goes_away_in_the_middle_takes_the_rest_over_another_connection() {
		String other = this.newcomers.freelancer();
		use(TestMailServer.dyingOf(address(this.me)));
		List<UUID> all = new ArrayList<>(this.told.told(this.me, 1));
		all.addAll(this.told.told(other, 3));
		all.addAll(this.told.told(this.newcomers.client(), 1));
		this.due.deliver(all);
		assertThat(this.told.outcomes(all.get(0))).containsExactly("FAILED");
		assertThat(this.told.instances(all.get(0))).isOne();
		assertThat(all.subList(1, 5))
			.allSatisfy((id) -> assertThat(this.told.outcomes(id)).containsExactly("DELIVERED"));
		assertThat(this.server.mails()).hasSize(4);
	}

	@Test
	void a_server_that_is_down_leaves_a_failed_attempt_and_a_process_for_each() {
		this.mail.setPort(1);
		List<UUID> all = this.told.told(this.me, 12);
		this.due.deliver(all);
		assertThat(all).allSatisfy((id) -> {
			assertThat(this.told.outcomes(id)).containsExactly("FAILED");
			assertThat(this.told.instances(id)).isOne();
			assertThat(this.due.waits(id)).isFalse();
		});
	}

	@Test
	void a_server_that_answers_nothing_is_waited_for_once_and_not_by_each_mail() throws IOException {
		Properties before = this.mail.getJavaMailProperties();
		Properties impatient = new Properties();
		impatient.putAll(before);
		impatient.setProperty("mail.smtp.timeout", "200");
		try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
			this.mail.setJavaMailProperties(impatient);
			this.mail.setPort(silent.getLocalPort());
			List<UUID> all = this.told.told(this.me, 5);
			this.due.deliver(all);
			assertThat(all).allSatisfy((id) -> {
				assertThat(this.told.outcomes(id)).containsExactly("FAILED");
				assertThat(this.told.instances(id)).isOne();
			});
			silent.setSoTimeout(1);
			silent.accept().close();
			assertThatExceptionOfType(SocketTimeoutException.class).as("nobody called again")
				.isThrownBy(silent::accept);
		}
		finally {
			this.mail.setJavaMailProperties(before);
		}
	}

	@Test
	void one_that_cannot_be_read_keeps_no_other_from_being_sent() {
		List<UUID> all = this.told.told(this.me, 3);
		this.jdbc.sql("""
				update notification set args = '{"not": "a list"}'
				where id = (select notification_id from notification_delivery where id = ?)
				""").param(all.get(1)).update();
		this.due.deliver(all);
		assertThat(this.told.outcomes(all.get(0))).containsExactly("DELIVERED");
		assertThat(this.told.outcomes(all.get(1))).containsExactly("FAILED");
		assertThat(this.told.outcomes(all.get(2))).containsExactly("DELIVERED");
		assertThat(this.told.instances(all.get(1))).isOne();
	}

	@Test
	void what_a_node_was_at_that_died_is_sent_by_another_after_a_while_and_with_the_same_id() {
		List<UUID> all = this.told.told(this.me, 2);
		this.clock.freeze();
		this.due.only(all, () -> assertThat(this.rows.begin(Lane.MAILS, Set.of(), "", new Size(50, 50),
				this.clock.instant(), this.clock.instant().plus(DeliveryRound.HELD_FOR)))
			.hasSize(2));
		this.clock.advance(DeliveryRound.HELD_FOR.minusSeconds(1));
		this.due.deliver(all);
		assertThat(this.server.mails()).as("it may still be at it").isEmpty();
		this.clock.advance(Duration.ofSeconds(2));
		this.due.deliver(all);
		assertThat(this.server.mails()).extracting((taken) -> taken.header("Message-ID"))
			.containsExactlyInAnyOrderElementsOf(all.stream().map((id) -> "<" + id + "@orderflow.localhost>").toList());
		assertThat(all).allSatisfy((id) -> assertThat(this.told.outcomes(id)).containsExactly("UNKNOWN", "DELIVERED"));
	}

	@Test
	void two_nodes_at_once_send_each_once() throws Exception {
		List<UUID> all = this.told.told(this.me, 120);
		ExecutorService nodes = Executors.newFixedThreadPool(2);
		try {
			this.due.only(all, () -> {
				Callable<Boolean> node = () -> {
					this.dispatcher.deliverDue();
					return true;
				};
				try {
					for (Future<Boolean> end : nodes.invokeAll(List.of(node, node))) {
						assertThat(end.get()).isTrue();
					}
				}
				catch (Exception ex) {
					throw new AssertionError(ex);
				}
			});
		}
		finally {
			nodes.shutdownNow();
		}
		assertThat(this.server.mails()).hasSize(120)
			.extracting((taken) -> taken.header("Message-ID"))
			.doesNotHaveDuplicates();
	}

	@Test
	void a_node_that_stops_sends_what_it_is_at_and_leaves_the_rest_as_if_it_had_not_begun() {
		List<UUID> all = this.told.told(this.me, 10);
		AtomicInteger asked = new AtomicInteger();
		this.due.only(all, () -> this.round.run(Lane.MAILS, "", () -> asked.incrementAndGet() <= 4));
		assertThat(this.server.mails()).hasSize(4);
		assertThat(this.due.of(this.me)).hasSize(6).allSatisfy((id) -> assertThat(this.told.outcomes(id)).isEmpty());
		this.due.deliver(all);
		assertThat(this.server.mails()).hasSize(10);
		assertThat(all).allSatisfy((id) -> assertThat(this.told.outcomes(id)).containsExactly("DELIVERED"));
	}

	@Test
	void a_running_loop_delivers_what_is_told_and_ends_when_it_is_stopped() {
		this.due.only(List.of(UUID.randomUUID()), () -> {
			this.dispatcher.start();
			try {
				this.told.told(this.me, 3);
				Awaitility.await().untilAsserted(() -> assertThat(this.server.mailsTo(address(this.me))).hasSize(3));
			}
			finally {
				this.dispatcher.stop();
			}
		});
		assertThat(this.due.of(this.me)).as("stopping waits for the log").isEmpty();
		this.told.told(this.me, 1);
		assertThat(this.due.of(this.me)).hasSize(1);
	}

	@Test
	void the_commit_wakes_the_loop_and_a_rollback_does_not() throws InterruptedException {
		while (this.signal.await(Lane.MAILS, Duration.ZERO)) {
			continue;
		}
		this.transaction.executeWithoutResult((tx) -> {
			this.told.tell(this.me);
			tx.setRollbackOnly();
		});
		assertThat(this.signal.await(Lane.MAILS, Duration.ZERO)).isFalse();
		this.told.told(this.me, 1);
		assertThat(this.signal.await(Lane.MAILS, Duration.ZERO)).isTrue();
	}

	/**
	 * Whose browser it is decides how long that takes, and orders wait for the same
	 * threads.
	 */
	@Test
	void a_push_that_fails_is_tried_again_by_no_thread_that_orders_wait_for() {
		try (TestPushService service = new TestPushService()) {
			isToldBy(service);
			UUID push = this.told.told(this.me, 1).get(0);
			this.clock.freeze();
			service.answersNext(500, Map.of())
				.answersNext(503, Map.of("Retry-After", "3000"))
				.answersNext(500, Map.of())
				.answersNext(500, Map.of())
				.answersNext(500, Map.of())
				.answersNext(500, Map.of());
			List<Duration> pauses = List.of(Duration.ofMinutes(1), Duration.ofSeconds(3_000), Duration.ofMinutes(10),
					Duration.ofHours(1), Duration.ofHours(6));
			for (int failed = 1; failed <= pauses.size(); failed++) {
				this.due.deliver(List.of(push));
				assertThat(this.told.outcomes(push)).hasSize(failed).containsOnly("FAILED");
				assertThat(this.told.instances(push)).isZero();
				this.clock.advance(pauses.get(failed - 1).minusSeconds(5));
				this.due.deliver(List.of(push));
				assertThat(this.told.outcomes(push)).as("before its time").hasSize(failed);
				this.clock.advance(Duration.ofSeconds(6));
			}
			this.due.deliver(List.of(push));
			assertThat(this.told.outcomes(push)).as("five failures, and a wait that is none").hasSize(6);
			assertThat(this.due.of(this.me)).isEmpty();
			assertThat(this.told.instances(push)).as("a process admin reads of it").isOne();
			assertThat(this.told.incidents(push)).isOne();
		}
	}

	@Test
	void a_push_that_three_nodes_may_have_died_of_is_given_up_at_once() {
		try (TestPushService service = new TestPushService()) {
			isToldBy(service);
			UUID push = this.told.told(this.me, 1).get(0);
			this.told.unknown(push, 3);
			this.due.deliver(List.of(push));
			assertThat(service.pushed()).isEmpty();
			assertThat(this.told.outcomes(push)).containsExactly("UNKNOWN", "UNKNOWN", "UNKNOWN", "FAILED");
			assertThat(this.told.incidents(push)).isOne();
		}
	}

	@Test
	void a_push_service_gets_one_of_each_person_at_a_time() {
		try (TestPushService service = new TestPushService()) {
			isToldBy(service);
			List<UUID> all = this.told.told(this.me, 3);
			this.due.only(all, () -> this.round.run(Lane.PUSHES, "", () -> true));
			assertThat(service.pushed()).hasSize(1);
			this.due.deliver(all);
			assertThat(service.pushed()).hasSize(3);
			assertThat(all).allSatisfy((id) -> assertThat(this.told.outcomes(id)).containsExactly("DELIVERED"));
		}
	}

	/** By push alone. */
	private void isToldBy(TestPushService service) {
		this.accounts.prefer(this.me, new PreferenceChange(null, null, null, Map.of("STATUS", false), null));
		TestBrowser browser = TestBrowser.fresh();
		this.subscriptions.subscribe(this.me,
				new NewPushSubscription(service.endpoint("one"), browser.p256dh(), browser.auth(), "Firefox"));
	}

}
