package io.orderflow.notification.push;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.jayway.jsonpath.JsonPath;
import io.orderflow.AccountMails;
import io.orderflow.MovableClock;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.TestBrowser;
import io.orderflow.TestPushService;
import io.orderflow.TestPushService.Pushed;
import io.orderflow.account.AccountService;
import io.orderflow.account.NotificationChannel;
import io.orderflow.account.NotificationKind;
import io.orderflow.account.PreferenceChange;
import io.orderflow.notification.DeliveryView;
import io.orderflow.notification.NewNotification;
import io.orderflow.notification.NotificationService;
import io.orderflow.notification.delivery.DeliveryFailedException;
import io.orderflow.notification.delivery.DeliveryOutcome;
import io.orderflow.notification.delivery.NotificationDeliveryService;
import io.orderflow.platform.signin.AccountSessions;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

/**
 * What browsers are told, decrypted as they do, from a push service of this test's own.
 */
@OrderflowTest
class PushTest {

	@Autowired
	private AccountSessions sessions;

	@Autowired
	private NotificationService notifications;

	@Autowired
	private NotificationDeliveryService deliveries;

	@Autowired
	private PushSubscriptionService subscriptions;

	@Autowired
	private AccountService accounts;

	@Autowired
	private AccountMails mails;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private IdentityService identity;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private MovableClock clock;

	private final TestPushService service = new TestPushService();

	private final TestBrowser browser = TestBrowser.fresh();

	private String me;

	@BeforeEach
	void arrive() {
		this.me = this.newcomers.freelancer();
		this.accounts.prefer(this.me, new PreferenceChange(null, null, null, Map.of("MESSAGE", false), null));
	}

	@AfterEach
	void leave() {
		this.service.close();
		this.clock.reset();
	}

	@Test
	void the_vector_of_the_standard_reads_as_it_should() {
		TestBrowser standard = TestBrowser.of("q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94",
				"BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
				"BTBZMqHH6r4Tts7J_aSIgg");
		assertThat(standard.read(Base64.getUrlDecoder()
			.decode("DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS"
					+ "6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qu"
					+ "lcy4a-fN")))
			.isEqualTo("When I grow up, I want to be a watermelon");
	}

	@Test
	void a_browser_is_told_what_happened_and_where() {
		subscribe(this.browser, "one");
		UUID delivery = told("Le renard est prêt 🦊", null);
		assertThat(this.deliveries.attempt(delivery)).isEqualTo(DeliveryOutcome.DELIVERED);
		assertThat(this.service.pushed()).singleElement().satisfies((pushed) -> {
			assertThat(pushed.path()).isEqualTo("/one");
			String content = this.browser.read(pushed.body());
			assertThat((String) JsonPath.read(content, "$.title")).isEqualTo("Léa wrote to you");
			assertThat((String) JsonPath.read(content, "$.text")).isEqualTo("Le renard est prêt 🦊");
			assertThat((String) JsonPath.read(content, "$.link")).isEqualTo("/orders/T-1#conversation");
			assertThat(pushed.header("Content-Encoding")).isEqualTo("aes128gcm");
			assertThat(pushed.header("TTL")).isEqualTo("86400");
			assertThat(pushed.header("Urgency")).isEqualTo("high");
			assertThat(pushed.header("Topic")).matches("[A-Za-z0-9_-]{1,32}");
			assertThat((String) JsonPath.read(content, "$.tag")).isEqualTo(pushed.header("Topic"));
		});
		assertThat(log(delivery)).extracting(DeliveryView.Attempt::outcome).containsExactly("DELIVERED");
		assertThat(this.deliveries.attempt(delivery)).isEqualTo(DeliveryOutcome.DELIVERED);
		assertThat(this.service.pushed()).hasSize(1);
	}

	@Test
	void its_owner_is_mailed_of_a_browser_once() {
		subscribe(this.browser, "one");
		subscribe(this.browser, "one");
		subscribe(TestBrowser.fresh(), "two");
		assertThat(this.mails.to(this.me + "@orderflow.example")).hasSize(2).allSatisfy((mail) -> {
			assertThat(mail.subject()).isEqualTo("A browser now shows your notifications");
			assertThat(mail.text()).contains("/account/security");
		});
	}

