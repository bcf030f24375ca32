package io.orderflow.platform.token;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.TestTimeouts;
import io.orderflow.Visitor;
import io.orderflow.WorkerPolls;
import io.orderflow.platform.UserStore;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Calls of workers that wait for a task for longer than what let them in is good: they
 * are refused before they take one.
 */
@OrderflowTest
class WaitingPollsTest {

	private static final String WAITING = """
			{"workerId":"w","maxTasks":1,"asyncResponseTimeout":600000,
			"topics":[{"topicName":"nothing.here","lockDuration":60000}]}""";

	@LocalServerPort
	private int port;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private IdentityService identity;

	@Autowired
	private UserStore users;

	@Autowired
	private ApiTokenService tokens;

	private String worker;

	@BeforeEach
	void worker() {
		this.worker = this.newcomers.person("Wanda", Locale.ENGLISH, UserStore.WORKERS);
	}

	@Test
	void a_token_that_is_revoked_takes_no_task_any_more() {
		NewApiToken made = this.tokens.make(this.worker, Map.of("name", "worker", "scopes", List.of("WORK")));
		CompletableFuture<HttpResponse<String>> call = begin(Visitor.withToken(this.port, made.secret()));
		isRefused(call, () -> this.tokens.revoke(this.worker, made.token().id()));
	}

	@Test
	void nor_does_a_password_that_is_another_by_now() {
		isRefused(begin(byPassword()), () -> this.users.changePassword(this.worker, "quite another one"));
	}

	@Test
	void nor_does_who_is_no_worker_any_more() {
		isRefused(begin(byPassword()), () -> this.identity.deleteMembership(this.worker, UserStore.WORKERS));
	}

	@Test
	void nor_does_who_is_no_more() {
		isRefused(begin(byPassword()), () -> this.identity.deleteUser(this.worker));
	}

	@Test
	void whoever_is_still_somebody_waits_on() {
		CompletableFuture<HttpResponse<String>> call = begin(byPassword());
		worker();
		isRefused(begin(byPassword()), () -> this.identity.deleteUser(this.worker));
		assertThat(call).as("of another").isNotDone();
		WorkerPolls.renew();
	}

	private Visitor byPassword() {
		return Visitor.withPassword(this.port, this.worker, Newcomers.PASSWORD);
	}

	private static CompletableFuture<HttpResponse<String>> begin(Visitor visitor) {
		int before = WorkerPolls.waiting();
		CompletableFuture<HttpResponse<String>> call = CompletableFuture
			.supplyAsync(() -> visitor.post("/engine-rest/external-task/fetchAndLock", WAITING));
		await().until(() -> call.isDone() || WorkerPolls.waiting() > before);
		assertThat(call).isNotDone();
		return call;
	}

	private static void isRefused(CompletableFuture<HttpResponse<String>> call, Runnable end) {
		end.run();
		ProcessEngineImpl.EXT_TASK_CONDITIONS.signalAll();
		assertThat(call).succeedsWithin(TestTimeouts.LIMIT).satisfies((answer) -> {
			assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
			assertThat(answer.body()).contains("not-signed-in");
		});
	}

}
