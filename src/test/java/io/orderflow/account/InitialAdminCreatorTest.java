package io.orderflow.account;

import java.util.UUID;

import io.orderflow.OrderflowTest;
import io.orderflow.platform.UserStore;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** An installation has a process admin from its first start, made of the environment. */
@OrderflowTest
class InitialAdminCreatorTest {

	@Autowired
	private AccountService accounts;

	@Autowired
	private UserStore users;

	private final String id = "admin" + UUID.randomUUID().toString().replace("-", "");

	@Test
	void an_admin_without_a_long_password_stops_the_start() {
		for (String password : new String[] { "", "k3-8dTq0x", this.id }) {
			assertThatIllegalArgumentException().isThrownBy(() -> start(password))
				.withMessageContaining("10 to 200 characters");
		}
		assertThat(this.users.exists(this.id)).isFalse();
	}

	@Test
	void an_admin_who_is_there_keeps_the_password_whatever_the_environment_says() {
		start("k3-8dTq0x7");
		start("");
		start("another password");
		assertThat(this.users.groupsOf(this.id)).containsExactly(UserStore.PROCESS_ADMINS);
		assertThat(this.users.matches(this.users.named(this.id).orElseThrow(), "k3-8dTq0x7")).isTrue();
	}

	private void start(String password) {
		new InitialAdminCreator(new InitialAdminCreator.Settings(this.id, password, this.id + "@orderflow.example"),
				this.accounts)
			.run(new DefaultApplicationArguments());
	}

}