	@Test
	void a_browser_is_told_what_follows_from_a_request_before_its_reason() {
		subscribe(this.browser, "one");
		this.transaction.executeWithoutResult(
				(status) -> this.notifications.notify(new NewNotification(this.me, NotificationKind.REQUEST,
						UUID.randomUUID().toString(), "T-1", "order.cancellation.asked", List.of("T-1", "Fox", "Léa"),
						"/orders/T-1#now", null, new NewNotification.Quote("Léa", "No longer needed"))));
		deliveriesOfLast().forEach((delivery) -> this.deliveries.attempt(delivery.id()));
		assertThat(this.service.pushed()).singleElement()
			.satisfies((pushed) -> assertThat((String) JsonPath.read(this.browser.read(pushed.body()), "$.text"))
				.startsWith("Léa ")
				.contains("without an answer by then")
				.endsWith("\nNo longer needed"));
	}

	@Test
	void the_push_service_can_tell_that_it_is_us() throws GeneralSecurityException {
		subscribe(this.browser, "one");
		this.deliveries.attempt(told("Hello", null));
		Matcher authorization = Pattern.compile("vapid t=([\\w-]+\\.[\\w-]+)\\.([\\w-]+), ?k=([\\w-]+)")
			.matcher(this.service.pushed().get(0).header("Authorization"));
		assertThat(authorization.matches()).as(this.service.pushed().get(0).header("Authorization")).isTrue();
		assertThat(authorization.group(3)).isEqualTo(this.subscriptions.publicKey());
		Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
		signature.initVerify(TestBrowser.publicKey(Base64.getUrlDecoder().decode(authorization.group(3))));
		signature.update(authorization.group(1).getBytes(StandardCharsets.US_ASCII));
		assertThat(signature.verify(Base64.getUrlDecoder().decode(authorization.group(2)))).isTrue();
		String claims = new String(Base64.getUrlDecoder().decode(authorization.group(1).split("\\.")[1]),
				StandardCharsets.UTF_8);
		assertThat((String) JsonPath.read(claims, "$.aud")).isEqualTo("https://localhost:" + this.service.port());
		assertThat((String) JsonPath.read(claims, "$.sub")).isEqualTo("mailto:orderflow@localhost");
		Instant expires = Instant.ofEpochSecond(((Number) JsonPath.read(claims, "$.exp")).longValue());
		assertThat(expires).isBetween(Instant.now().plusSeconds(60), Instant.now().plus(Duration.ofHours(24)));
	}

	@Test
	void every_browser_is_told_by_itself_and_as_the_preference_of_the_moment_says() {
		subscribe(this.browser, "one");
		TestBrowser other = TestBrowser.fresh();
		subscribe(other, "two");
		told("Hello", null);
		deliveriesOfLast().forEach((delivery) -> this.deliveries.attempt(delivery.id()));
		assertThat(this.service.pushed()).extracting(Pushed::path).containsExactlyInAnyOrder("/one", "/two");
		assertThat(this.service.pushed()).extracting((pushed) -> pushed.header("Topic")).doesNotHaveDuplicates();

		this.accounts.prefer(this.me, new PreferenceChange(null, null, null, null, Map.of("MESSAGE", false)));
		tell("Quiet", null);
		assertThat(deliveriesOfLast()).isEmpty();
	}

	@Test
	void messages_are_pushed_one_by_one_even_where_their_mail_waits() {
		this.accounts.prefer(this.me, new PreferenceChange(null, null, null, Map.of("MESSAGE", true), null));
		subscribe(this.browser, "one");
		tell("one", "conversation/1");
		List<DeliveryView> first = deliveriesOfLast();
		tell("two", "conversation/1");
		List<DeliveryView> second = deliveriesOfLast();
		assertThat(first).extracting(DeliveryView::channel)
			.containsExactlyInAnyOrder(NotificationChannel.EMAIL, NotificationChannel.PUSH);
		assertThat(second).extracting(DeliveryView::channel)
			.containsExactlyInAnyOrder(NotificationChannel.EMAIL, NotificationChannel.PUSH);
		assertThat(second).filteredOn((delivery) -> delivery.channel() == NotificationChannel.PUSH)
			.doesNotContainAnyElementsOf(first);
		assertThat(second).filteredOn((delivery) -> delivery.channel() == NotificationChannel.EMAIL)
			.allMatch(first::contains);
	}

	@Test
	void a_long_text_is_cut_to_what_push_services_take() {
		subscribe(this.browser, "one");
		for (String text : List.of("x".repeat(20_000), "🖌".repeat(10_000), "\u0001".repeat(20_000))) {
			this.deliveries.attempt(told(text, null));
			String content = this.browser.read(last().body());
			assertThat((String) JsonPath.read(content, "$.text")).endsWith("…").startsWith(text.substring(0, 200));
		}
	}

