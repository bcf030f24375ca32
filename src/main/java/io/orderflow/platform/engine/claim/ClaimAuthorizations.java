package io.orderflow.platform.engine.claim;

import io.orderflow.platform.engine.reads.TaskAuthorizationProvider;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Gives the rights to a task of a group only to who may decide it, and leaves what is
 * somebody's by the model theirs. Asked each time that a task gets another assignee,
 * whoever gives it and with whichever command.
 */
class ClaimAuthorizations extends TaskAuthorizationProvider {

	private final ObjectProvider<GroupClaims> claims;

	ClaimAuthorizations(ObjectProvider<GroupClaims> claims) {
		this.claims = claims;
	}

	@Override
	public AuthorizationEntity @Nullable [] newTaskAssignee(Task task, @Nullable String oldAssignee,
			@Nullable String newAssignee) {
		if (!isBeingMade(task.getId())) {
			GroupClaims.checkModel((TaskEntity) task);
			if (newAssignee != null) {
				this.claims.getObject().checkAssignee((TaskEntity) task, newAssignee);
			}
		}
		return super.newTaskAssignee(task, oldAssignee, newAssignee);
	}

}
