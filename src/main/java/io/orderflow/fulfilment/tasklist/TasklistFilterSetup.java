package io.orderflow.fulfilment.tasklist;

import java.util.List;
import java.util.Map;

import io.orderflow.fulfilment.EngineGateway;
import io.orderflow.fulfilment.TaskContext;
import io.orderflow.fulfilment.listing.ListingApprovalProcess;
import io.orderflow.fulfilment.listing.ListingBrief;
import io.orderflow.fulfilment.order.ChangeRequestProcess;
import io.orderflow.platform.UserStore;
import io.orderflow.platform.engine.FilterExpressions;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The lists that people find in Tasklist, made before anyone can sign in; one that is
 * there is left as it is. People may read them; only process admins may make others, and
 * nobody one with an expression but those used here.
 */
@Component
public class TasklistFilterSetup implements SmartInitializingSingleton {

	/** Held while filters are made: nodes that start together would make each twice. */
	private static final long LOCK = 0x0F11_7E25L;

	private static final List<String> PEOPLE = List.of(UserStore.CLIENTS, UserStore.FREELANCERS, UserStore.MODERATORS);

	/** What tells one task from another of the same name. */
	private static final List<Map<String, String>> CARDS = List.of(card(TaskContext.CARD, "Order"),
			card(ListingBrief.CARD_VARIABLE, "Service"));

	private final FilterService filters;

	private final TaskService tasks;

	private final AuthorizationService authorizations;

	private final EngineGateway engine;

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	TasklistFilterSetup(FilterService filters, TaskService tasks, AuthorizationService authorizations,
			EngineGateway engine, JdbcClient jdbc, PlatformTransactionManager transactions) {
		this.filters = filters;
		this.tasks = tasks;
		this.authorizations = authorizations;
		this.engine = engine;
		this.jdbc = jdbc;
		this.transaction = new TransactionTemplate(transactions);
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.engine.run(() -> this.transaction.executeWithoutResult((status) -> {
			this.jdbc.sql("select pg_advisory_xact_lock(?)").param(LOCK).query().listOfRows();
			filter("My tasks", "What waits for you", -10, PEOPLE,
					query().taskAssigneeExpression(FilterExpressions.CURRENT_USER));
			filter("Overdue", "What has waited for you too long", -5, PEOPLE,
					query().taskAssigneeExpression(FilterExpressions.CURRENT_USER)
						.dueBeforeExpression(FilterExpressions.NOW));
			filter("To approve", "Services that wait for a moderator", -20, List.of(UserStore.MODERATORS),
					query().processDefinitionKey(ListingApprovalProcess.KEY)
						.taskCandidateGroup(UserStore.MODERATORS)
						.includeAssignedTasks());
			filter("To rule on", "Refused cancellations that wait for a moderator", -15, List.of(UserStore.MODERATORS),
					query().processDefinitionKey(ChangeRequestProcess.KEY)
						.taskCandidateGroup(UserStore.MODERATORS)
						.includeAssignedTasks());
		}));
	}

	private static Map<String, String> card(String variable, String label) {
		return Map.of("name", variable, "label", label);
	}

	private TaskQuery query() {
		return this.tasks.createTaskQuery();
	}

	private void filter(String name, String description, int priority, List<String> readers, TaskQuery query) {
		if (this.filters.createTaskFilterQuery().filterName(name).count() > 0) {
			return;
		}
		Filter filter = this.filters.newTaskFilter(name)
			.setQuery(query.orderByDueDate().asc().orderByTaskCreateTime().asc())
			.setProperties(
					Map.of("description", description, "priority", priority, "refresh", true, "variables", CARDS));
		this.filters.saveFilter(filter);
		readers.forEach((group) -> allowReading(filter, group));
	}

	private void allowReading(Filter filter, String group) {
		Authorization grant = this.authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
		grant.setGroupId(group);
		grant.setResource(Resources.FILTER);
		grant.setResourceId(filter.getId());
		grant.setPermissions(new Permissions[] { Permissions.READ });
		this.authorizations.saveAuthorization(grant);
	}

}