	@Test
	void a_browser_that_is_gone_is_forgotten_and_that_is_on_the_record() {
		for (int status : List.of(404, 410)) {
			subscribe(this.browser, "one");
			UUID delivery = told("Hello", null);
			UUID waiting = told("Hello again", null);
			this.service.answersNext(status, Map.of());
			assertThat(this.deliveries.attempt(delivery)).isEqualTo(DeliveryOutcome.UNDELIVERABLE);
			assertThat(log(delivery)).singleElement()
				.satisfies((attempt) -> assertThat(attempt.detail()).contains(String.valueOf(status)));
			assertThat(this.subscriptions.of(this.me)).isEmpty();
			assertThat(this.deliveries.attempt(waiting)).isEqualTo(DeliveryOutcome.UNDELIVERABLE);
		}
		assertThat(this.service.pushed()).hasSize(2);
	}

	@Test
	void a_push_that_is_too_large_ends_it_and_keeps_the_browser() {
		subscribe(this.browser, "one");
		this.service.answersNext(413, Map.of());
		assertThat(this.deliveries.attempt(told("Hello", null))).isEqualTo(DeliveryOutcome.UNDELIVERABLE);
		assertThat(this.subscriptions.of(this.me)).hasSize(1);
	}

	@Test
	void who_is_busy_says_when_to_come_back() {
		subscribe(this.browser, "one");
		this.clock.freeze();
		UUID delivery = told("Hello", null);
		this.service.answersNext(429, Map.of("Retry-After", "90"))
			.answersNext(503, Map.of("Retry-After", "Fri, 31 Dec 2100 23:59:59 GMT"))
			.answersNext(429, Map.of("Retry-After", "0"))
			.answersNext(503, Map.of("Retry-After", "soon"))
			.answersNext(500, Map.of());
		assertThat(this.deliveries.attempt(delivery).retryAt()).isCloseTo(this.clock.instant().plusSeconds(90),
				within(1, ChronoUnit.SECONDS));
		assertThat(this.deliveries.attempt(delivery).retryAt())
			.isCloseTo(this.clock.instant().plus(Duration.ofHours(6)), within(1, ChronoUnit.SECONDS));
		assertThat(this.deliveries.attempt(delivery).retryAt()).as("not at once")
			.isCloseTo(this.clock.instant().plusSeconds(60), within(1, ChronoUnit.SECONDS));
		for (int i = 0; i < 2; i++) {
			assertThatExceptionOfType(DeliveryFailedException.class).isThrownBy(() -> this.deliveries.attempt(delivery))
				.withMessageContaining("answered 50");
		}
		assertThat(this.deliveries.attempt(delivery)).isEqualTo(DeliveryOutcome.DELIVERED);
		assertThat(log(delivery)).extracting(DeliveryView.Attempt::outcome)
			.containsExactly("FAILED", "FAILED", "FAILED", "FAILED", "FAILED", "DELIVERED");
		assertThat(log(delivery).get(0).detail()).contains("429").contains("asked to wait until");
		assertThat(this.service.pushed()).extracting((pushed) -> pushed.header("Topic"))
			.containsOnly(last().header("Topic"));
	}

	/** Whoever subscribes names the push service, and it may answer without an end. */
	@Test
	void what_a_push_service_answers_is_not_read_without_an_end() {
		subscribe(this.browser, "one");
		UUID delivery = told("Hello", null);
		Map<String, String> many = IntStream.range(0, 200)
			.boxed()
			.collect(Collectors.toMap((number) -> "X-" + number, String::valueOf));
		this.service.answersNext(201, Map.of("X", "x".repeat(20_000))).answersNext(201, many);
		for (int i = 0; i < 2; i++) {
			assertThatExceptionOfType(DeliveryFailedException.class).isThrownBy(() -> this.deliveries.attempt(delivery))
				.withMessageContaining("xceeded");
		}
		assertThat(this.service.pushed()).hasSize(2);
	}

	/** Whoever subscribes names a push service, which may be their own. */
	@Test
	void what_a_push_service_says_is_kept_as_one_line_of_text() {
		subscribe(this.browser, "one");
		this.service.answersNext(413, Map.of(), "no\r\n2026-11-30 ERROR ada signed in\u001b[2J\u2028from here");
		UUID delivery = told("Hello", null);
		assertThat(this.deliveries.attempt(delivery)).isEqualTo(DeliveryOutcome.UNDELIVERABLE);
		assertThat(log(delivery).get(0).detail()).endsWith("413 no 2026-11-30 ERROR ada signed in [2J from here");
	}

