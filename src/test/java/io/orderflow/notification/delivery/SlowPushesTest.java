package io.orderflow.notification.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.TestBrowser;
import io.orderflow.TestPushService;
import io.orderflow.account.AccountService;
import io.orderflow.account.PreferenceChange;
import io.orderflow.notification.push.NewPushSubscription;
import io.orderflow.notification.push.PushSubscriptionService;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** Push services that take their time. */
@OrderflowTest
class SlowPushesTest extends WithDueDeliveries {

	@Autowired
	private AccountService accounts;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private PushSubscriptionService subscriptions;

	@Autowired
	private SlowRecipients slow;

	@Test
	void whose_pushes_took_long_have_none_of_the_loops_that_others_have() {
		try (TestPushService service = new TestPushService()) {
			List<String> people = List.of(isToldBy(service, "slow"), isToldBy(service, "other"));
			List<UUID> all = new ArrayList<>();
			people.forEach((person) -> all.addAll(this.told.told(person, 1)));
			this.slow.tookLong(people.get(0), Duration.ofSeconds(3));
			this.due.only(all, () -> {
				all(Lane.PUSHES);
				assertThat(service.pushed()).extracting(TestPushService.Pushed::path).containsExactly("/other");
				all(Lane.SLOW_PUSHES);
				assertThat(service.pushed()).extracting(TestPushService.Pushed::path)
					.containsExactly("/other", "/slow");
			});
		}
	}

	@Test
	void a_push_service_that_does_not_answer_soon_has_its_next_turn_apart() {
		try (TestPushService service = new TestPushService()) {
			String me = isToldBy(service, "slow");
			service.answersNever();
			List<UUID> first = this.told.told(me, 1);
			this.due.only(first, () -> this.round.run(Lane.PUSHES, "", () -> true));
			assertThat(this.told.outcomes(first.get(0))).containsExactly("FAILED");
			List<UUID> second = this.told.told(me, 1);
			this.due.only(second, () -> {
				all(Lane.PUSHES);
				assertThat(service.pushed()).hasSize(1);
				all(Lane.SLOW_PUSHES);
				assertThat(service.pushed()).hasSize(2);
			});
			assertThat(this.told.outcomes(second.get(1))).containsExactly("DELIVERED");
		}
	}

	private void all(Lane lane) {
		DeliveryRound.End end = DeliveryRound.End.NOTHING;
		do {
			end = this.round.run(lane, end.last(), () -> true);
		}
		while (end.more());
	}

	/** Somebody, by push alone. */
	private String isToldBy(TestPushService service, String browser) {
		String person = this.newcomers.freelancer();
		this.accounts.prefer(person, new PreferenceChange(null, null, null, Map.of("STATUS", false), null));
		TestBrowser keys = TestBrowser.fresh();
		this.subscriptions.subscribe(person,
				new NewPushSubscription(service.endpoint(browser), keys.p256dh(), keys.auth(), "Firefox"));
		return person;
	}

}
