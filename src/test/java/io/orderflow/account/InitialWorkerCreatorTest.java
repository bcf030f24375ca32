package io.orderflow.account;

import java.util.UUID;

import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import io.orderflow.platform.UserStore;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.PlatformTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;

/** An installation has a worker from its first start, made of the environment. */
@OrderflowTest
class InitialWorkerCreatorTest {

	@LocalServerPort
	private int port;

	@Autowired
	private UserStore users;

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
	void a_worker_that_is_there_keeps_its_password() {
		start(this.id, "a long enough password");
		start(this.id, "another password");
		assertThat(this.users.checkPassword(this.id, "a long enough password")).isTrue();
	}

	@Test
	void without_a_name_or_a_password_there_is_none() {
		start(this.id, "");
		start("", "a long enough password");
		assertThat(this.users.exists(this.id)).isFalse();
	}

	private void start(String id, String password) {
		new InitialWorkerCreator(new InitialWorkerCreator.Settings(id, password), this.users, this.transactions)
			.run(new DefaultApplicationArguments());
	}

}
