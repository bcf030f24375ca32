package io.orderflow.platform.signin;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;

import io.orderflow.HeldOrders;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.TestBrowser;
import io.orderflow.TestPushService;
import io.orderflow.TestTimeouts;
import io.orderflow.Visitor;
import io.orderflow.platform.UserStore;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What is good beyond a session is asked for at the very moment in which the session is
 * ended, or its owner gets another password: it comes before, or not at all.
 */
@OrderflowTest
class NothingOutlivesTest {

	@LocalServerPort
	private int port;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private UserStore users;

	@Autowired
	private AccountSessions sessions;

	@Autowired
	private IdentityService identity;

	@Autowired
	private HeldOrders held;

	@Autowired
	private JdbcClient jdbc;

	private final TestPushService push = new TestPushService();

	private String person;

	@BeforeEach
	void somebody() {
		this.person = this.newcomers.client();
	}

	@AfterEach
	void leave() {
		this.push.close();
	}

	/** What is asked for. */
	enum Wanted {

		TOKEN((visitor) -> visitor.post("/api/me/tokens", "{\"name\":\"t\",\"scopes\":[\"READ\"],\"days\":1}")),

		ADDRESS((visitor) -> visitor.form("/account/security/email",
				Map.of("email", "elsewhere@orderflow.example", "present", Newcomers.PASSWORD))),

		PASSWORD((visitor) -> visitor.form("/account/security/password",
				Map.of("password", "the thief's own one", "present", Newcomers.PASSWORD))),

		PUSH(null);

		private final Function<Visitor, HttpResponse<String>> ask;

		Wanted(Function<Visitor, HttpResponse<String>> ask) {
			this.ask = ask;
		}

	}

	@ParameterizedTest
	@EnumSource(Wanted.class)
	void the_end_of_the_session(Wanted wanted) throws Exception {
		assertNothingComes(wanted, () -> this.sessions.endOthers(this.person, null));
		assertThat(Visitor.withPassword(this.port, this.person, Newcomers.PASSWORD).get("/api/me").statusCode())
			.isEqualTo(200);
	}

	@ParameterizedTest
	@EnumSource(Wanted.class)
	void another_password(Wanted wanted) throws Exception {
		assertNothingComes(wanted, () -> this.users.changePassword(this.person, "quite another one"));
	}

	/** However much is asked for in it. */
	@Test
	void a_session_is_ended_while_it_asks_again_and_again() throws Exception {
		Visitor thief = Visitor.stranger(this.port);
		thief.signIn(this.person, Newcomers.PASSWORD);
		thief.readCsrf();
		AtomicBoolean ended = new AtomicBoolean();
		ExecutorService threads = Executors.newFixedThreadPool(13);
		try {
			List<Future<?>> asking = Stream.<Runnable>generate(() -> () -> {
				while (!ended.get()) {
					subscribe(thief);
				}
			}).limit(12).<Future<?>>map(threads::submit).toList();
			await().until(() -> this.jdbc.sql("select count(*) from push_subscription where account = :id")
				.param("id", this.person)
				.query(Integer.class)
				.single() > 0);
			assertThat(threads.submit(() -> this.sessions.endOthers(this.person, null)))
				.succeedsWithin(TestTimeouts.LIMIT);
			ended.set(true);
			for (Future<?> one : asking) {
				one.get();
			}
		}
		finally {
			ended.set(true);
			threads.shutdownNow();
		}
		assertThat(this.jdbc.sql("select count(*) from push_subscription where account = :id")
			.param("id", this.person)
			.query(Integer.class)
			.single()).isZero();
	}

	/** Over and over, behind a body that was kept back, or in a race. */
	@Test
	void an_admin_who_is_one_no_more_gives_nothing_back_to_themselves() throws Exception {
		String admin = this.newcomers.person("Adele", Locale.ENGLISH, UserStore.PROCESS_ADMINS);
		Visitor thief = Visitor.withPassword(this.port, admin, Newcomers.PASSWORD);
		AtomicReference<HttpResponse<String>> answer = new AtomicReference<>();
		this.held.whileRowsAreHeld("act_id_user where id_ = '" + admin + "'",
				() -> answer.set(thief.put("/engine-rest/group/camunda-admin/members/" + admin, "")),
				() -> this.identity.deleteMembership(admin, UserStore.PROCESS_ADMINS));
		assertThat(answer.get().statusCode()).as(answer.get().body()).isEqualTo(403);
		assertThat(this.users.groupsOf(admin)).isEmpty();
	}

	@Test
	void nor_does_one_who_was_removed_come_back() throws Exception {
		String admin = this.newcomers.person("Adele", Locale.ENGLISH, UserStore.PROCESS_ADMINS);
		Visitor thief = Visitor.withPassword(this.port, admin, Newcomers.PASSWORD);
		AtomicReference<HttpResponse<String>> answer = new AtomicReference<>();
		this.held.whileRowsAreHeld("act_id_user where id_ = '" + admin + "'", () -> answer.set(thief.post(
				"/engine-rest/user/create",
				"{\"profile\":{\"id\":\"%s\",\"firstName\":\"A\"},\"credentials\":{\"password\":\"quite another one\"}}"
					.formatted(admin))),
				() -> this.identity.deleteUser(admin));
		assertThat(answer.get().statusCode()).as(answer.get().body()).isEqualTo(403);
		assertThat(this.users.exists(admin)).isFalse();
	}

	@Test
	void two_admins_who_change_each_other_do_not_wait_for_one_another() throws Exception {
		String one = this.newcomers.person("Adele", Locale.ENGLISH, UserStore.PROCESS_ADMINS);
		String other = this.newcomers.person("Ada", Locale.ENGLISH, UserStore.PROCESS_ADMINS);
		ExecutorService threads = Executors.newFixedThreadPool(2);
		try {
			for (int i = 0; i < 20; i++) {
				List<Future<Integer>> both = threads
					.invokeAll(List.of(() -> joins(one, other), () -> joins(other, one)));
				assertThat(both.get(0).get()).isEqualTo(409);
				assertThat(both.get(1).get()).isEqualTo(409);
			}
		}
		finally {
			threads.shutdownNow();
		}
	}

	private int joins(String admin, String member) {
		return Visitor.withPassword(this.port, admin, Newcomers.PASSWORD)
			.put("/engine-rest/group/camunda-admin/members/" + member, "")
			.statusCode();
	}

	private void assertNothingComes(Wanted wanted, Runnable end) throws Exception {
		Visitor thief = Visitor.stranger(this.port);
		thief.signIn(this.person, Newcomers.PASSWORD);
		thief.readCsrf();
		AtomicReference<HttpResponse<String>> answer = new AtomicReference<>();
		this.held.whileRowsAreHeld("act_id_user where id_ = '" + this.person + "'",
				() -> answer.set((wanted.ask != null) ? wanted.ask.apply(thief) : subscribe(thief)), end);
		assertThat(answer.get().statusCode()).as(answer.get().body()).isEqualTo(403);
		assertThat(this.jdbc.sql("""
				select (select count(*) from api_token where account = :id)
					+ (select count(*) from account_token where account = :id)
					+ (select count(*) from push_subscription where account = :id)
				""").param("id", this.person).query(Integer.class).single()).isZero();
	}

	private HttpResponse<String> subscribe(Visitor visitor) {
		return visitor.post("/api/me/push-subscriptions",
				TestBrowser.fresh().subscription(this.push.endpoint("thief")));
	}

}
