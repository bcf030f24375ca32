package io.orderflow.platform.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import io.orderflow.MovableClock;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import io.orderflow.platform.UserStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** What a stranger does who tries passwords, and what it does to the owner: nothing. */
@OrderflowTest
class PasswordAttackTest {

	/** Attempts that are looked at before the first pause. */
	private static final int FREE = 5;

	@LocalServerPort
	private int port;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private MovableClock clock;

	@Autowired
	private Pbkdf2PasswordEncryptor passwords;

	private String id;

	@BeforeEach
	void somebody() {
		this.id = this.newcomers.client();
	}

	@AfterEach
	void realTime() {
		this.clock.reset();
	}

	@Test
	void who_tries_too_many_waits_longer_and_longer_but_never_for_good() {
		this.clock.freeze();
		for (int i = 0; i <= FREE; i++) {
			assertThat(tried("wrong" + i).statusCode()).isEqualTo(401);
		}
		long longest = 0;
		for (int i = 0; i < 14; i++) {
			HttpResponse<String> paused = tried("another" + i);
			assertThat(paused.statusCode()).isEqualTo(429);
			assertThat(paused.body()).contains("urn:orderflow:problem:sign-in-paused", "Please try again in");
			long seconds = Long.parseLong(paused.headers().firstValue("Retry-After").orElseThrow());
			assertThat(seconds).isGreaterThanOrEqualTo(longest).isLessThanOrEqualTo(900);
			longest = seconds;
			this.clock.advance(Duration.ofSeconds(seconds));
			assertThat(tried("yet another" + i).statusCode()).isEqualTo(401);
		}
		assertThat(longest).isEqualTo(900);
		assertThat(tried(Newcomers.PASSWORD).statusCode()).isEqualTo(429);

		this.clock.advance(Duration.ofSeconds(900));
		assertThat(tried(Newcomers.PASSWORD).statusCode()).isEqualTo(200);
		assertThat(tried("wrong again").statusCode()).isEqualTo(401);
		assertThat(tried("and again").statusCode()).isEqualTo(401);
	}

	@Test
	void the_owner_signs_in_from_elsewhere_while_strangers_try() {
		for (int i = 0; i < 3 * FREE; i++) {
			from("127.0.0." + (10 + i % 2), this.id, "wrong" + i);
		}
		assertThat(from("127.0.0.10", this.id, Newcomers.PASSWORD)).isEqualTo(429);
		assertThat(from("127.0.0.11", this.id, Newcomers.PASSWORD)).isEqualTo(429);
		assertThat(from("127.0.0.12", this.id, Newcomers.PASSWORD)).isEqualTo(200);
		// and goes on, also where the strangers are
		assertThat(Visitor.withPassword(this.port, this.id, Newcomers.PASSWORD).get("/api/me").statusCode())
			.isEqualTo(200);
	}

	@Test
	void many_senders_together_have_one_attempt_each_and_the_owner_too() {
		for (int sender = 2; sender < 13; sender++) {
			for (int i = 0; i < FREE; i++) {
				from("127.0.1." + sender, this.id, "wrong" + i);
			}
		}
		assertThat(from("127.0.1.100", this.id, "wrong")).isEqualTo(401);
		assertThat(from("127.0.1.100", this.id, "another")).isEqualTo(401);
		assertThat(from("127.0.1.100", this.id, "third")).isEqualTo(429);
		// the address does not tell whose it is by being tried less
		for (int i = 0; i <= FREE; i++) {
			assertThat(from("127.0.1.102", this.id + "@orderflow.example", "wrong" + i)).isEqualTo(401);
		}
		assertThat(from("127.0.1.101", this.id, Newcomers.PASSWORD)).isEqualTo(200);
	}

	@Test
	void a_program_goes_on_with_its_right_password_though_somebody_beside_it_tries_others() {
		assertThat(tried(Newcomers.PASSWORD).statusCode()).isEqualTo(200);
		for (int i = 0; i < 40; i++) {
			assertThat(tried("wrong" + i).statusCode()).isIn(401, 429);
			assertThat(tried(Newcomers.PASSWORD).statusCode()).isEqualTo(200);
		}
		assertThat(tried("one more").statusCode()).isEqualTo(429);
	}

