package io.orderflow.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

import com.zaxxer.hikari.HikariDataSource;
import io.orderflow.order.OrderStep;

/**
 * The least that an order can cost on PostgreSQL: a row with a status, a line of audit
 * for each move, and a queue of mails that nobody writes or sends. No timer, no form, no
 * file, and nothing that anybody could look at: what one measures oneself against, not
 * what one could use.
 */
class HandSide implements Side, AutoCloseable {

	private final HikariDataSource pool;

	private final CountedDataSource statements;

	private final Map<Move, Integer> mails;

	private final Watcher watcher;

	private final Thread mailer;

	private volatile boolean closed;

	/**
	 * @param mails how many Orderflow sends with each move
	 */
	HandSide(String url, Map<Move, Integer> mails) throws SQLException {
		this.mails = mails;
		this.pool = new HikariDataSource();
		this.pool.setJdbcUrl(url);
		this.pool.setUsername("postgres");
		this.pool.setMaximumPoolSize(20);
		this.pool.setPoolName("hand");
		this.statements = new CountedDataSource(this.pool);
		this.watcher = new Watcher(this.pool.getConnection());
		this.watcher.execute("create table hand_order (number text primary key, status text not null)");
		this.watcher.execute("""
				create table hand_audit (id bigint generated always as identity primary key, number text not null,
					what text not null, at timestamptz not null default now())
				""");
		this.watcher.execute("create index hand_audit_of_order on hand_audit (number, id)");
		this.watcher
			.execute("create table hand_mail (id bigint generated always as identity primary key, number text)");
		this.mailer = new Thread(this::mail, "hand-mailer");
		this.mailer.start();
	}

	private void mail() {
		while (!this.closed) {
			try (Connection connection = this.statements.getConnection()) {
				int sent = update(connection, """
						delete from hand_mail where id in (
							select id from hand_mail order by id limit 50 for update skip locked)
						""");
				if (sent == 0) {
					Thread.sleep(10);
				}
			}
			catch (SQLException ex) {
				throw new IllegalStateException(ex);
			}
			catch (InterruptedException ex) {
				return;
			}
		}
	}

	@Override
	public String name() {
		return "SQL by hand";
	}

	@Override
	public CountedDataSource statements() {
		return this.statements;
	}

	@Override
	public String place() {
		String number = UUID.randomUUID().toString();
		move(Move.PLACE, number, "insert into hand_order (status, number) values (?, ?)");
		return number;
	}

	@Override
	public void decide(String number, OrderStep step, Move move) {
		move(move, number, "update hand_order set status = ? where number = ?");
	}

	@Override
	public void work(String number, String topic, Move move) {
		try (Connection connection = this.statements.getConnection()) {
			update(connection, "select number from hand_order where number = ? for update skip locked", number);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
		decide(number, OrderStep.PLAN_WORK, move);
	}

	private void move(Move move, String number, String sql) {
		try (Connection connection = this.statements.getConnection()) {
			connection.setAutoCommit(false);
			update(connection, sql, move.name(), number);
			update(connection, "insert into hand_audit (number, what) values (?, ?)", number, move.name());
			for (int i = 0; i < this.mails.getOrDefault(move, 0); i++) {
				update(connection, "insert into hand_mail (number) values (?)", number);
			}
			connection.commit();
			connection.setAutoCommit(true);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static int update(Connection connection, String sql, String... values) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			for (int i = 0; i < values.length; i++) {
				statement.setString(i + 1, values[i]);
			}
			return statement.execute() ? 0 : statement.getUpdateCount();
		}
	}

	@Override
	public boolean quiet() throws SQLException {
		return this.watcher.number("select count(*) from hand_mail") == 0;
	}

	@Override
	public void check(Collection<String> numbers) throws SQLException {
		Watcher.expect("orders done by hand", (long) numbers.size(), this.watcher.number("""
				select count(*) from hand_order o where number = any (?) and status = 'BUILD_DOSSIER'
					and (select count(*) from hand_audit a where a.number = o.number) = 10
				""", this.watcher.array(numbers)));
	}

	@Override
	public void close() throws SQLException {
		this.closed = true;
		this.mailer.interrupt();
		this.watcher.close();
		this.pool.close();
	}

}
