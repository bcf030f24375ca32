package io.orderflow.platform.engine;

import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.impl.AbstractQuery;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.cmd.AbstractExecuteFilterCmd;
import org.camunda.bpm.engine.impl.cmd.SaveFilterCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.jspecify.annotations.Nullable;

/**
 * Closes CVE-2026-109432: expressions in the or-parts of a task query are evaluated
 * whatever the engine is told about expressions in queries, which lets whoever may query
 * run code. No or-query with an expression passes, wherever it comes from.
 */
class OrQueryInterceptor extends CommandInterceptor {

	private static final CommandFieldAccessor EXTENDING_QUERY = new CommandFieldAccessor(AbstractExecuteFilterCmd.class,
			"extendingQuery");

	private static final CommandFieldAccessor FILTER = new CommandFieldAccessor(SaveFilterCmd.class, "filter");

	@Override
	public <T> T execute(Command<T> command) {
		if (command instanceof AbstractQuery<?, ?> query) {
			check(query);
		}
		else if (command instanceof AbstractExecuteFilterCmd) {
			check(EXTENDING_QUERY.of(command));
		}
		else if (command instanceof SaveFilterCmd && FILTER.of(command) instanceof Filter filter) {
			check(filter.getQuery());
		}
		return this.next.execute(command);
	}

	private static void check(@Nullable Object query) {
		if (query instanceof TaskQueryImpl tasks) {
			// The first of them is the query itself, which the engine checks.
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
