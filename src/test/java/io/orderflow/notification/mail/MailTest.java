package io.orderflow.notification.mail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.orderflow.TestMailServer;
import io.orderflow.WithMailServer;
import io.orderflow.TestMailServer.Taken;
import io.orderflow.account.NotificationKind;
import io.orderflow.notification.DeliveryView;
import io.orderflow.notification.NewNotification;
import io.orderflow.notification.NotificationService;
import io.orderflow.notification.delivery.DeliveryFailedException;
import io.orderflow.notification.delivery.DeliveryOutcome;
import io.orderflow.notification.delivery.NotificationDeliveryService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What is in a mail, byte by byte, as a real mail server takes it. */
class MailTest extends WithMailServer {

	@Autowired
	private NotificationDeliveryService deliveries;

	@Autowired
	private NotificationService notifications;

	@Test
	void text_and_html_say_the_same_and_lead_to_the_step() {
		Taken mail = sent(todo("OF-1"));
		assertThat(mail.subject()).isEqualTo("[OF-1] Un brouillon attend votre approbation · Fox & <b>Sons</b>");
		assertThat(mail.text()).contains("Noah a envoyé un brouillon de «\u00a0Fox & <b>Sons</b>\u00a0»");
		assertThat(mail.html())
			.contains("Noah a envoyé un brouillon de «\u00a0Fox &amp; &lt;b&gt;Sons&lt;/b&gt;\u00a0»");
		for (String body : List.of(mail.text(), mail.html())) {
			assertThat(body).contains("Bonjour Camille,")
				.containsPattern("http://localhost:\\d+/orders/OF-1#now")
				.contains("étapes qui vous attendent")
				.containsPattern("http://localhost:\\d+/unsubscribe/[\\w.-]+")
				.containsPattern("http://localhost:\\d+/account");
		}
		assertThat(mail.html()).contains("<html lang=\"fr\">").contains("Ouvrir la commande OF-1");
		assertThat(mail.text()).containsPattern("Ouvrir la commande OF-1\\s+http")
			.containsPattern("Ne plus recevoir ces e-mails\\s+http");
		assertThat(mail.header("Content-Type")).startsWith("multipart/alternative");
		assertThat(mail.header("Content-Language")).isEqualTo("fr");
	}

	@Test
	void the_mails_of_one_order_to_one_person_are_a_thread() {
		Taken first = sent(todo("OF-1"));
		Taken second = sent(todo("OF-1"));
		Taken other = sent(todo("OF-2"));
		assertThat(first.header("References")).isEqualTo("<order.OF-1." + this.me + "@orderflow.localhost>")
			.isEqualTo(first.header("In-Reply-To"))
			.isEqualTo(second.header("References"))
			.isNotEqualTo(other.header("References"));
		assertThat(first.header("Message-ID")).isNotEqualTo(second.header("Message-ID"));
	}

	@Test
	void the_mails_of_one_inquiry_are_a_thread_too() {
		Taken first = sent(told(NotificationKind.MESSAGE, null, "inquiry-posted", List.of("Noah"), "/conversations/1",
				null, null));
		Taken second = sent(told(NotificationKind.MESSAGE, null, "inquiry-posted", List.of("Noah"), "/conversations/1",
				null, null));
		Taken other = sent(told(NotificationKind.MESSAGE, null, "inquiry-posted", List.of("Noah"), "/conversations/2",
				null, null));
		assertThat(first.header("References")).contains(this.me)
			.isEqualTo(second.header("References"))
			.isNotEqualTo(other.header("References"));
	}

	@Test
	void one_click_unsubscribes() {
		Taken mail = sent(todo("OF-1"));
		assertThat(mail.header("List-Unsubscribe")).matches("<http://localhost:\\d+/unsubscribe/[\\w.-]+>");
		assertThat(mail.header("List-Unsubscribe-Post")).isEqualTo("List-Unsubscribe=One-Click");
	}

