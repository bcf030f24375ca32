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
 * The SQL statements that something takes: on the thread that does it, and on those that
 * answer requests. What runs by itself meanwhile (clean-up, jobs, deliveries, live pages)
 * is nobody's deed. While nobody looks, the pool hands out its own connections.
 */
@Component
@Profile("test")
public class Statements implements BeanPostProcessor {

	/** What a page may take in all, session, sign-in and header among it. */
	public static final int PAGE = 12;

	/** What the threads that answer requests are called. */
	private static final List<String> SERVING = List.of("http-", "task-");

	private final List<String> seen = new CopyOnWriteArrayList<>();

	private volatile Thread looking;

	/** What was sent to the database meanwhile, in order. */
	public List<String> of(Runnable deed) {
		this.seen.clear();
		this.looking = Thread.currentThread();
		try {
			deed.run();
		}
		finally {
			this.looking = null;
		}
		return List.copyOf(this.seen);
	}

	/** Whether a statement reads or writes who is signed in. */
	public static boolean isOfSession(String sql) {
		return sql.toLowerCase(Locale.ROOT).contains("spring_session");
	}

	private boolean isCounted(Thread thread) {
		Thread doing = this.looking;
		return doing != null && (thread == doing || SERVING.stream().anyMatch(thread.getName()::startsWith));
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
			if (isCounted(Thread.currentThread())) {
				queries.stream().map(QueryInfo::getQuery).forEach(Statements.this.seen::add);
			}
		}

		@Override
		public Connection getConnection() throws SQLException {
			return isCounted(Thread.currentThread()) ? this.watched.getConnection() : super.getConnection();
		}

	}

}