	@Test
	void a_browser_that_signed_in_before_signs_in_again_though_somebody_beside_it_tries() {
		Visitor owner = Visitor.stranger(this.port);
		owner.signIn(this.id, Newcomers.PASSWORD);
		owner.readCsrf();
		owner.form("/sign-out", Map.of());
		Visitor stranger = Visitor.stranger(this.port);
		stranger.readCsrf();
		for (int i = 0; i <= FREE; i++) {
			stranger.form("/sign-in", Map.of("username", this.id, "password", "wrong" + i));
		}
		HttpResponse<String> paused = stranger.form("/sign-in", Map.of("username", this.id, "password", "wrong"));
		assertThat(paused.headers().firstValue("Location").orElseThrow()).endsWith("/sign-in?paused");
		assertThat(stranger.reading("en").get("/sign-in?paused").body())
			.containsPattern("Please try again in \\d+ (seconds|minutes)\\.");
		assertThat(stranger.get("/sign-in?paused").body()).as("told once").doesNotContain("Too many");

		owner.signIn(this.id, Newcomers.PASSWORD);
		assertThat(owner.get("/api/me").statusCode()).isEqualTo(200);
	}

	@Test
	void guesses_at_once_are_no_more_than_guesses_one_after_another() throws Exception {
		long before = this.passwords.rounds();
		List<Integer> answers = atOnce(60, (i) -> tried("guess" + i).statusCode());
		assertThat(answers).containsOnly(401, 429);
		assertThat(this.passwords.rounds() - before).isLessThanOrEqualTo((FREE + 1) * roundsOfOne());
	}

	@Test
	void the_same_password_at_once_is_hashed_once() throws Exception {
		long before = this.passwords.rounds();
		// of one account not all are answered at once
		assertThat(atOnce(60, (i) -> tried(Newcomers.PASSWORD).statusCode())).contains(200).isSubsetOf(200, 429);
		assertThat(this.passwords.rounds() - before).isEqualTo(roundsOfOne());
	}

	@Test
	void a_name_that_nobody_has_costs_the_same_work_and_the_same_pause() {
		// the password of nobody is hashed once
		Visitor.withPassword(this.port, "nobody" + UUID.randomUUID(), "x").get("/api/me");
		String nobody = "nobody" + UUID.randomUUID();
		for (int i = 0; i < FREE + 3; i++) {
			String password = "wrong" + i;
			long start = this.passwords.rounds();
			HttpResponse<String> known = tried(password);
			long middle = this.passwords.rounds();
			HttpResponse<String> unknown = Visitor.withPassword(this.port, nobody, password)
				.reading("en")
				.get("/api/me");
			assertThat(this.passwords.rounds() - middle).isEqualTo(middle - start);
			assertThat(unknown.statusCode()).isEqualTo(known.statusCode());
			assertThat(unknown.body()).isEqualTo(known.body());
			assertThat(unknown.headers().map().keySet()).isEqualTo(known.headers().map().keySet());
		}
	}

	@Test
	void no_pause_tells_that_an_id_and_an_address_are_one_persons() {
		this.clock.freeze();
		String nobody = "nobody" + UUID.randomUUID().toString().replace("-", "");
		for (String name : List.of(this.id, nobody)) {
			String address = name + "@orderflow.example";
			for (String typed : List.of(name, address)) {
				for (int i = 0; i <= FREE; i++) {
					assertThat(status(typed, "wrong" + i)).as(typed).isEqualTo(401);
				}
				assertThat(status(typed, "wrong")).as(typed).isEqualTo(429);
			}
			assertThat(status(" " + address.toUpperCase(Locale.ROOT), "wrong")).as("the same address").isEqualTo(429);
		}
		assertThat(status(this.id, Newcomers.PASSWORD)).isEqualTo(429);
		assertThat(status(this.id + "@orderflow.example", Newcomers.PASSWORD)).isEqualTo(429);
	}

