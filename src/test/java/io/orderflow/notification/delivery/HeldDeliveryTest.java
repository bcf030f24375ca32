package io.orderflow.notification.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;

import io.orderflow.TestBrowser;
import io.orderflow.account.AccountService;
import io.orderflow.account.NotificationChannel;
import io.orderflow.account.PreferenceChange;
import io.orderflow.notification.delivery.DueDeliveryRows.Begun;
import io.orderflow.notification.delivery.DueDeliveryRows.Size;
import io.orderflow.notification.push.NewPushSubscription;
import io.orderflow.notification.push.PushSubscriptionService;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** Who may attempt a delivery, and say how it ended, while others try the same. */
class HeldDeliveryTest extends WithDueDeliveries {

	private static final BooleanSupplier ALWAYS = () -> true;

	@Autowired
	private DueDeliveryRows rows;

	@Autowired
	private AttemptLog ends;

	@Autowired
	private PushSubscriptionService subscriptions;

	@Autowired
	private AccountService accounts;

	@Test
	void nothing_is_begun_that_another_node_might_take_before_it_has_ended() {
		List<UUID> all = this.told.told(this.me, 5);
		this.clock.freeze();
		this.due.only(all, () -> this.round.run(Lane.MAILS, "", () -> {
			this.clock.advance(Duration.ofSeconds(25));
			return true;
		}));
		assertThat(this.server.mails()).as("after 25 s and 50 s, of a minute").hasSize(2);
		assertThat(this.due.of(this.me)).hasSize(3).allSatisfy((id) -> assertThat(this.told.outcomes(id)).isEmpty());
	}

	@Test
	void while_one_push_of_a_person_is_under_way_no_loop_takes_the_next() {
		List<UUID> all = pushes(3);
		this.due.only(all, () -> {
			assertThat(begun(Lane.PUSHES, new Size(8, 1))).hasSize(1);
			assertThat(begun(Lane.PUSHES, new Size(8, 1))).isEmpty();
		});
	}

	@Test
	void while_one_push_of_a_person_is_being_taken_no_loop_takes_the_next() {
		List<UUID> all = pushes(3);
		this.due.only(all, () -> this.transaction.executeWithoutResult((tx) -> {
			assertThat(begun(Lane.PUSHES, new Size(8, 1))).hasSize(1);
			assertThat(done(() -> begun(Lane.PUSHES, new Size(8, 1)))).isEmpty();
			tx.setRollbackOnly();
		}));
	}

	@Test
	void what_is_given_back_late_is_left_to_the_node_that_has_taken_it() {
		List<UUID> all = this.told.told(this.me, 2);
		this.clock.freeze();
		this.due.only(all, () -> {
			List<Begun> slow = begun(Lane.MAILS, new Size(50, 50));
			this.clock.advance(DeliveryRound.HELD_FOR.plusSeconds(1));
			assertThat(begun(Lane.MAILS, new Size(50, 50))).hasSize(2);
			this.rows.giveBack(slow);
			assertThat(begun(Lane.MAILS, new Size(50, 50))).isEmpty();
		});
		assertThat(all).allSatisfy((id) -> assertThat(this.told.outcomes(id)).containsExactly("UNKNOWN", "STARTED"));
	}

	@Test
	void an_end_that_is_told_late_changes_nothing_of_what_ended_meanwhile() {
		UUID delivery = this.told.told(this.me, 1).get(0);
		this.clock.freeze();
		this.due.only(List.of(delivery), () -> {
			begun(Lane.MAILS, new Size(50, 50));
			this.clock.advance(DeliveryRound.HELD_FOR.plusSeconds(1));
			begun(Lane.MAILS, new Size(50, 50));
		});
		end(ended(delivery, 2, DeliveryOutcome.DELIVERED));
		end(ended(delivery, 1, null));
		assertThat(this.told.instances(delivery)).as("nothing is tried again").isZero();
		end(ended(delivery, 1, DeliveryOutcome.UNDELIVERABLE));
		assertThat(this.jdbc.sql("select state from notification_delivery where id = ?")
			.param(delivery)
			.query(String.class)
			.single()).isEqualTo("DELIVERED");
	}

	@Test
	void a_failure_that_is_told_late_leaves_what_another_node_has_begun_to_it() {
		UUID delivery = this.told.told(this.me, 1).get(0);
		this.clock.freeze();
		this.due.only(List.of(delivery), () -> {
			begun(Lane.MAILS, new Size(50, 50));
			this.clock.advance(DeliveryRound.HELD_FOR.plusSeconds(1));
			begun(Lane.MAILS, new Size(50, 50));
		});
		end(ended(delivery, 1, null));
		assertThat(this.told.instances(delivery)).as("the process sends nothing beside the other node").isZero();
		assertThat(this.due.of(this.me)).containsExactly(delivery);
		end(ended(delivery, 2, DeliveryOutcome.DELIVERED));
		assertThat(this.due.of(this.me)).isEmpty();
	}

