package io.orderflow;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.stereotype.Component;

/**
 * The SQL statements that something takes, on whichever thread serves it. While nobody
 * looks, the pool hands out its own connections.
 */
@Component
@Profile("test")
public class Statements implements BeanPostProcessor {

	/** What a page may take in all, session, sign-in and header among it. */
	public static final int PAGE = 12;

	/** Telling open pages is nobody's deed. */
	private static final String LIVE = "live-";

	private final List<String> seen = new CopyOnWriteArrayList<>();

	private volatile boolean looking;

	/** What was sent to the database meanwhile, in order. */
	public List<String> of(Runnable deed) {
		this.seen.clear();
		this.looking = true;
		try {
			deed.run();
		}
		finally {
			this.looking = false;
		}
		return List.copyOf(this.seen);
	}

	/** Whether a statement reads or writes who is signed in. */
	public static boolean isOfSession(String sql) {
		return sql.toLowerCase(Locale.ROOT).contains("spring_session");
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String name) {
		return (bean instanceof HikariDataSource pool) ? new Watched(pool) : bean;
	}

	private final class Watched extends DelegatingDataSource {

		private final DataSource watched;

		Watched(HikariDataSource pool) {
			super(pool);
			this.watched = ProxyDataSourceBuilder.create(pool)
				.afterQuery((execution, queries) -> note(queries))
				.build();
		}

		private void note(List<QueryInfo> queries) {
			if (!Thread.currentThread().getName().startsWith(LIVE)) {
				queries.stream().map(QueryInfo::getQuery).forEach(Statements.this.seen::add);
			}
		}

		@Override
		public Connection getConnection() throws SQLException {
			return Statements.this.looking ? this.watched.getConnection() : super.getConnection();
		}

	}

}
