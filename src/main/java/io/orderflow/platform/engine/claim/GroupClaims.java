package io.orderflow.platform.engine.claim;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.orderflow.platform.Refusal;
import io.orderflow.platform.signin.SignedInUsers;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.impl.cmd.ClaimTaskCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.SuspensionState;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.task.IdentityLink;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What is claimed of the tasks of groups. The engine itself asks nobody who gets one, and
 * leaves it, with the rights to read it and to work on it, to who is in no group any
 * more.
 */
@Component
class GroupClaims {

	/** Not those whom this very command takes out of groups, which is yet to be. */
	private static final String STAYS = "not (m.user_id_ = coalesce(cast(:user as text), m.user_id_)"
			+ " and m.group_id_ = coalesce(cast(:group as text), m.group_id_))";

	private static final String KEPT = """
			select t.id_ from act_ru_task t
			where t.assignee_ is not null
			and exists (select from act_ru_identitylink l where l.task_id_ = t.id_ and l.group_id_ is not null)
			and not exists (select from act_ru_identitylink l join act_id_membership m on m.group_id_ = l.group_id_
				where l.task_id_ = t.id_ and m.user_id_ = t.assignee_ and %s)
			order by t.id_
			""".formatted(STAYS);

	/**
	 * The group's own tasks are those to which the engine gave the group its rights. Not
	 * to what is somebody's by the model.
	 */
	private static final String RIGHTS = """
			delete from act_ru_authorization a
			where a.type_ = :grant and a.user_id_ = coalesce(cast(:user as text), a.user_id_)
			and a.resource_type_ in (:tasks) and a.resource_id_ <> :any
			and (a.resource_id_ = any (string_to_array(:freed, ' ')) or not exists (
				select from act_ru_task t where t.id_ = a.resource_id_ and t.assignee_ = a.user_id_))
			and (a.resource_type_, a.resource_id_) in (
				select g.resource_type_, g.resource_id_ from act_ru_authorization g
				where g.group_id_ is not null and g.group_id_ = coalesce(cast(:group as text), g.group_id_)
				and g.resource_type_ in (:tasks))
			and not exists (select from act_ru_authorization g join act_id_membership m on m.group_id_ = g.group_id_
				where g.resource_type_ = a.resource_type_ and g.resource_id_ = a.resource_id_
				and m.user_id_ = a.user_id_ and %s)
			""".formatted(STAYS);

	private static final List<Integer> TASKS = List.<Resource>of(Resources.TASK, Resources.HISTORIC_TASK)
		.stream()
		.map(Resource::resourceType)
		.toList();

	private final JdbcClient jdbc;

	private final SignedInUsers users;

	private final ObjectProvider<ClaimCheck> checks;

	GroupClaims(JdbcClient jdbc, SignedInUsers users, ObjectProvider<ClaimCheck> checks) {
		this.jdbc = jdbc;
		this.users = users;
		this.checks = checks;
	}

	/**
	 * What the model gives to somebody stays theirs: nobody else could decide it.
	 * @throws Refusal forbidden
	 */
	static void checkModel(TaskEntity task) {
		if (task.getTaskDefinition().getAssigneeExpression() != null) {
			throw Refusal.forbidden("task-is-somebodys");
		}
	}

	/**
	 * Sees to it that whoever gets a task of a group is in it, and stays so until the
	 * transaction ends, and may decide what it is about.
	 * @throws Refusal forbidden
	 */
	void checkAssignee(TaskEntity task, String person) {
		Set<String> groups = task.getCandidates()
			.stream()
			.map(IdentityLink::getGroupId)
			.filter(Objects::nonNull)
			.collect(Collectors.toSet());
		if (groups.isEmpty()) {
			return;
		}
		this.users.lock(List.of(person));
		Refusal general = Refusal.forbidden("assignee-may-not-decide");
		if (!isIn(person, groups)) {
			throw general;
		}
		ExecutionEntity execution = task.getExecution();
		refusal(task, (execution != null) ? execution.getProcessBusinessKey() : null, person).ifPresent((refusal) -> {
			throw person.equals(Context.getCommandContext().getAuthenticatedUserId()) ? refusal : general;
		});
	}

	private Optional<Refusal> refusal(TaskEntity task, @Nullable String businessKey, String person) {
		String process = task.getProcessDefinition().getKey();
		return this.checks.stream()
			.flatMap((check) -> check.refusal(process, businessKey, person).stream())
			.findFirst();
	}

	/** No group of these is deleted before the transaction ends. */
	private boolean isIn(String person, Set<String> groups) {
		return !this.jdbc.sql("""
				select g.id_ from act_id_membership m join act_id_group g on g.id_ = m.group_id_
				where m.user_id_ = :person and g.id_ in (:groups) order by g.id_ for key share of g
				""").param("person", person).param("groups", groups).query(String.class).list().isEmpty();
	}

	/** Nobody gets a task of the group until the transaction ends. */
	void lockGroup(String group) {
		this.jdbc.sql("select id_ from act_id_group where id_ = :group for update")
			.param("group", group)
			.query(String.class)
			.list();
	}

	/**
	 * Frees what somebody has claimed who leaves a group, and takes away the rights to
	 * it. Whatever else is claimed by somebody who is in no group of it is freed too.
	 * @param user null for all of the group
	 * @param group null for all groups of the user
	 */
	void free(CommandContext context, @Nullable String user, @Nullable String group) {
		String freed = this.jdbc.sql(KEPT)
			.param("user", user)
			.param("group", group)
			.query(String.class)
			.list()
			.stream()
			.filter((task) -> free(context, task))
			.collect(Collectors.joining(" "));
		this.jdbc.sql(RIGHTS)
			.param("grant", Authorization.AUTH_TYPE_GRANT)
			.param("tasks", TASKS)
			.param("any", Authorization.ANY)
			.param("freed", freed)
			.param("user", user)
			.param("group", group)
			.update();
	}

	/**
	 * As if it was given back; also while it is paused, when nothing can be done to it.
	 * @return false of what the model itself gives to somebody
	 */
	private static boolean free(CommandContext context, String id) {
		TaskEntity task = context.getTaskManager().findTaskById(id);
		if (task == null || task.getTaskDefinition().getAssigneeExpression() != null) {
			return false;
		}
		int state = task.getSuspensionState();
		task.setSuspensionState(SuspensionState.ACTIVE.getStateCode());
		context.runWithoutAuthorization(() -> new ClaimTaskCmd(id, null).execute(context));
		task.setSuspensionState(state);
		return true;
	}

}
