package io.orderflow.notification.web;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.TestMailServer;
import io.orderflow.Visitor;
import io.orderflow.account.AccountService;
import io.orderflow.account.NotificationChannel;
import io.orderflow.account.NotificationKind;
import io.orderflow.notification.NewNotification;
import io.orderflow.notification.NotificationService;
import io.orderflow.notification.delivery.NotificationDeliveryService;
import io.orderflow.platform.embedded.MailCatcher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** The link in a mail, for who is not signed in (RFC 8058). */
@OrderflowTest
class UnsubscribePageTest {

	@LocalServerPort
	private int port;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private AccountService accounts;

	@Autowired
	private NotificationService notifications;

	@Autowired
	private NotificationDeliveryService deliveries;

	@Autowired
	private JavaMailSenderImpl mail;

	@Autowired
	private MailCatcher catcher;

	@Autowired
	private TransactionTemplate transaction;

	private String me;

	private Visitor stranger;

	@BeforeEach
	void arrive() {
		this.me = this.newcomers.client();
		this.stranger = Visitor.stranger(this.port);
	}

	@Test
	void one_post_switches_off_that_channel_and_kind_and_nothing_else() {
		HttpResponse<String> answer = this.stranger.send(this.stranger.request(link())
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString("List-Unsubscribe=One-Click")));
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).contains("C’est fait")
			.contains("messages")
			.contains("href=\"/account\"")
			.contains("lang=\"fr\"");
		assertThat(wants(NotificationChannel.EMAIL, NotificationKind.MESSAGE)).isFalse();
		assertThat(wants(NotificationChannel.PUSH, NotificationKind.MESSAGE)).isTrue();
		for (NotificationKind kind : NotificationKind.values()) {
			assertThat(wants(NotificationChannel.EMAIL, kind)).isEqualTo(kind != NotificationKind.MESSAGE);
		}
	}

	@Test
	void a_form_of_parts_does_too_and_a_repeat_changes_nothing() {
		String link = link();
		for (int i = 0; i < 2; i++) {
			HttpResponse<String> answer = this.stranger.send(this.stranger.request(link)
				.header("Content-Type", "multipart/form-data; boundary=b")
				.POST(BodyPublishers.ofString("--b\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\n"
						+ "One-Click\r\n--b--\r\n")));
			assertThat(answer.statusCode()).isEqualTo(200);
		}
		assertThat(wants(NotificationChannel.EMAIL, NotificationKind.MESSAGE)).isFalse();
	}

	@Test
	void who_only_looks_changes_nothing_and_finds_one_button() {
		HttpResponse<String> page = this.stranger.get(link());
		assertThat(page.statusCode()).isEqualTo(200);
		assertThat(page.body()).contains("<h1>Notifications</h1>", "d’e-mails de ce type (messages)")
			.as("whoever has an old mail learns no new address")
			.doesNotContain(this.me + "@orderflow.example")
			.containsOnlyOnce("<button");
		assertThat(wants(NotificationChannel.EMAIL, NotificationKind.MESSAGE)).isTrue();
	}

	@Test
	void several_links_of_one_person_at_once_all_count() throws Exception {
		Map<NotificationKind, String> links = new EnumMap<>(NotificationKind.class);
		for (NotificationKind kind : NotificationKind.values()) {
			links.put(kind, link(kind));
		}
		ExecutorService programs = Executors.newFixedThreadPool(links.size());
		try {
			List<Callable<Integer>> clicks = links.values()
				.stream()
				.map((link) -> (Callable<Integer>) () -> Visitor.stranger(this.port).post(link, "").statusCode())
				.toList();
			for (Future<Integer> answer : programs.invokeAll(clicks)) {
				assertThat(answer.get()).isEqualTo(200);
			}
		}
		finally {
			programs.shutdownNow();
		}
		assertThat(links.keySet()).noneMatch((kind) -> wants(NotificationChannel.EMAIL, kind));
	}

	@Test
	void a_link_that_is_not_ours_is_nothing() {
		String token = link().substring("/unsubscribe/".length());
		String[] parts = token.split("\\.");
		for (String wrong : List.of("x", "x.y", parts[0], parts[0] + ".", "." + parts[1], parts[0] + "." + parts[0],
				parts[1] + "." + parts[0], token.substring(0, token.length() - 2) + "xx", "%C3%A9.%C3%A9")) {
			assertThat(this.stranger.post("/unsubscribe/" + wrong, "").statusCode()).as(wrong).isEqualTo(404);
			assertThat(this.stranger.get("/unsubscribe/" + wrong).statusCode()).as(wrong).isEqualTo(404);
		}
		assertThat(wants(NotificationChannel.EMAIL, NotificationKind.MESSAGE)).isTrue();
	}

	private boolean wants(NotificationChannel channel, NotificationKind kind) {
		return this.accounts.get(this.me).wants(channel, kind);
	}

	/** The path of the link in a mail about a message. */
	private String link() {
		return link(NotificationKind.MESSAGE);
	}

	private String link(NotificationKind kind) {
		this.transaction.executeWithoutResult((status) -> this.notifications.notify(new NewNotification(this.me, kind,
				UUID.randomUUID().toString(), "OF-1", "message-posted", List.of("Noah", "OF-1"), "/orders/OF-1")));
		UUID told = this.notifications.page(this.me, null, 1).items().get(0).id();
		try (TestMailServer server = TestMailServer.open()) {
			this.mail.setPort(server.port());
			this.deliveries.attempt(this.notifications.deliveries(this.me, told).get(0).id());
			String header = server.mailsTo(this.me + "@orderflow.example").get(0).header("List-Unsubscribe");
			return URI.create(header.substring(1, header.length() - 1)).getPath();
		}
		finally {
			this.mail.setPort(this.catcher.port());
		}
	}

}