	@Test
	void messages_within_two_minutes_are_one_mail_with_every_word_of_them() {
		UUID first = said("Noah", "Hello!\n\nHow are you?", "conversation/1");
		this.clock.advance(Duration.ofSeconds(60));
		UUID second = said("Noah", "<script>alert(1)</script> & 🖌 ${7*7} [[${7*7}]] " + "x".repeat(19_000),
				"conversation/1");
		UUID elsewhere = said("Mona", "Something else", "conversation/2");
		assertThat(delivery(second)).isEqualTo(delivery(first)).isNotEqualTo(delivery(elsewhere));

		Taken mail = sent(first);
		assertThat(mail.subject()).isEqualTo("[OF-1] Noah vous a écrit (2 notifications)");
		assertThat(mail.text()).containsOnlyOnce("Nouveau message au sujet de la commande OF-1.")
			.contains("\r\n> Hello!\r\n> \r\n> How are you?\r\n")
			.contains("\r\n> <script>alert(1)</script> & 🖌 ${7*7} [[${7*7}]] xxx")
			.contains("x".repeat(19_000))
			.doesNotContain("Something else")
			.containsPattern("Noah, \\d+(?:er)? \\p{L}+ 20\\d\\d[^\\n]* \\d\\d:\\d\\d\u00a0:");
		assertThat(mail.html()).contains("Hello!<br><br>How are you?<br>")
			.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; 🖌 ${7*7} [[${7*7}]] xxx")
			.doesNotContain("<script");
		assertThat(log(first)).isEqualTo(log(second))
			.extracting(DeliveryView.Attempt::outcome)
			.containsExactly("DELIVERED");
	}

	/** So that nobody's words are taken for the house's, nor their links for its own. */
	@ParameterizedTest
	@ValueSource(strings = { "\n", "\r\n", "\r", "\u2028", "\u2029", "\u0085", "\u000b", "\f" })
	void no_line_of_a_mail_begins_with_a_word_of_somebody_else(String lineBreak) {
		Taken mail = sent(said("Noah", String.join(lineBreak, "Thanks!", "", "Open order OF-1:",
				"http://evil.example/sign-in", "", "-- ", "Orderflow: sign in again"), "conversation/1"));
		List<String> lines = mail.text().lines().toList();
		assertThat(lines).contains("> Thanks!", "> Open order OF-1:", "> http://evil.example/sign-in", "> -- ",
				"> Orderflow: sign in again");
		assertThat(lines).filteredOn((line) -> line.contains("evil.example") || line.startsWith("-- "))
			.as("the one signature is ours")
			.containsExactly("> http://evil.example/sign-in", "-- ");
	}

	@Test
	void what_was_read_for_sending_is_not_added_to_and_what_comes_later_gets_a_mail_of_its_own() {
		UUID first = said("Noah", "A red fox", "conversation/1");
		this.mail.setPort(1);
		assertThatExceptionOfType(DeliveryFailedException.class)
			.isThrownBy(() -> this.deliveries.attempt(delivery(first)));
		this.mail.setPort(this.server.port());
		UUID second = said("Noah", "A grey hare", "conversation/1");
		assertThat(delivery(second)).isNotEqualTo(delivery(first));
		assertThat(sent(first).text()).contains("A red fox").doesNotContain("A grey hare");
		assertThat(sent(second).text()).contains("A grey hare").doesNotContain("A red fox");
	}

	@Test
	void whoever_writes_at_the_moment_of_sending_is_read_or_gets_another_mail() throws Exception {
		ExecutorService people = Executors.newFixedThreadPool(4);
		Set<String> words = new TreeSet<>();
		try {
			List<Callable<Boolean>> deeds = new ArrayList<>();
			for (int i = 0; i < 12; i++) {
				String word = "word-" + (char) ('a' + i) + "-";
				words.add(word);
				deeds.add(() -> {
					tell(NotificationKind.MESSAGE, "OF-1", "message-posted", List.of("Noah", "OF-1"), "/orders/OF-1",
							"conversation/race", new NewNotification.Quote("Noah", word));
					return true;
				});
				deeds.add(() -> {
					open().forEach(this.deliveries::attempt);
					return true;
				});
			}
			for (Future<Boolean> deed : people.invokeAll(deeds)) {
				assertThat(deed.get()).isTrue();
			}
		}
		finally {
			people.shutdownNow();
		}
		open().forEach(this.deliveries::attempt);
		List<String> mails = this.server.mailsTo(this.me + "@orderflow.example").stream().map(Taken::text).toList();
		assertThat(words)
			.allSatisfy((word) -> assertThat(mails).filteredOn((text) -> text.contains(word)).as(word).hasSize(1));
	}

