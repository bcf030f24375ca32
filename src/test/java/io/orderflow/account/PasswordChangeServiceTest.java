package io.orderflow.account;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.TestTimeouts;
import io.orderflow.platform.UserStore;
import io.orderflow.platform.audit.AuditTrail;
import io.orderflow.platform.quota.AccountQuota;
import io.orderflow.platform.quota.QuotaSettings;
import io.orderflow.platform.signin.AccountSessions;
import io.orderflow.platform.signin.PasswordHashing;
import io.orderflow.platform.signin.SignedInUsers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;

import static io.orderflow.RefusalAssertions.codeOf;
import static io.orderflow.RefusalAssertions.problemsOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A password is changed by who knows the one that it takes the place of. */
@OrderflowTest
class PasswordChangeServiceTest {

	private static final Map<String, String> FORM = Map.of("present", Newcomers.PASSWORD, "password",
			"what the thief wants");

	private static final String RESET = "what the owner wants";

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private PasswordChangeService changes;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private PresentPassword present;

	@Autowired
	private PasswordHashing hashing;

	@Autowired
	private AccountService accounts;

	@Autowired
	private UserStore users;

	@Autowired
	private SignedInUsers signedIn;

	@Autowired
	private AccountSessions sessions;

	@Autowired
	private AuditTrail audit;

	@Autowired
	private AccountQuota quota;

	@Autowired
	private QuotaSettings bounds;

	@Autowired
	private PlatformTransactionManager transactions;

	private String id;

	@BeforeEach
	void somebody() {
		this.id = this.newcomers.client();
	}

	@Test
	void a_password_that_was_reset_while_another_was_hashed_stays() {
		TransactionTemplate afterReset = new TransactionTemplate(this.transactions) {

			@Override
			public <T> T execute(TransactionCallback<T> action) {
				reset();
				return super.execute(action);
			}

		};
		PasswordChangeService service = new PasswordChangeService(this.present, this.hashing, this.accounts, this.users,
				this.signedIn, this.sessions, this.audit, this.quota, afterReset);
		assertThat(problemsOf(() -> service.change(this.id, FORM, null))).containsExactly("present password-not-right");
		assertThat(isRight(RESET)).isTrue();
	}

	@Test
	void whoever_has_changed_it_too_often_is_refused_before_anything_is_hashed() {
		this.quota.count(this.id, AccountQuota.Made.PASSWORD, this.bounds.credentials());
		assertThat(codeOf(() -> this.changes.change(this.id,
				Map.of("present", "not the one", "password", "what the thief wants"), null)))
			.isEqualTo("TOO_MANY too-many-credentials");
	}

	@Test
	void so_does_one_whose_reset_commits_in_the_last_moment() throws Exception {
		ExecutorService threads = Executors.newSingleThreadExecutor();
		try {
			Future<List<String>> thief = new TransactionTemplate(this.transactions).execute((tx) -> {
				reset();
				String transaction = this.jdbc.sql("select pg_current_xact_id()::xid::text")
					.query(String.class)
					.single();
				Future<List<String>> change = threads
					.submit(() -> problemsOf(() -> this.changes.change(this.id, FORM, null)));
				await().atMost(TestTimeouts.LIMIT).until(() -> change.isDone() || somebodyWaitsFor(transaction));
				return change;
			});
			assertThat(thief.get()).containsExactly("present password-not-right");
		}
		finally {
			threads.shutdownNow();
		}
		assertThat(isRight(RESET)).isTrue();
	}

	@Test
	void without_a_reset_it_is_changed() {
		this.changes.change(this.id, FORM, null);
		assertThat(isRight("what the thief wants")).isTrue();
	}

	private void reset() {
		this.users.changePassword(this.id, RESET);
	}

	private boolean somebodyWaitsFor(String transaction) {
		return this.jdbc
			.sql("select exists (select from pg_locks where not granted and transactionid::text = :transaction)")
			.param("transaction", transaction)
			.query(Boolean.class)
			.single();
	}

	private boolean isRight(String password) {
		return this.users.matches(this.users.named(this.id).orElseThrow(), password);
	}

}