	/** The other node has begun, and nobody sees it before it commits. */
	@Test
	void a_failure_that_is_told_while_another_node_takes_the_delivery_leaves_it_to_it() {
		UUID delivery = this.told.told(this.me, 1).get(0);
		this.clock.freeze();
		this.due.only(List.of(delivery), () -> {
			begun(Lane.MAILS, new Size(50, 50));
			Instant held = this.clock.instant().plus(DeliveryRound.HELD_FOR);
			this.clock.advance(DeliveryRound.HELD_FOR.plusSeconds(1));
			Future<?> told = this.transaction.execute((tx) -> {
				assertThat(begun(Lane.MAILS, new Size(50, 50))).hasSize(1);
				Future<?> telling = this.another.submit(() -> this.ends.end(NotificationChannel.EMAIL,
						List.of(ended(delivery, 1, null)), held, ALWAYS));
				Awaitility.await().pollInSameThread().until(() -> telling.isDone() || somebodyWaitsForUs());
				assertThat(telling).isNotDone();
				return telling;
			});
			done(told);
		});
		assertThat(this.told.instances(delivery)).as("the process sends nothing beside the other node").isZero();
		assertThat(this.due.of(this.me)).containsExactly(delivery);
	}

	private boolean somebodyWaitsForUs() {
		return this.jdbc
			.sql("select exists (select from pg_stat_activity where pg_backend_pid() = any(pg_blocking_pids(pid)))")
			.query(Boolean.class)
			.single();
	}

	@Test
	void an_attempt_whose_beginning_was_lost_with_the_database_is_on_record_with_its_end() {
		UUID delivery = this.told.told(this.me, 1).get(0);
		this.due.only(List.of(delivery), () -> begun(Lane.MAILS, new Size(50, 50)));
		this.jdbc.sql("delete from notification_attempt where delivery_id = ?").param(delivery).update();
		end(ended(delivery, 1, DeliveryOutcome.DELIVERED));
		assertThat(this.told.outcomes(delivery)).containsExactly("DELIVERED");
	}

	@Test
	void a_database_that_is_away_for_a_moment_makes_nobody_get_a_mail_twice() {
		List<UUID> all = this.told.told(this.me, 3);
		refusing(all.get(1), "57P03", 2, () -> this.due.deliver(all));
		assertThat(all).allSatisfy((id) -> assertThat(this.told.outcomes(id)).containsExactly("DELIVERED"));
		assertThat(this.server.mails()).hasSize(3);
		assertThat(this.due.of(this.me)).isEmpty();
	}

	@Test
	void one_that_cannot_be_handed_over_keeps_no_other_from_its_process() {
		List<UUID> all = this.told.told(this.me, 3);
		this.mail.setPort(1);
		refusing(all.get(1), "P0001", 1_000, () -> this.due.deliver(all));
		for (UUID id : List.of(all.get(0), all.get(2))) {
			assertThat(this.told.outcomes(id)).containsExactly("FAILED");
			assertThat(this.told.instances(id)).isOne();
		}
		assertThat(this.told.instances(all.get(1))).isZero();
		assertThat(this.due.waits(all.get(1))).as("attempted again when it is not held any more").isTrue();
	}

	private List<UUID> pushes(int times) {
		this.accounts.prefer(this.me, new PreferenceChange(null, null, null, Map.of("STATUS", false), null));
		TestBrowser browser = TestBrowser.fresh();
		this.subscriptions.subscribe(this.me,
				new NewPushSubscription("https://localhost:1/one", browser.p256dh(), browser.auth(), "Firefox"));
		return this.told.told(this.me, times);
	}

	private List<Begun> begun(Lane lane, Size size) {
		Instant now = this.clock.instant();
		return this.rows.begin(lane, Set.of(), "", size, now, now.plus(DeliveryRound.HELD_FOR));
	}

	/** What another thread does meanwhile. */
	private <T> Collection<T> done(Callable<? extends Collection<T>> deed) {
		return done(this.another.submit(deed));
	}

	private static <T> T done(Future<T> deed) {
		try {
			return deed.get();
		}
		catch (Exception ex) {
			throw new AssertionError(ex);
		}
	}

	private EndedAttempt ended(UUID delivery, int number, DeliveryOutcome outcome) {
		return new EndedAttempt(delivery, number, outcome, "of a test", this.clock.instant(), null);
	}

	private void end(EndedAttempt attempt) {
		this.ends.end(NotificationChannel.EMAIL, List.of(attempt), this.clock.instant(), ALWAYS);
	}

	/**
	 * Does something while the database refuses, so many times, to note how attempts at a
	 * delivery end.
	 */
	private void refusing(UUID delivery, String state, int times, Runnable deed) {
		this.jdbc.sql("create sequence refusal").update();
		this.jdbc.sql("""
				create function refuse() returns trigger language plpgsql as $$ begin
					if nextval('refusal') <= %d then
						raise exception 'Refused by a test' using errcode = '%s';
					end if;
					return new;
				end $$
				""".formatted(times, state)).update();
		this.jdbc.sql("""
				create trigger refusal before update on notification_attempt for each row
				when (new.delivery_id = '%s' and new.ended_at is not null) execute function refuse()
				""".formatted(delivery)).update();
		try {
			deed.run();
		}
		finally {
			this.jdbc.sql("drop trigger refusal on notification_attempt").update();
			this.jdbc.sql("drop function refuse").update();
			this.jdbc.sql("drop sequence refusal").update();
		}
	}

}
