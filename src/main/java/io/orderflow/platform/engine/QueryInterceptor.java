package io.orderflow.platform.engine;

import java.util.Set;

import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.impl.AbstractQuery;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.cmd.AbstractExecuteFilterCmd;
import org.camunda.bpm.engine.impl.cmd.SaveFilterCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.persistence.entity.FilterEntity;
import org.jspecify.annotations.Nullable;

/**
 * No expression in a query is evaluated but {@link FilterExpressions}, and those only in
 * a stored filter: not for process admins, not for the application, and not when it was
 * stored before. Closes CVE-2026-109432 too: expressions in the or-parts of a task query
 * are evaluated whatever the engine is told about expressions in queries. Nor is a query
 * taken that is too large ({@link QuerySize}).
 *
 * <p>
 * Stands behind {@link CommandAuthorizationInterceptor}, which goes by the command.
 */
class QueryInterceptor extends CommandInterceptor {

	private static final CommandFieldAccessor EXECUTED = new CommandFieldAccessor(AbstractExecuteFilterCmd.class,
			"filterId");

	private static final CommandFieldAccessor EXTENDING_QUERY = new CommandFieldAccessor(AbstractExecuteFilterCmd.class,
			"extendingQuery");

	private static final CommandFieldAccessor SAVED = new CommandFieldAccessor(SaveFilterCmd.class, "filter");

	private final EngineSettings settings;

	QueryInterceptor(EngineSettings settings) {
		this.settings = settings;
	}

	@Override
	public <T> T execute(Command<T> command) {
		if (command instanceof AbstractQuery<?, ?> query) {
			check(query, Set.of());
		}
		else if (command instanceof SaveFilterCmd && SAVED.of(command) instanceof Filter filter) {
			check(filter.getQuery(), FilterExpressions.ALL);
		}
		else if (command instanceof AbstractExecuteFilterCmd) {
			check(EXTENDING_QUERY.of(command), Set.of());
			return this.next.execute(checked(command));
		}
		return this.next.execute(command);
	}

	/**
	 * Looks at the filter within the command's own transaction, which reads it anyway.
	 */
	private <T> Command<T> checked(Command<T> command) {
		return (context) -> {
			Filter filter = (EXECUTED.of(command) instanceof String id)
					? context.getDbEntityManager().selectById(FilterEntity.class, id) : null;
			check((filter != null) ? filter.getQuery() : null, FilterExpressions.ALL);
			return command.execute(context);
		};
	}

	private void check(@Nullable Object asked, Set<String> allowed) {
		if (asked instanceof AbstractQuery<?, ?> query) {
			QuerySize.check(query, this.settings.queryConditions(), this.settings.queryLimit());
			if (!allowed.containsAll(query.getExpressions().values())) {
				throw new BadUserRequestException("This expression is not allowed in a query.");
			}
		}
		if (asked instanceof TaskQueryImpl tasks) {
			// the first of them is the query itself
			boolean evaluated = tasks.getQueries()
				.stream()
				.skip(1)
				.anyMatch((or) -> or != tasks && !or.getExpressions().isEmpty());
			if (evaluated) {
				throw new BadUserRequestException("Expressions are not allowed in an or-query.");
			}
		}
	}

}
