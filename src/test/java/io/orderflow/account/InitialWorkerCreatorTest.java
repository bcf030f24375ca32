package io.orderflow.account;

import java.util.UUID;

import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import io.orderflow.platform.UserStore;
import io.orderflow.platform.token.ApiTokenService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.PlatformTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** An installation has a worker from its first start, made of the environment. */
@OrderflowTest
class InitialWorkerCreatorTest {

	@LocalServerPort
	private int port;

	@Autowired
	private UserStore users;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private AccountProvisioner accounts;

	@Autowired
	private ApiTokenService tokens;

	@Autowired
	private PlatformTransactionManager transactions;

	private final String id = "worker" + UUID.randomUUID().toString().replace("-", "");

	@Test
	void the_worker_takes_tasks_from_the_first_start_on() {
		start(this.id, "a long enough password");
		assertThat(this.users.groupsOf(this.id)).containsExactly(UserStore.WORKERS);
		assertThat(Visitor.withPassword(this.port, this.id, "a long enough password")
			.post("/engine-rest/external-task/fetchAndLock", """
					{"workerId":"w","maxTasks":1,"topics":[{"topicName":"any","lockDuration":1000}]}""")
			.statusCode()).isEqualTo(200);
	}

	@Test
	void the_token_of_the_environment_is_enough_and_another_takes_its_place() {
		String first = "ofl_" + "a".repeat(20) + this.id;
		String second = "ofl_" + "b".repeat(20) + this.id;
		start(this.id, "", first);
		start(this.id, "", first);
		assertThat(takesTasks(first)).isEqualTo(200);
		start(this.id, "", second);
		assertThat(takesTasks(second)).isEqualTo(200);
		assertThat(takesTasks(first)).isEqualTo(401);
	}

	@Test
	void a_token_that_can_be_guessed_stops_the_start() {
		assertThatIllegalArgumentException().isThrownBy(() -> start(this.id, "", "ofl_short"));
	}

	@Test
	void a_short_password_stops_the_start() {
		assertThatIllegalArgumentException().isThrownBy(() -> start(this.id, "k3-8dTq0x"))
			.withMessageContaining("10 to 200 characters");
		assertThat(this.users.exists(this.id)).isFalse();
	}

	@Test
	void a_name_of_somebody_who_is_no_worker_stops_the_start_and_gives_nobody_a_token() {
		String client = this.newcomers.client();
		String token = "ofl_" + "c".repeat(20) + this.id;
		assertThatIllegalArgumentException().isThrownBy(() -> start(client, "", token))
			.withMessageContaining("orderflow.first-worker.id");
		assertThat(takesTasks(token)).isEqualTo(401);
	}

	private int takesTasks(String token) {
		return Visitor.withToken(this.port, token).post("/engine-rest/external-task/fetchAndLock", """
				{"workerId":"w","maxTasks":1,"topics":[{"topicName":"any","lockDuration":1000}]}""").statusCode();
	}

	@Test
	void a_worker_that_is_there_keeps_its_password() {
		start(this.id, "a long enough password");
		start(this.id, "another password");
		assertThat(this.users.matches(this.users.named(this.id).orElseThrow(), "a long enough password")).isTrue();
	}

	@Test
	void without_a_name_or_a_password_there_is_none() {
		start(this.id, "");
		start("", "a long enough password");
		assertThat(this.users.exists(this.id)).isFalse();
	}

	private void start(String id, String password) {
		start(id, password, "");
	}

	private void start(String id, String password, String token) {
		new InitialWorkerCreator(new InitialWorkerCreator.Settings(id, password, token), this.users, this.accounts,
				this.tokens, this.transactions)
			.run(new DefaultApplicationArguments());
	}

}