	private int status(String typed, String password) {
		return Visitor.withPassword(this.port, typed, password).get("/api/me").statusCode();
	}

	@Test
	void whose_name_differs_in_its_letters_case_forgets_no_failures_of_another() {
		String other = this.newcomers.withEmail(this.id.toUpperCase(Locale.ROOT), "Eve",
				"eve" + this.id + "@orderflow.example", Locale.ENGLISH, UserStore.CLIENTS);
		for (int i = 0; i <= FREE; i++) {
			assertThat(status(this.id, "wrong" + i)).isEqualTo(401);
			assertThat(status(other, Newcomers.PASSWORD)).isEqualTo(200);
		}
		assertThat(status(this.id, "wrong")).isEqualTo(429);
	}

	@Test
	void the_engine_tells_nobody_whether_a_password_is_right() {
		String verify = "/engine-rest/identity/verify";
		String body = "{\"username\":\"%s\",\"password\":\"%s\"}";
		Visitor lea = Visitor.withPassword(this.port, "lea", "orderflow").reading("en");
		assertThat(lea.post(verify, body.formatted(this.id, Newcomers.PASSWORD)).statusCode()).isEqualTo(403);
		Visitor ada = Visitor.withPassword(this.port, "ada", "orderflow").reading("en");
		assertThat(ada.post(verify, body.formatted(this.id, Newcomers.PASSWORD)).statusCode()).isEqualTo(403);
		Visitor own = Visitor.withPassword(this.port, this.id, Newcomers.PASSWORD).reading("en");
		assertThat(own.post(verify, body.formatted(this.id, Newcomers.PASSWORD)).body()).contains("true");
		HttpResponse<String> answer = null;
		for (int i = 0; i < FREE + 2; i++) {
			answer = own.post(verify, body.formatted(this.id, "wrong" + i));
		}
		assertThat(answer.statusCode()).isEqualTo(429);
		assertThat(answer.body()).contains("sign-in-paused");
	}

	@Test
	void no_number_of_attempts_locks_the_sign_in_of_tasklist_for_good() {
		this.clock.freeze();
		String login = "/camunda/api/admin/auth/user/default/login/tasklist";
		Visitor stranger = Visitor.stranger(this.port);
		stranger.get("/camunda/app/tasklist/default/");
		HttpResponse<String> answer = null;
		for (int i = 0; i < 12; i++) {
			answer = stranger.send(stranger.request(login)
				.setHeader("X-XSRF-TOKEN", "any")
				.header("Content-Type", "application/x-www-form-urlencoded")
				.POST(BodyPublishers.ofString("username=" + this.id + "&password=wrong" + i)));
		}
		assertThat(answer.statusCode()).isEqualTo(429);
		assertThat(answer.headers().firstValue("Retry-After")).isPresent();
		this.clock.advance(Duration.ofMinutes(15));
		assertThat(tried(Newcomers.PASSWORD).statusCode()).isEqualTo(200);
	}

	private long roundsOfOne() {
		long before = this.passwords.rounds();
		this.passwords.encrypt("x");
		return this.passwords.rounds() - before;
	}

	private HttpResponse<String> tried(String password) {
		return Visitor.withPassword(this.port, this.id, password).reading("en").get("/api/me");
	}

	private static List<Integer> atOnce(int times, IntFunction<Integer> call) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(times);
		try {
			List<Future<Integer>> all = IntStream.range(0, times)
				.mapToObj((i) -> threads.submit(() -> call.apply(i)))
				.toList();
			List<Integer> answers = new ArrayList<>();
			for (Future<Integer> one : all) {
				answers.add(one.get());
			}
			return answers;
		}
		finally {
			threads.shutdownNow();
		}
	}

	/** Java's client cannot choose the address that it sends from. */
	private int from(String address, String user, String password) {
		String basic = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
		try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), this.port, InetAddress.getByName(address),
				0)) {
			socket.getOutputStream()
				.write(("GET /api/me HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Basic " + basic
						+ "\r\n\r\n")
					.getBytes(StandardCharsets.US_ASCII));
			String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			return Integer.parseInt(answer.substring(9, 12));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
