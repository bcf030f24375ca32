package io.orderflow.platform.web;

import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.authentication.event.AuthenticationSuccessEvent;

import static org.assertj.core.api.Assertions.assertThat;

/** What is said while every connection to the database is taken. */
@OrderflowTest
class ConnectionsTakenTest {

	@LocalServerPort
	private int port;

	@Autowired
	private DataSource dataSource;

	@Autowired
	private ConfigurableApplicationContext context;

	private final List<Connection> taken = new ArrayList<>();

	private HikariDataSource pool;

	private long timeout;

	@BeforeEach
	void takeAll() throws SQLException {
		this.pool = this.dataSource.unwrap(HikariDataSource.class);
		this.timeout = this.pool.getConnectionTimeout();
		this.pool.setConnectionTimeout(250);
		takeRest();
	}

	private void takeRest() {
		try {
			while (this.taken.size() < this.pool.getMaximumPoolSize()) {
				this.taken.add(this.pool.getConnection());
			}
		}
		catch (SQLTransientConnectionException ex) {
			// one listens for live events, and is never given back
		}
		catch (SQLException ex) {
			throw new AssertionError(ex);
		}
	}

	@AfterEach
	void giveBack() throws SQLException {
		this.pool.setConnectionTimeout(this.timeout);
		for (Connection connection : this.taken) {
			connection.close();
		}
		this.taken.clear();
	}

	@Test
	void programs_are_told_to_come_again_before_anybody_knows_them() {
		for (Visitor visitor : List.of(Visitor.withPassword(this.port, "lea", "another"),
				Visitor.withToken(this.port, "ofl_" + "x".repeat(43)))) {
			for (String path : List.of("/api/me", "/engine-rest/task", "/actuator/metrics")) {
				HttpResponse<String> answer = visitor.reading("fr").get(path);
				assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(503);
				assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
				assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
				assertThat(answer.body()).contains("urn:orderflow:problem:busy", "réessayer").doesNotContain("Hikari");
			}
		}
	}

	/** Who was let in before the last connection went, and meets that in the engine. */
	@Test
	void who_is_in_the_engine_by_then_is_told_the_same() throws SQLException {
		giveBack();
		Visitor camille = Visitor.withPassword(this.port, "camille", "orderflow").reading("fr");
		assertThat(camille.get("/engine-rest/task?maxResults=1").statusCode()).isEqualTo(200);
		this.pool.setConnectionTimeout(250);
		ApplicationListener<AuthenticationSuccessEvent> last = new ApplicationListener<>() {

			@Override
			public void onApplicationEvent(AuthenticationSuccessEvent event) {
				if (event.getAuthentication().getName().equals("camille")) {
					takeRest();
				}
			}

		};
		this.context.addApplicationListener(last);
		try {
			HttpResponse<String> answer = camille.get("/engine-rest/task?maxResults=1");
			assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
			assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
			assertThat(answer.body()).contains("\"type\":\"busy\"", "réessayer").doesNotContain("Hikari");
		}
		finally {
			this.context.removeApplicationListener(last);
		}
	}

	@Test
	void people_are_told_on_a_page() {
		Visitor stranger = Visitor.stranger(this.port).reading("en");
		HttpResponse<String> answer = stranger.send(stranger.request("/account")
			.header("Accept", "text/html")
			.header("Cookie", "ORDERFLOW_SESSION=OWJiNzBiNTMtYWM1Yy00ZTM0LTg2YTEtYmNjOTIwZDk5OTQ1")
			.GET());
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
		assertThat(answer.body()).contains("Too much is going on at the moment", "<main");
	}

}
