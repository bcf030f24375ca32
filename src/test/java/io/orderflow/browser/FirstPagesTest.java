package io.orderflow.browser;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.FilePayload;
import io.orderflow.BareOrders;
import io.orderflow.AccountMails;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.SampleFiles;
import io.orderflow.account.NotificationKind;
import io.orderflow.account.PasswordResetService;
import io.orderflow.account.SignUpService;
import io.orderflow.catalog.ListingService;
import io.orderflow.notification.NewNotification;
import io.orderflow.notification.NotificationService;
import io.orderflow.notification.delivery.NotificationDeliveryService;
import io.orderflow.platform.UserStore;
import io.orderflow.platform.embedded.MailCatcher.CaughtMail;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The pages of who has no account yet or does not sign in, and of who has nothing yet, in
 * a real browser, in both languages and on both sizes.
 */
@OrderflowTest
@ExtendWith(Chromium.class)
class FirstPagesTest {

	@LocalServerPort
	private int port;

	@Autowired
	private BareOrders orders;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private ListingService listings;

	@Autowired
	private SignUpService signUp;

	@Autowired
	private PasswordResetService forgotten;

	@Autowired
	private NotificationService notifications;

	@Autowired
	private NotificationDeliveryService deliveries;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private AccountMails mails;

	@ParameterizedTest
	@ValueSource(strings = { "en", "fr" })
	void what_strangers_see_fits_and_reads(String language) {
		try (PageInspector stranger = PageInspector.stranger(Chromium.browser(), this.port, language)) {
			stranger.looksAt("/sign-in", "sign-in-empty-" + language);
			stranger.find("#username").fill("nobody");
			stranger.find("#password").fill("wrong");
			stranger.find("form[action$=sign-in] button").click();
			stranger.find("#refused").waitFor();
			stranger.looks("sign-in-" + language);
			stranger.looksAt("/register", "register-" + language);
			stranger.find("#firstName").fill("Inès");
			stranger.find("#lastName").fill("Da Silva");
			send(stranger, "registered-" + language);
			stranger.looksAt("/forgotten", "forgotten-" + language);
			send(stranger, "forgotten-sent-" + language);
			stranger.looksAt("/welcome/nonsense", "problem-" + language);
			stranger.looksAt("/orders//none", "error-" + language);
		}
	}

	private static void send(PageInspector stranger, String name) {
		stranger.find("#email").fill("ines." + UUID.randomUUID() + "@orderflow.example");
		stranger.find("[name=roles]").all().forEach(Locator::check);
		stranger.find("main form button").click();
		stranger.find("[role=status]").waitFor();
		stranger.looks(name);
	}

