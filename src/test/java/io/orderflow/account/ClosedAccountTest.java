package io.orderflow.account;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import io.orderflow.platform.UserStore;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** How somebody has their account closed, and what an operator does then. */
@OrderflowTest
class ClosedAccountTest {

	@LocalServerPort
	private int port;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private AccountService accounts;

	@Autowired
	private JdbcClient jdbc;

	@Test
	void the_page_of_the_account_says_to_whom_one_writes() {
		assertThat(page(Locale.ENGLISH)).contains("To have your account closed", "href=\"mailto:orderflow@localhost\"");
		assertThat(page(Locale.FRENCH)).contains("Pour faire fermer votre compte");
	}

	private String page(Locale language) {
		Visitor person = Visitor.stranger(this.port);
		person.signIn(this.newcomers.person("Noah", language, UserStore.CLIENTS), Newcomers.PASSWORD);
		return person.get("/account").body();
	}

	@Test
	void what_the_book_of_operations_says_erases_who_it_was() throws IOException {
		String gone = this.newcomers.person("Noah", Locale.ENGLISH, UserStore.CLIENTS);
		String page = Files.readString(Path.of("docs/operations.md"));
		String statements = page.substring(page.indexOf("```sql\nupdate listing set off_sale_since") + 7);
		for (String statement : statements.substring(0, statements.indexOf("```")).split(";\\s*")) {
			this.jdbc.sql(statement.replace("the-id", gone)).update();
		}
		Account account = this.accounts.get(gone);
		assertThat(account.displayName()).isEqualTo("Former member");
		assertThat(account.email()).isEqualTo(gone + AccountProvisioner.NOWHERE);
		for (NotificationKind kind : NotificationKind.values()) {
			for (NotificationChannel channel : NotificationChannel.values()) {
				assertThat(account.wants(channel, kind)).as("%s by %s", kind, channel).isFalse();
			}
		}
	}

}
