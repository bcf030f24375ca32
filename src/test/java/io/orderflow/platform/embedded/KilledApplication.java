package io.orderflow.platform.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;

/** Starts the database, writes a row, says so and waits to be killed. */
final class KilledApplication {

	private KilledApplication() {
	}

	public static void main(String[] args) throws Exception {
		EmbeddedDatabase database = EmbeddedDatabase.start(new EmbeddedSettings(Path.of(args[0]), 0, 0, false),
				new EmbeddedDatabase.Restart(1, Duration.ofSeconds(1), () -> System.exit(1)));
		try (Connection connection = DriverManager.getConnection(database.url(), "postgres", "");
				Statement statement = connection.createStatement()) {
			statement.execute("create table kept (text text)");
			statement.execute("insert into kept values ('an order')");
			System.out.println("written");
			Thread.sleep(600_000);
		}
	}

}