	@ParameterizedTest
	@ValueSource(strings = { "en", "fr" })
	void where_mails_lead_fits_and_reads(String language) {
		String newcomer = "ines." + UUID.randomUUID() + "@orderflow.example";
		this.signUp.ask(Map.of("firstName", "Inès", "lastName", "Da Silva", "email", newcomer, "roles",
				List.of(UserStore.CLIENTS), "timeZone", "Europe/Lisbon"), Locale.forLanguageTag(language));
		String account = person("Ines", language, UserStore.CLIENTS);
		String email = account + "@orderflow.example";
		this.forgotten.ask(Map.of("email", email));
		CaughtMail told = told(account, email);
		try (PageInspector stranger = PageInspector.stranger(Chromium.browser(), this.port, language)) {
			stranger.looksAt(link(mail(newcomer, "/welcome/"), "/welcome/"), "welcome-" + language);
			stranger.looksAt(link(mail(email, "/reset/"), "/reset/"), "reset-" + language);
			stranger.looksAt("/mail", "mails-" + language);
			stranger.looksAt("/mail/" + told.number(), "mail-" + language);
			stranger.looksAt(link(told, "/unsubscribe/"), "unsubscribe-" + language);
			stranger.find("button").click();
			stranger.find("[role=status]").waitFor();
			stranger.looks("unsubscribed-" + language);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "en", "fr" })
	void what_newcomers_find_empty_fits_and_reads(String language) {
		String freelancer = person("Noah", language, UserStore.FREELANCERS);
		try (PageInspector noah = at(freelancer)) {
			noah.looksAt("/sell", "sell-none-" + language);
			noah.looksAt("/sell/listings", "my-services-none-" + language);
			noah.looksAt("/sell/listings/new", "my-service-new-" + language);
			noah.go("/sell/listings/new");
			noah.find("#new-pictures")
				.setInputFiles(new FilePayload("fox.png", "image/png", SampleFiles.picture("png", 600, 400)));
			noah.find("#picture-0-text").waitFor();
			PlaywrightAssertions.assertThat(noah.find("#picture-0-text")).isFocused();
			noah.looks("my-service-picture-" + language);
			noah.looksAt("/account/picture", "portrait-" + language);
			noah.looksAt("/ready-messages", "ready-messages-none-" + language);
		}
		try (PageInspector camille = at(person("Camille", language, UserStore.CLIENTS))) {
			camille.looksAt("/buy", "buy-none-" + language);
			camille.looksAt("/services?q=" + UUID.randomUUID(), "services-none-" + language);
			camille.looksAt("/conversations", "conversations-none-" + language);
			this.orders.onSale(freelancer);
			camille.looksAt("/conversations/new?freelancer=" + freelancer, "inquiry-" + language);
			camille.looksAt("/contacts", "contacts-none-" + language);
			camille.looksAt("/notifications", "notifications-none-" + language);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "en", "fr" })
	void what_is_offered_to_who_only_buys_or_only_sells_fits_and_reads(String language) {
		String seller = person("Lea", language, UserStore.FREELANCERS);
		this.orders.onSale(seller);
		UUID service = this.listings.ofFreelancer(seller, null, null).items().get(0).id();
		try (PageInspector noah = at(person("Noah", language, UserStore.FREELANCERS))) {
			noah.looksAt("/services/" + service, "service-also-" + language);
			noah.looksAt("/buy", "buy-also-" + language);
			noah.looksAt("/conversations/new?freelancer=" + seller, "inquiry-also-" + language);
			noah.looksAt("/account", "account-also-" + language);
			noah.go("/services/" + service);
			noah.find("main .notice button").click();
			noah.find("button[form=ordering]").first().waitFor();
			assertThat(noah.page().url()).endsWith("/services/" + service);
		}
		try (PageInspector camille = at(person("Camille", language, UserStore.CLIENTS))) {
			camille.looksAt("/sell", "sell-also-" + language);
			camille.looksAt("/sell/listings", "my-services-also-" + language);
			camille.looksAt("/sell/listings/new", "my-service-also-" + language);
			camille.go("/account");
			camille.find("main .notice button").click();
			camille.find("[role=status].told").waitFor();
			camille.looks("account-added-" + language);
		}
	}

	/** The mail of a notification. */
	private CaughtMail told(String account, String email) {
		this.transaction.executeWithoutResult((status) -> this.notifications
			.notify(new NewNotification(account, NotificationKind.MESSAGE, UUID.randomUUID().toString(), "OF-1",
					"message-posted", List.of("Noah", "OF-1"), "/orders/OF-1")));
		UUID told = this.notifications.page(account, null, 1).items().get(0).id();
		this.deliveries.attempt(this.notifications.deliveries(account, told).get(0).id());
		return mail(email, "/unsubscribe/");
	}

	private CaughtMail mail(String to, String linking) {
		return this.mails.to(to).stream().filter((mail) -> mail.text().contains(linking)).findFirst().orElseThrow();
	}

	private static String link(CaughtMail mail, String to) {
		Matcher link = Pattern.compile("http://localhost:\\d+(" + to + "\\S+)").matcher(mail.text());
		assertThat(link.find()).as(mail.text()).isTrue();
		return link.group(1);
	}

	private String person(String name, String language, String group) {
		return this.newcomers.person(name, Locale.forLanguageTag(language), group);
	}

	private PageInspector at(String account) {
		return PageInspector.at(Chromium.browser(), this.port, PageInspector.WIDE, account, Newcomers.PASSWORD);
	}

}
