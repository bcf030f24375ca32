package io.orderflow.bench;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Looks at a side's tables from outside, on a connection that nobody counts. */
final class Watcher implements AutoCloseable {

	private final Connection connection;

	Watcher(Connection connection) {
		this.connection = connection;
	}

	/** Whether no instance runs. */
	boolean quiet() throws SQLException {
		return number("select count(*) from (select 1 from act_ru_execution limit 1) running") == 0;
	}

	long number(String sql, Object... values) throws SQLException {
		return Long.parseLong(texts(sql, values).get(0));
	}

	/** The first column of every row. */
	List<String> texts(String sql, Object... values) throws SQLException {
		try (PreparedStatement statement = this.connection.prepareStatement(sql)) {
			for (int i = 0; i < values.length; i++) {
				statement.setObject(i + 1, values[i]);
			}
			List<String> found = new ArrayList<>();
			try (ResultSet rows = statement.executeQuery()) {
				while (rows.next()) {
					found.add(rows.getString(1));
				}
			}
			return found;
		}
	}

	void execute(String sql) throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			statement.execute(sql);
		}
	}

	Array array(Collection<String> values) throws SQLException {
		return this.connection.createArrayOf("text", values.toArray());
	}

	static void expect(String what, Object expected, Object found) {
		if (!expected.equals(found)) {
			throw new IllegalStateException(what + ": expected " + expected + ", found " + found);
		}
	}

	@Override
	public void close() throws SQLException {
		this.connection.close();
	}

}
