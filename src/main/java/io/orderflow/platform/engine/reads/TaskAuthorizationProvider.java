package io.orderflow.platform.engine.reads;

import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.impl.cfg.auth.DefaultAuthorizationProvider;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.db.entitymanager.cache.CachedDbEntity;
import org.camunda.bpm.engine.impl.db.entitymanager.cache.DbEntityState;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.jspecify.annotations.Nullable;

/**
 * Gives people the rights to their tasks as the engine does, but does not ask the
 * database which rights there are to a task that is only being made: none.
 */
public class TaskAuthorizationProvider extends DefaultAuthorizationProvider {

	@Override
	protected @Nullable AuthorizationEntity getGrantAuthorization(String taskId, @Nullable String userId,
			@Nullable String groupId, Resource resource) {
		return isBeingMade(taskId) ? null : super.getGrantAuthorization(taskId, userId, groupId, resource);
	}

	/** Nothing of it is in the database yet. */
	protected static boolean isBeingMade(String taskId) {
		CachedDbEntity task = Context.getCommandContext()
			.getDbEntityManager()
			.getDbEntityCache()
			.getCachedEntity(TaskEntity.class, taskId);
		return task != null && task.getEntityState() == DbEntityState.TRANSIENT;
	}

}
