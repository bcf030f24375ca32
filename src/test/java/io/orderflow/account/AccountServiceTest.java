package io.orderflow.account;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;

import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.UserStore;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@OrderflowTest
class AccountServiceTest {

	@LocalServerPort
	private int port;

	@Autowired
	private AccountService accounts;

	@Autowired
	private UserStore users;

	private static NewAccount person(String id, String lastName) {
		return new NewAccount(id, "Zoé", lastName, id + "@orderflow.example", Locale.FRENCH, ZoneId.of("Europe/Paris"),
				"zoezoe12", Set.of(UserStore.CLIENTS));
	}

	@Test
	void a_registered_person_can_sign_in_and_read_who_she_is() {
		this.accounts.register(person("zoe", "Petit"));
		String me = Visitor.withPassword(this.port, "zoe", "zoezoe12").get("/api/me").body();
		assertThat(me).contains("\"displayName\":\"Zoé Petit\"").contains("\"clients\"").doesNotContain("zoezoe12");
	}

	@Test
	void a_name_is_given_once() {
		this.accounts.register(person("zoeTwice", "Petit"));
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> this.accounts.register(person("zoeTwice", "Grand")))
			.satisfies((refusal) -> assertThat(refusal.code()).isEqualTo("account-exists"));
	}

	@Test
	void a_refused_registration_leaves_nothing_behind() {
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> this.accounts.register(person("zoe-dash", " ")))
			.satisfies((refusal) -> assertThat(refusal.problems()).extracting(Refusal.Problem::field)
				.containsExactlyInAnyOrder("id", "lastName"));
		assertThat(this.users.exists("zoe-dash")).isFalse();
	}

	@Test
	void account_and_user_commit_together() {
		NewAccount tooLong = new NewAccount("zoeLong", "Zoé", "P".repeat(101), "z@orderflow.example", Locale.FRENCH,
				ZoneId.of("Europe/Paris"), "zoezoe12", Set.of("noSuchGroup"));
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> this.accounts.register(tooLong));
		assertThat(this.users.exists("zoeLong")).isFalse();
		NewAccount badGroup = new NewAccount("zoeGroup", "Zoé", "Petit", "z@orderflow.example", Locale.FRENCH,
				ZoneId.of("Europe/Paris"), "zoezoe12", Set.of("noSuchGroup"));
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> this.accounts.register(badGroup));
		assertThat(this.users.exists("zoeGroup")).isFalse();
		assertThat(this.accounts.find("zoeGroup")).isEmpty();
	}

}
