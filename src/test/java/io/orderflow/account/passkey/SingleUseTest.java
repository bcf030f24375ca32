package io.orderflow.account.passkey;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.orderflow.AccountMails;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.SenderAt;
import io.orderflow.TestTimeouts;
import io.orderflow.Visitor;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is good once, sent four times at the same moment: each has looked whether it is
 * still good before any of the others has used it.
 */
@OrderflowTest
class SingleUseTest {

	private static final int TIMES = 4;

	private static final Pattern LINK = Pattern.compile("http://localhost:\\d+(/\\S+)");

	private static final String PASSWORD = "four plain words here";

	@LocalServerPort
	private int port;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private AccountMails mails;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private TransactionTemplate transaction;

	/**
	 * Sends all while the rows that they look at are held, and lets them go once all
	 * wait.
	 */
	private <T> List<T> together(String held, List<Supplier<T>> senders) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(senders.size());
		try {
			List<Future<T>> sent = Objects.requireNonNull(this.transaction.execute((tx) -> {
				this.jdbc.sql("select 1 from " + held + " for update").query(Integer.class).list();
				List<Future<T>> begun = senders.stream().map((sender) -> threads.submit(sender::get)).toList();
				Awaitility.await()
					.atMost(TestTimeouts.LIMIT)
					.pollInSameThread()
					.until(() -> waiting() + begun.stream().filter(Future::isDone).count() >= senders.size());
				return begun;
			}));
			List<T> answers = new ArrayList<>();
			for (Future<T> answer : sent) {
				answers.add(answer.get());
			}
			return answers;
		}
		finally {
			threads.shutdownNow();
		}
	}

	private int waiting() {
		return this.jdbc.sql("select count(*) from pg_stat_activity where wait_event_type = 'Lock'")
			.query(Integer.class)
			.single();
	}

	private static List<Integer> statuses(List<HttpResponse<String>> answers) {
		return answers.stream().map(HttpResponse::statusCode).toList();
	}

	private Visitor signedIn(String account) {
		Visitor visitor = Visitor.stranger(this.port);
		assertThat(visitor.signIn(account, Newcomers.PASSWORD).statusCode()).isEqualTo(302);
		visitor.readCsrf();
		return visitor;
	}

	private SoftwarePasskey registered(Visitor owner) throws Exception {
		SoftwarePasskey passkey = new SoftwarePasskey(this.port, 32);
		String options = owner.post("/webauthn/register/options", "{}").body();
		assertThat(owner.post("/webauthn/register", passkey.registration(options)).statusCode()).isEqualTo(200);
		return passkey;
	}

	private static String ofAccount(String account) {
		return "spring_session_attributes where session_primary_id in (select primary_id from spring_session"
				+ " where principal_name = '" + account + "')";
	}

	@Test
	void an_answer_of_a_passkey_opens_one_session() throws Exception {
		String noah = this.newcomers.freelancer();
		SoftwarePasskey passkey = registered(signedIn(noah));
		SenderAt browser = new SenderAt("127.0.0.1", this.port);
		Matcher question = Pattern.compile("\"challenge\":\"[^\"]+\"")
			.matcher(browser.post("/webauthn/authenticate/options").text());
		assertThat(question.find()).isTrue();
		String answer = passkey.answer("{" + question.group() + "}", true);
		String session = browser.cookie("ORDERFLOW_SESSION");
		List<Supplier<SenderAt.Answer>> senders = Stream.generate(() -> new SenderAt("127.0.0.1", this.port))
			.limit(TIMES).<Supplier<SenderAt
					.Answer>>map(
							(sender) -> () -> sender.keeping("ORDERFLOW_SESSION", session)
								.post("/login/webauthn", answer))
			.toList();
		List<SenderAt.Answer> answers = together("spring_session_attributes a where a.attribute_name = '"
				+ SessionRequestOptionsRepository.class.getName() + "'", senders);
		assertThat(answers.stream().map(SenderAt.Answer::status)).containsExactlyInAnyOrder(200, 403, 403, 403);
		assertThat(this.jdbc.sql("select count(*) from spring_session where principal_name = ?")
			.param(noah)
			.query(Integer.class)
			.single()).as("the one with the password, and one").isEqualTo(2);
	}

	@Test
	void a_question_for_a_new_passkey_adds_one() throws Exception {
		String noah = this.newcomers.freelancer();
		Visitor owner = signedIn(noah);
		String options = owner.post("/webauthn/register/options", "{}").body();
		List<Supplier<HttpResponse<String>>> senders = new ArrayList<>();
		for (int i = 0; i < TIMES; i++) {
			String registration = new SoftwarePasskey(this.port, 32).registration(options);
			senders.add(() -> owner.post("/webauthn/register", registration));
		}
		assertThat(statuses(together(ofAccount(noah), senders))).containsOnlyOnce(200);
		assertThat(this.jdbc.sql("""
				select count(*) from user_credentials c join user_entities e on e.id = c.user_entity_user_id
				where e.name = ?
				""").param(noah).query(Integer.class).single()).isOne();
	}

	@Test
	void a_recovery_code_opens_one_session() throws Exception {
		String noah = this.newcomers.freelancer();
		Visitor owner = signedIn(noah);
		registered(owner);
		Matcher code = Pattern.compile("[2-9b-z]{4}(-[2-9b-z]{4}){3}")
			.matcher(owner.form("/account/passkeys/recovery-codes", Map.of()).body());
		assertThat(code.find()).isTrue();
		List<Supplier<HttpResponse<String>>> senders = Stream.generate(() -> signedIn(noah))
			.limit(TIMES)
			.<Supplier<HttpResponse<String>>>map(
					(thief) -> () -> thief.form("/account/passkeys/recovery", Map.of("code", code.group())))
			.toList();
		assertThat(statuses(together("recovery_code where account = '" + noah + "'", senders)))
			.containsExactlyInAnyOrder(302, 400, 400, 400);
	}

	@Test
	void a_link_to_an_account_makes_one() throws Exception {
		String email = "ines" + UUID.randomUUID() + "@orderflow.example";
		Visitor stranger = stranger();
		assertThat(stranger
			.form("/register", Map.of("firstName", "Ines", "lastName", "Da Silva", "email", email, "roles", "clients"))
			.statusCode()).isEqualTo(302);
		Map<String, String> confirmed = Map.of("firstName", "Ines", "lastName", "Da Silva", "roles", "clients",
				"password", PASSWORD);
		assertThat(statuses(follow(email, link(email), confirmed))).containsExactlyInAnyOrder(302, 409, 409, 409);
	}

	@Test
	void a_link_to_a_new_password_sets_one() throws Exception {
		String email = this.newcomers.client() + "@orderflow.example";
		assertThat(stranger().form("/forgotten", Map.of("email", email)).statusCode()).isEqualTo(302);
		assertThat(statuses(follow(email, link(email), Map.of("password", PASSWORD)))).containsExactlyInAnyOrder(302,
				409, 409, 409);
	}

	@Test
	void a_link_to_another_address_is_followed_once() throws Exception {
		String email = "new" + UUID.randomUUID() + "@orderflow.example";
		Visitor owner = signedIn(this.newcomers.client());
		owner.form("/account/security/email", Map.of("email", email, "present", Newcomers.PASSWORD));
		assertThat(statuses(follow(email, link(email), Map.of()))).containsExactlyInAnyOrder(200, 409, 409, 409);
	}

	private Visitor stranger() {
		Visitor visitor = Visitor.stranger(this.port);
		visitor.readCsrf();
		return visitor;
	}

	private String link(String email) {
		Matcher link = LINK.matcher(this.mails.to(email).get(0).text());
		assertThat(link.find()).isTrue();
		return link.group(1);
	}

	private List<HttpResponse<String>> follow(String email, String link, Map<String, String> fields) throws Exception {
		List<Supplier<HttpResponse<String>>> senders = Stream.generate(this::stranger)
			.limit(TIMES)
			.<Supplier<HttpResponse<String>>>map((visitor) -> () -> visitor.form(link, fields))
			.toList();
		return together("account_token where lower(email) = '" + email + "'", senders);
	}

}
