package io.orderflow.platform.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.orderflow.platform.signin.RecentSignIn;
import io.orderflow.platform.signin.SignedInUser;
import io.orderflow.platform.signin.SignedInUsers;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.cmd.CreateMembershipCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteAuthorizationCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteGroupCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteMembershipCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteUserCmd;
import org.camunda.bpm.engine.impl.cmd.SaveAuthorizationCmd;
import org.camunda.bpm.engine.impl.cmd.SaveGroupCmd;
import org.camunda.bpm.engine.impl.cmd.SaveUserCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Changes users and what they may one after another, in the command's own transaction: a
 * process admin who is one no more, or has been removed, gives nothing back to themselves
 * with a call that was let in before; and whoever finds an open session of one makes
 * nobody else one, since that asks for a recent sign-in. The rows of all whom a change is
 * about are locked at once and in one order, so that two admins who change each other do
 * not wait for one another.
 */
class IdentityChangeInterceptor extends CommandInterceptor {

	private static final CommandFieldAccessor SAVED = new CommandFieldAccessor(SaveUserCmd.class, "user");

	/** Whom the others change. */
	private static final Map<Class<?>, CommandFieldAccessor> CHANGED = Map.of(CreateMembershipCmd.class,
			new CommandFieldAccessor(CreateMembershipCmd.class, "userId"), DeleteMembershipCmd.class,
			new CommandFieldAccessor(DeleteMembershipCmd.class, "userId"), DeleteUserCmd.class,
			new CommandFieldAccessor(DeleteUserCmd.class, "userId"));

	/** What changes what people may, and no one user. */
	private static final List<Class<?>> RULES = List.of(SaveGroupCmd.class, DeleteGroupCmd.class,
			SaveAuthorizationCmd.class, DeleteAuthorizationCmd.class);

	private final ObjectProvider<SignedInUsers> users;

	private final ObjectProvider<RecentSignIn> recent;

	IdentityChangeInterceptor(ObjectProvider<SignedInUsers> users, ObjectProvider<RecentSignIn> recent) {
		this.users = users;
		this.recent = recent;
	}

	@Override
	public <T> T execute(Command<T> command) {
		Optional<String> changed = changed(command);
		boolean ofRules = RULES.contains(command.getClass());
		if (changed.isPresent() || ofRules) {
			Optional<String> caller = Optional.ofNullable(Context.getCommandContext().getAuthenticatedUserId());
			List<String> about = Stream.of(changed, caller).flatMap(Optional::stream).toList();
			if (!about.isEmpty()) {
				this.users.getObject().lock(about);
			}
			if (caller.isPresent()) {
				this.users.getObject().checkCaller();
				checkRecent(SecurityContextHolder.getContext().getAuthentication());
			}
		}
		return this.next.execute(command);
	}

	private void checkRecent(@Nullable Authentication person) {
		if (person != null && person.getPrincipal() instanceof SignedInUser) {
			this.recent.getObject().check(person);
		}
	}

	private static Optional<String> changed(Command<?> command) {
		if (command instanceof SaveUserCmd && SAVED.of(command) instanceof User user) {
			return Optional.of(user.getId());
		}
		return Optional.ofNullable(CHANGED.get(command.getClass()))
			.map((field) -> field.of(command))
			.map(String::valueOf);
	}

}
