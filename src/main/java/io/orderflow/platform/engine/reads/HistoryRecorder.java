package io.orderflow.platform.engine.reads;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;

import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.history.event.HistoricScopeInstanceEvent;
import org.camunda.bpm.engine.impl.history.event.HistoryEvent;
import org.camunda.bpm.engine.impl.history.handler.DbHistoryEventHandler;
import org.camunda.bpm.engine.impl.interceptor.Session;

/**
 * Writes history as the engine does. For how long an activity or a task took the engine
 * reads it once more when it ends, each by itself; this reads all of an instance that are
 * under way in one statement, with the first that ends in a command.
 */
class HistoryRecorder extends DbHistoryEventHandler {

	/**
	 * Those that began in the same command are not there yet, and known to the engine.
	 */
	private static final String UNDER_WAY = """
			select id_, start_time_ from act_hi_actinst where proc_inst_id_ = ? and end_time_ is null
			union all
			select id_, start_time_ from act_hi_taskinst where proc_inst_id_ = ? and end_time_ is null
			union all
			select id_, start_time_ from act_hi_procinst where proc_inst_id_ = ?
			""";

	@Override
	protected void insertOrUpdate(HistoryEvent event) {
		Date began = (event instanceof HistoricScopeInstanceEvent && !isInitialEvent(event) && !isCached(event))
				? beginnings(event.getProcessInstanceId()).get(event.getId()) : null;
		if (began != null) {
			((HistoricScopeInstanceEvent) event).setStartTime(began);
			getDbEntityManager().merge(event);
		}
		else {
			super.insertOrUpdate(event);
		}
	}

	private boolean isCached(HistoryEvent event) {
		return getDbEntityManager().getCachedEntity(event.getClass(), event.getId()) != null;
	}

	private static Map<String, Date> beginnings(String processInstance) {
		return Context.getCommandContext().getSession(Beginnings.class).of(processInstance);
	}

	/** What has been read in a command. */
	static final class Beginnings implements Session {

		private final Map<String, Map<String, Date>> byProcessInstance = new HashMap<>();

		Map<String, Date> of(String processInstance) {
			return this.byProcessInstance.computeIfAbsent(processInstance, Beginnings::read);
		}

		private static Map<String, Date> read(String processInstance) {
			Connection connection = Context.getCommandContext().getDbSqlSession().getSqlSession().getConnection();
			try (PreparedStatement statement = connection.prepareStatement(UNDER_WAY)) {
				for (int i = 1; i <= 3; i++) {
					statement.setString(i, processInstance);
				}
				Map<String, Date> read = new HashMap<>();
				try (ResultSet rows = statement.executeQuery()) {
					while (rows.next()) {
						Timestamp began = rows.getTimestamp("start_time_");
						read.put(rows.getString("id_"), new Date(began.getTime()));
					}
				}
				return read;
			}
			catch (SQLException ex) {
				throw new IllegalStateException("When %s began is not to be read".formatted(processInstance), ex);
			}
		}

		@Override
		public void flush() {
			// nothing is written
		}

		@Override
		public void close() {
			// the connection is the command's
		}

	}

}
