package io.orderflow.platform.engine.claim;

import io.orderflow.platform.engine.CommandFieldAccessor;
import org.camunda.bpm.engine.impl.cmd.DeleteGroupCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteMembershipCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteUserCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Frees what people have claimed together with the group that it is a task of, in the
 * command's own transaction. Their rows are locked by then, so that nobody claims
 * meanwhile; of a group that is deleted its own row is.
 */
class LostGroupInterceptor extends CommandInterceptor {

	private static final CommandFieldAccessor LEAVING = new CommandFieldAccessor(DeleteMembershipCmd.class, "userId");

	private static final CommandFieldAccessor LEFT = new CommandFieldAccessor(DeleteMembershipCmd.class, "groupId");

	private static final CommandFieldAccessor REMOVED = new CommandFieldAccessor(DeleteUserCmd.class, "userId");

	private static final CommandFieldAccessor DELETED = new CommandFieldAccessor(DeleteGroupCmd.class, "groupId");

	private final ObjectProvider<GroupClaims> claims;

	LostGroupInterceptor(ObjectProvider<GroupClaims> claims) {
		this.claims = claims;
	}

	@Override
	public <T> T execute(Command<T> command) {
		if (command instanceof DeleteGroupCmd && DELETED.of(command) instanceof String group) {
			this.claims.getObject().lockGroup(group);
			return freeing(command, null, group);
		}
		if (command instanceof DeleteMembershipCmd && LEAVING.of(command) instanceof String user
				&& LEFT.of(command) instanceof String group) {
			return freeing(command, user, group);
		}
		return (command instanceof DeleteUserCmd && REMOVED.of(command) instanceof String user)
				? freeing(command, user, null) : this.next.execute(command);
	}

	private <T> T freeing(Command<T> command, @Nullable String user, @Nullable String group) {
		T result = this.next.execute(command);
		this.claims.getObject().free(Context.getCommandContext(), user, group);
		return result;
	}

}
