package io.orderflow.platform.signin;

import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** Wrong passwords of a stranger, all of which wait for the row of one name. */
@OrderflowTest
class SignInConnectionsTest {

	private static final int MANY = 25;

	@LocalServerPort
	private int port;

	@Autowired
	private DataSource database;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private SignInSettings settings;

	@Test
	void attempts_that_wait_for_each_other_leave_connections_for_others() throws SQLException {
		HikariDataSource pool = this.database.unwrap(HikariDataSource.class);
		Visitor other = Visitor.stranger(this.port);
		other.signIn(this.newcomers.client(), Newcomers.PASSWORD);
		String id = this.newcomers.client();
		ExecutorService strangers = Executors.newFixedThreadPool(MANY);
		List<CompletableFuture<HttpResponse<String>>> answers;
		try (Connection own = DriverManager.getConnection(pool.getJdbcUrl(), pool.getUsername(), pool.getPassword());
				Statement statement = own.createStatement()) {
			own.setAutoCommit(false);
			statement.execute("lock table sign_in_failure in exclusive mode");
			answers = IntStream.range(0, MANY)
				.mapToObj((i) -> CompletableFuture
					.supplyAsync(() -> Visitor.withPassword(this.port, id, "wrong" + i).get("/api/me"), strangers))
				.toList();
			Awaitility.await().until(() -> counting() == MANY);
			assertThat(pool.getHikariPoolMXBean().getActiveConnections())
				.isLessThanOrEqualTo(this.settings.hashesAtOnce() + 2);
			assertThat(other.get("/conversations").statusCode()).isEqualTo(200);
		}
		finally {
			strangers.shutdown();
		}
		assertThat(answers).extracting((answer) -> answer.join().statusCode()).isSubsetOf(401, 429, 503);
	}

	/** How many threads of the server are counting an attempt, or wait for their turn. */
	private static long counting() {
		return Thread.getAllStackTraces()
			.values()
			.stream()
			.filter((places) -> Arrays.stream(places)
				.anyMatch((place) -> place.getClassName().equals(PasswordCheck.class.getName())
						&& place.getMethodName().equals("look")))
			.count();
	}

}
