package io.orderflow.notification.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Properties;
import java.util.UUID;

import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.TestCertificate;
import io.orderflow.TestMailServer;
import io.orderflow.TestMailServer.Taken;
import io.orderflow.account.NotificationKind;
import io.orderflow.notification.DeliveryState;
import io.orderflow.notification.DeliveryView;
import io.orderflow.notification.NewNotification;
import io.orderflow.notification.NotificationService;
import io.orderflow.notification.delivery.DeliveryFailedException;
import io.orderflow.notification.delivery.DeliveryOutcome;
import io.orderflow.notification.delivery.NotificationDeliveryService;
import io.orderflow.platform.embedded.MailCatcher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Mail servers as there are in the world, with the settings of production. */
@OrderflowTest
class MailServersTest {

	private static final String USER = "orderflow";

	private static final String PASSWORD = "k3-8dTq0";

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
	private TransactionTemplate transaction;

	private Properties before;

	private String me;

	@BeforeEach
	void arrive() {
		this.me = this.newcomers.client();
		this.before = this.mail.getJavaMailProperties();
	}

	@AfterEach
	void theRealMailServerAgain() {
		use("127.0.0.1", this.catcher.port(), null, null, this.before);
	}

	@Test
	void mail_goes_encrypted_and_signed_in() throws IOException {
		try (TestMailServer server = TestMailServer.secured(USER, PASSWORD)) {
			use("localhost", server.port(), USER, PASSWORD, production(true));
			assertThat(this.deliveries.attempt(told(this.me))).isEqualTo(DeliveryOutcome.DELIVERED);
			Taken taken = server.mailsTo(this.me + "@orderflow.example").get(0);
			assertThat(taken.encrypted()).isTrue();
			assertThat(taken.user()).isEqualTo(USER);
		}
	}

	@Test
	void a_wrong_password_is_tried_again_since_it_can_be_put_right() throws IOException {
		try (TestMailServer server = TestMailServer.secured(USER, PASSWORD)) {
			use("localhost", server.port(), USER, "another", production(true));
			UUID delivery = told(this.me);
			assertThatExceptionOfType(DeliveryFailedException.class).isThrownBy(() -> this.deliveries.attempt(delivery))
				.withMessageContaining("535");
			assertThat(log(this.me, delivery).state()).isEqualTo(DeliveryState.QUEUED);
			use("localhost", server.port(), USER, PASSWORD, production(true));
			assertThat(this.deliveries.attempt(delivery)).isEqualTo(DeliveryOutcome.DELIVERED);
			assertThat(server.mailsTo(this.me + "@orderflow.example")).hasSize(1);
		}
	}

	@Test
	void nothing_is_sent_to_a_server_without_encryption_or_with_another_ones_certificate() throws IOException {
		try (TestMailServer open = TestMailServer.open();
				TestMailServer secured = TestMailServer.secured(USER, PASSWORD)) {
			use("localhost", open.port(), USER, PASSWORD, production(true));
			assertFails(told(this.me), "STARTTLS");
			use("localhost", secured.port(), USER, PASSWORD, production(false));
			assertFails(told(this.me), "certif");
			assertThat(open.mailsTo(this.me + "@orderflow.example")).isEmpty();
			assertThat(secured.mailsTo(this.me + "@orderflow.example")).isEmpty();
		}
	}

	@Test
	void a_server_that_answers_nothing_is_given_up_in_time() throws IOException {
		try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
			Properties impatient = new Properties();
			impatient.putAll(this.before);
			assertThat(impatient).containsEntry("mail.smtp.timeout", "10000");
			impatient.setProperty("mail.smtp.timeout", "200");
			use("127.0.0.1", silent.getLocalPort(), null, null, impatient);
			assertFails(told(this.me), "timed out");
		}
	}

	@Test
	void one_who_is_unknown_there_keeps_nobody_else_from_their_mail() {
		String other = this.newcomers.client();
		try (TestMailServer server = TestMailServer.refusing(this.me + "@orderflow.example")) {
			use("127.0.0.1", server.port(), null, null, this.before);
			assertThat(this.deliveries.attempt(told(this.me))).isEqualTo(DeliveryOutcome.UNDELIVERABLE);
			assertThat(this.deliveries.attempt(told(other))).isEqualTo(DeliveryOutcome.DELIVERED);
			assertThat(server.mailsTo(other + "@orderflow.example")).hasSize(1);
		}
	}

	private void assertFails(UUID delivery, String reason) {
		assertThatExceptionOfType(DeliveryFailedException.class).isThrownBy(() -> this.deliveries.attempt(delivery))
			.withMessageContaining(reason);
		assertThat(log(this.me, delivery)).satisfies((log) -> {
			assertThat(log.state()).isEqualTo(DeliveryState.QUEUED);
			assertThat(log.attempts()).singleElement()
				.satisfies((attempt) -> assertThat(attempt.detail()).contains(reason));
		});
	}

	private void use(String host, int port, String user, String password, Properties properties) {
		this.mail.setHost(host);
		this.mail.setPort(port);
		this.mail.setUsername(user);
		this.mail.setPassword(password);
		this.mail.setJavaMailProperties(properties);
	}

	/** What application-production.yml says, with the environment empty. */
	private Properties production(boolean trusted) throws IOException {
		StandardEnvironment environment = new StandardEnvironment();
		PropertySource<?> file = new YamlPropertySourceLoader()
			.load("production", new ClassPathResource("application-production.yml"))
			.get(0);
		environment.getPropertySources().addLast(file);
		Properties properties = new Properties();
		properties.putAll(this.before);
		// only the embedded mail server is not asked what it offers
		properties.remove("mail.smtp.ehlo");
		for (String name : List.of("starttls.enable", "starttls.required", "ssl.enable", "ssl.checkserveridentity")) {
			properties.setProperty("mail.smtp." + name,
					environment.getRequiredProperty("spring.mail.properties.mail.smtp." + name));
		}
		if (trusted) {
			properties.put("mail.smtp.ssl.socketFactory", TestCertificate.get().client().getSocketFactory());
		}
		return properties;
	}

	private UUID told(String recipient) {
		this.transaction.executeWithoutResult((status) -> this.notifications
			.notify(new NewNotification(recipient, NotificationKind.STATUS, UUID.randomUUID().toString(), "T-1",
					"order.todo.reviewDelivery", List.of("T-1", "Storyboard", "Noah"), "/orders/T-1")));
		UUID told = this.notifications.page(recipient, null, 1).items().get(0).id();
		return this.notifications.deliveries(recipient, told).get(0).id();
	}

	private DeliveryView log(String recipient, UUID delivery) {
		return this.notifications.delivery("ada", delivery);
	}

}
