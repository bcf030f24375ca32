package io.orderflow.platform.engine;

import java.util.Map;
import java.util.Objects;

import io.orderflow.platform.ProblemCollector;
import io.orderflow.platform.signin.PasswordChanged;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.Tenant;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cmd.SaveGroupCmd;
import org.camunda.bpm.engine.impl.cmd.SaveTenantCmd;
import org.camunda.bpm.engine.impl.cmd.SaveUserCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Every user and every password passes here, whoever sets it. What somebody sets from
 * outside keeps the rules of the application, and is refused with their sentence, where
 * the engine would take any name and only say of a password that it matches no policy.
 * That a user has another password is told.
 */
class IdentityInterceptor extends CommandInterceptor {

	private static final int LONGEST = 255;

	private static final CommandFieldAccessor USER = new CommandFieldAccessor(SaveUserCmd.class, "user");

	private static final CommandFieldAccessor GROUP = new CommandFieldAccessor(SaveGroupCmd.class, "group");

	private static final CommandFieldAccessor TENANT = new CommandFieldAccessor(SaveTenantCmd.class, "tenant");

	private static final CommandFieldAccessor NEW_PASSWORD = new CommandFieldAccessor(UserEntity.class, "newPassword");

	private final ProcessEngineConfigurationImpl configuration;

	private final ApplicationEventPublisher events;

	IdentityInterceptor(ProcessEngineConfigurationImpl configuration, ApplicationEventPublisher events) {
		this.configuration = configuration;
		this.events = events;
	}

	@Override
	public <T> T execute(Command<T> command) {
		if (command instanceof SaveUserCmd && USER.of(command) instanceof UserEntity user) {
			return save(command, user);
		}
		if (command instanceof SaveGroupCmd && GROUP.of(command) instanceof Group group && isFromOutside()) {
			check(Map.of("name", given(group.getName()), "type", given(group.getType())));
		}
		if (command instanceof SaveTenantCmd && TENANT.of(command) instanceof Tenant tenant && isFromOutside()) {
			check(Map.of("name", given(tenant.getName())));
		}
		return this.next.execute(command);
	}

	private <T> T save(Command<T> command, UserEntity user) {
		boolean another = user.hasNewPassword() && user.getRevision() > 0;
		if (isFromOutside()) {
			check(user);
		}
		return another ? changePassword(command, user.getId()) : this.next.execute(command);
	}

	/** In one transaction with what is told of it. */
	private <T> T changePassword(Command<T> command, String id) {
		PlatformTransactionManager transactions = ((SpringProcessEngineConfiguration) this.configuration)
			.getTransactionManager();
		return new TransactionTemplate(transactions).execute((tx) -> {
			T result = this.next.execute(command);
			this.events.publishEvent(new PasswordChanged(id));
			return result;
		});
	}

	private static void check(UserEntity user) {
		check(Map.of("firstName", given(user.getFirstName()), "lastName", given(user.getLastName()), "email",
				given(user.getEmail())));
		if (user.hasNewPassword()) {
			ProblemCollector problems = new ProblemCollector();
			EnginePasswordPolicy.problem(String.valueOf(NEW_PASSWORD.of(user)), user).ifPresent(problems::add);
			problems.check();
		}
	}

	private static void check(Map<String, String> lines) {
		ProblemCollector problems = new ProblemCollector();
		lines.forEach((field, line) -> problems.optionalLine(field, line, LONGEST));
		problems.check();
	}

	private static String given(@Nullable String text) {
		return Objects.requireNonNullElse(text, "");
	}

	private boolean isFromOutside() {
		return this.configuration.getProcessEngine() != null
				&& this.configuration.getProcessEngine().getIdentityService().getCurrentAuthentication() != null;
	}

}
