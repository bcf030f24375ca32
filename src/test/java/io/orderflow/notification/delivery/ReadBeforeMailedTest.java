package io.orderflow.notification.delivery;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import io.orderflow.TestMailServer.Taken;
import io.orderflow.account.NotificationKind;
import io.orderflow.notification.DeliveryState;
import io.orderflow.notification.NewNotification;
import io.orderflow.notification.NotificationService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static io.orderflow.notification.delivery.ToldDeliveries.address;
import static org.assertj.core.api.Assertions.assertThat;

/** Messages that their recipient has read in the application before their mail goes. */
class ReadBeforeMailedTest extends WithDueDeliveries {

	private static final Duration GATHERED = Duration.ofMinutes(3);

	@Autowired
	private NotificationService notifications;

	@Autowired
	private NotificationDeliveryService deliveries;

	@BeforeEach
	void stopTheClock() {
		this.clock.freeze();
	}

	@Test
	void no_mail_goes_of_messages_that_were_all_read_and_the_log_says_so() {
		List<String> messages = List.of(written("One"), written("Two"));
		UUID mail = this.due.of(this.me).get(0);
		this.notifications.markRead(this.me, messages);
		deliver(mail);
		assertThat(this.server.mailsTo(address(this.me))).isEmpty();
		assertThat(this.told.outcomes(mail)).containsExactly("READ");
		assertThat(this.due.of(this.me)).isEmpty();
		assertThat(this.told.instances(mail)).isZero();
		this.notifications.page(this.me, null, null)
			.items()
			.forEach((one) -> assertThat(this.notifications.deliveries(this.me, one.id())).singleElement()
				.satisfies((delivery) -> {
					assertThat(delivery.state()).isEqualTo(DeliveryState.READ);
					assertThat(delivery.attempts().get(0).detail()).contains("déjà lue");
				}));
		assertThat(this.deliveries.attempt(mail).kind()).as("it is over").isEqualTo(DeliveryOutcome.Kind.UNDELIVERABLE);
		assertThat(this.told.outcomes(mail)).hasSize(1);
	}

	@Test
	void a_mail_tells_only_of_what_is_still_unread() {
		String read = written("Read at once");
		written("Not read yet");
		UUID mail = this.due.of(this.me).get(0);
		this.notifications.markRead(this.me, List.of(read));
		deliver(mail);
		assertThat(this.server.mailsTo(address(this.me))).singleElement().satisfies((Taken sent) -> {
			assertThat(sent.text()).contains("Not read yet").doesNotContain("Read at once");
			assertThat(sent.subject()).doesNotContain("notifications)");
		});
		assertThat(this.told.outcomes(mail)).containsExactly("DELIVERED");
	}

	@Test
	void what_was_sent_is_not_unsent_by_reading_it() {
		String message = written("Hello");
		UUID mail = this.due.of(this.me).get(0);
		deliver(mail);
		this.notifications.markRead(this.me, List.of(message));
		assertThat(this.deliveries.attempt(mail)).isEqualTo(DeliveryOutcome.DELIVERED);
		assertThat(this.told.outcomes(mail)).containsExactly("DELIVERED");
	}

	@Test
	void a_mail_that_did_not_get_through_is_not_tried_again_once_its_message_was_read() {
		String message = written("Hello");
		UUID mail = this.due.of(this.me).get(0);
		int port = this.mail.getPort();
		this.mail.setPort(1);
		deliver(mail);
		this.mail.setPort(port);
		this.notifications.markRead(this.me, List.of(message));
		assertThat(this.deliveries.attempt(mail)).isEqualTo(DeliveryOutcome.READ);
		assertThat(this.told.outcomes(mail)).containsExactly("FAILED", "READ");
		assertThat(this.server.mailsTo(address(this.me))).isEmpty();
	}

	@Test
	void what_is_no_message_is_mailed_though_it_was_read() {
		UUID mail = this.told.told(this.me, 1).get(0);
		UUID told = this.notifications.page(this.me, null, null).items().get(0).id();
		this.notifications.markRead(this.me, told);
		deliver(mail);
		assertThat(this.server.mailsTo(address(this.me))).hasSize(1);
	}

	private void deliver(UUID mail) {
		this.clock.advance(GATHERED);
		this.due.deliver(List.of(mail));
	}

	/** A message to the reader; under which key they are told of it. */
	private String written(String text) {
		String key = UUID.randomUUID().toString();
		this.transaction.executeWithoutResult((tx) -> this.notifications.notify(new NewNotification(this.me,
				NotificationKind.MESSAGE, key, "OF-1", "message-posted", List.of("Noah", "OF-1"), "/orders/OF-1",
				"conversation/of " + this.me, new NewNotification.Quote("Noah", text))));
		return key;
	}

}
