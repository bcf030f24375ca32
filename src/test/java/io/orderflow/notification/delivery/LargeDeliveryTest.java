package io.orderflow.notification.delivery;

import java.util.List;
import java.util.UUID;

import io.orderflow.TestMailServer.Taken;
import io.orderflow.account.NotificationKind;
import io.orderflow.notification.NewNotification;
import io.orderflow.notification.NotificationService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static io.orderflow.notification.delivery.ToldDeliveries.address;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * All that one person writes to another within two minutes is one mail, and up to
 * thousands of pages.
 */
class LargeDeliveryTest extends WithDueDeliveries {

	private static final String LONGEST = "漢\n".repeat(10_000);

	@Autowired
	private NotificationService notifications;

	@Autowired
	private DeliveryRows rows;

	@Autowired
	private NotificationDeliveryService deliveries;

	@Test
	void no_more_is_read_of_a_mail_than_one_message_may_bring() {
		UUID delivery = written(60, LONGEST);
		List<PendingDelivery> read = this.rows.outgoing(List.of(delivery));
		assertThat(read).singleElement().satisfies((one) -> {
			assertThat(one.together()).isEqualTo(60);
			assertThat(one.notifications()).singleElement()
				.satisfies((first) -> assertThat(first.quote().text()).isEqualTo(LONGEST));
		});
	}

	@Test
	void what_is_cut_ends_with_an_ellipsis() {
		UUID delivery = written(3, "x".repeat(15_000));
		assertThat(this.rows.outgoing(List.of(delivery)).get(0).notifications()).extracting((row) -> row.quote().text())
			.containsExactly("x".repeat(15_000), "x".repeat(5_000) + "…");
	}

	@Test
	void of_messages_without_words_the_first_are_read() {
		PendingDelivery read = this.rows.outgoing(List.of(written(70, null))).get(0);
		assertThat(read.notifications()).hasSize(50);
		assertThat(read.together()).isEqualTo(70);
	}

	@Test
	void a_mail_of_masses_of_lines_is_short_and_says_how_many_messages_it_leaves_out() {
		this.deliveries.attempt(written(60, "\n".repeat(10) + "漢\n".repeat(2_000)));
		Taken mail = this.server.mailsTo(address(this.me)).get(0);
		assertThat(mail.subject()).endsWith("(60 notifications)");
		assertThat(mail.text().lines().filter((line) -> line.startsWith("> "))).hasSize(501).endsWith("> …");
		assertThat(mail.html().split("<br>")).hasSize(502);
		for (String form : List.of(mail.text(), mail.html())) {
			assertThat(form.length()).isLessThan(10_000);
			assertThat(form).contains("59 autres messages ne sont pas dans cet e-mail");
		}
	}

	@Test
	void of_a_mail_that_tells_all_nothing_more_is_said() {
		this.deliveries.attempt(written(2, "Hello"));
		assertThat(this.server.mailsTo(address(this.me)).get(0).text()).contains("> Hello").doesNotContain("dans cet");
	}

	/** The mail that tells somebody of so many messages. */
	private UUID written(int messages, @Nullable String text) {
		String group = "conversation/" + UUID.randomUUID();
		this.transaction.executeWithoutResult((tx) -> {
			for (int i = 0; i < messages; i++) {
				this.notifications.notify(new NewNotification(this.me, NotificationKind.MESSAGE,
						UUID.randomUUID().toString(), "OF-1", "message-posted", List.of("Noah", "OF-1"), "/orders/OF-1",
						group, (text != null) ? new NewNotification.Quote("Noah", text) : null));
			}
		});
		List<UUID> mails = this.jdbc.sql("""
				select d.id from notification_delivery d join notification n on n.id = d.notification_id
				where n.recipient = ?
				""").param(this.me).query(UUID.class).list();
		assertThat(mails).hasSize(1);
		return mails.get(0);
	}

}