	@Test
	void after_two_minutes_a_message_gets_a_mail_of_its_own() {
		UUID first = said("Noah", "A red fox", "conversation/1");
		this.clock.advance(Duration.ofSeconds(121));
		assertThat(delivery(said("Noah", "A grey hare", "conversation/1"))).isNotEqualTo(delivery(first));
	}

	@Test
	void no_line_break_becomes_a_header() {
		String evil = "OF-1\r\nBcc: evil@example.com\r\n\r\nHi";
		UUID told = told(NotificationKind.MESSAGE, evil, "message-posted", List.of("No\r\nBcc: evil@example.com", evil),
				"/orders/x", null, new NewNotification.Quote("No\r\nBcc: evil@example.com", ".\r\nQUIT\r\n"));
		Taken mail = sent(told);
		assertThat(mail.header("Bcc")).isEmpty();
		assertThat(mail.subject()).startsWith("[OF-1 Bcc: evil@example.com Hi] No Bcc: evil@example.com");
		assertThat(mail.header("References"))
			.isEqualTo("<order.OF-1--Bcc--evil-example-com----Hi." + this.me + "@orderflow.localhost>");
		assertThat(mail.text()).contains("QUIT");
		assertThat(this.server.mailsTo("evil@example.com")).isEmpty();
	}

	private UUID todo(String order) {
		return told(NotificationKind.TO_DO, order, "order.todo.reviewDraft",
				List.of(order, "Fox & <b>Sons</b>", "Noah"), "/orders/" + order + "#now", null, null);
	}

	private UUID said(String author, String text, String group) {
		return told(NotificationKind.MESSAGE, "OF-1", "message-posted", List.of(author, "OF-1"), "/orders/OF-1", group,
				new NewNotification.Quote(author, text));
	}

	/** The id of the notification. */
	private UUID told(NotificationKind kind, @Nullable String order, String textKey, List<String> args, String link,
			@Nullable String group, NewNotification.@Nullable Quote quote) {
		tell(kind, order, textKey, args, link, group, quote);
		return this.notifications.page(this.me, null, 1).items().get(0).id();
	}

	private void tell(NotificationKind kind, @Nullable String order, String textKey, List<String> args, String link,
			@Nullable String group, NewNotification.@Nullable Quote quote) {
		String key = UUID.randomUUID().toString();
		this.transaction.executeWithoutResult((status) -> this.notifications
			.notify(new NewNotification(this.me, kind, key, order, textKey, args, link, group, quote)));
	}

	/** My mails that were not sent yet. */
	private List<UUID> open() {
		return this.jdbc.sql("""
				select d.id from notification_delivery d join notification n on n.id = d.notification_id
				where n.recipient = ? and d.state = 'QUEUED'
				""").param(this.me).query(UUID.class).list();
	}

	private UUID delivery(UUID notification) {
		return this.notifications.deliveries(this.me, notification).get(0).id();
	}

	private List<DeliveryView.Attempt> log(UUID notification) {
		return this.notifications.deliveries(this.me, notification).get(0).attempts();
	}

	private Taken sent(UUID notification) {
		assertThat(this.deliveries.attempt(delivery(notification))).isEqualTo(DeliveryOutcome.DELIVERED);
		List<Taken> mails = this.server.mailsTo(this.me + "@orderflow.example");
		return mails.get(mails.size() - 1);
	}

}