	@Test
	void nobody_is_sent_elsewhere() {
		subscribe(this.browser, "one");
		this.service.answersNext(307, Map.of("Location", this.service.endpoint("elsewhere")));
		UUID delivery = told("Hello", null);
		assertThatExceptionOfType(DeliveryFailedException.class).isThrownBy(() -> this.deliveries.attempt(delivery))
			.withMessageContaining("307");
		assertThat(this.service.pushed()).hasSize(1);
	}

	@Test
	void a_name_that_points_to_a_private_address_by_then_is_not_connected_to() {
		subscribe(this.browser, "one");
		this.jdbc.sql("update push_subscription set endpoint = ? where account = ?")
			.params("https://127.0.0.1:" + this.service.port() + "/one", this.me)
			.update();
		UUID delivery = told("Hello", null);
		assertThat(this.deliveries.attempt(delivery)).isEqualTo(DeliveryOutcome.UNDELIVERABLE);
		assertThat(log(delivery).get(0).detail()).contains("not public");
		assertThat(this.service.pushed()).isEmpty();
	}

	@Test
	void a_browser_that_changed_hands_does_not_show_what_was_for_its_owner_before() {
		subscribe(this.browser, "one");
		UUID mine = told("Hello", null);
		String other = this.newcomers.client();
		this.subscriptions.subscribe(other, given(this.browser, this.service.endpoint("one")));
		assertThat(this.subscriptions.of(this.me)).isEmpty();
		assertThat(this.deliveries.attempt(mine)).isEqualTo(DeliveryOutcome.UNDELIVERABLE);
		assertThat(this.service.pushed()).isEmpty();
	}

	@Test
	void browsers_that_were_subscribed_with_another_password_hear_nothing_more() {
		subscribe(this.browser, "one");
		UUID mine = told("Hello", null);
		String other = this.newcomers.client();
		this.subscriptions.subscribe(other, given(TestBrowser.fresh(), this.service.endpoint("two")));
		// as a process admin sets it
		User user = this.identity.createUserQuery().userId(this.me).singleResult();
		user.setPassword("quite another one");
		this.identity.saveUser(user);
		assertThat(this.subscriptions.of(this.me)).isEmpty();
		assertThat(this.subscriptions.of(other)).hasSize(1);
		assertThat(this.deliveries.attempt(mine)).isEqualTo(DeliveryOutcome.UNDELIVERABLE);
		assertThat(this.service.pushed()).isEmpty();
	}

	/** Whoever found one open may have subscribed a browser of theirs in it. */
	@Test
	void browsers_that_were_subscribed_before_all_other_sessions_were_ended_hear_nothing_more() {
		subscribe(this.browser, "one");
		this.sessions.endOthers(this.me, null);
		assertThat(this.subscriptions.of(this.me)).isEmpty();
	}

	private void subscribe(TestBrowser who, String name) {
		this.subscriptions.subscribe(this.me, given(who, this.service.endpoint(name)));
	}

	private static NewPushSubscription given(TestBrowser who, String endpoint) {
		return new NewPushSubscription(endpoint, who.p256dh(), who.auth(), "Firefox");
	}

	private void tell(String text, @Nullable String group) {
		this.transaction.executeWithoutResult((status) -> this.notifications.notify(new NewNotification(this.me,
				NotificationKind.MESSAGE, UUID.randomUUID().toString(), "T-1", "message-posted", List.of("Léa", "T-1"),
				"/orders/T-1#conversation", group, new NewNotification.Quote("Léa", text))));
	}

	/** The first delivery of what is told now. */
	private UUID told(String text, @Nullable String group) {
		tell(text, group);
		return deliveriesOfLast().get(0).id();
	}

	private List<DeliveryView> deliveriesOfLast() {
		return this.notifications.deliveries(this.me, this.notifications.page(this.me, null, 1).items().get(0).id());
	}

	private List<DeliveryView.Attempt> log(UUID delivery) {
		return this.notifications.delivery("ada", delivery).attempts();
	}

	private Pushed last() {
		List<Pushed> pushed = this.service.pushed();
		return pushed.get(pushed.size() - 1);
	}

}
