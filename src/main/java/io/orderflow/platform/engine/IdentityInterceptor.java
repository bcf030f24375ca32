package io.orderflow.platform.engine;

import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

import io.orderflow.platform.ProblemCollector;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.UserStore;
import io.orderflow.platform.signin.PasswordChanged;
import io.orderflow.platform.text.MailAddress;
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

	/** As the engine takes them, and as long as it keeps. */
	private static final Pattern ID = Pattern.compile("[a-zA-Z0-9]{1,64}|" + UserStore.PROCESS_ADMINS);

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
			check(group.getId(), Map.of("name", given(group.getName()), "type", given(group.getType())));
		}
		if (command instanceof SaveTenantCmd && TENANT.of(command) instanceof Tenant tenant && isFromOutside()) {
			check(tenant.getId(), Map.of("name", given(tenant.getName())));
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

	private void check(UserEntity user) {
		check(user.getId(), Map.of("firstName", given(user.getFirstName()), "lastName", given(user.getLastName()),
				"email", given(user.getEmail())));
		checkEmail(user);
		if (user.hasNewPassword()) {
			ProblemCollector problems = new ProblemCollector();
			EnginePasswordPolicy.problem(String.valueOf(NEW_PASSWORD.of(user)), user).ifPresent(problems::add);
			problems.check();
		}
	}

	/**
	 * It signs in, so it is one person's, and in lower case as everywhere. Of two at the
	 * same moment both may get it: only admins set one here.
	 */
	private void checkEmail(UserEntity user) {
		String email = MailAddress.folded(given(user.getEmail()));
		if (email.isEmpty()) {
			return;
		}
		if (!MailAddress.isPlain(given(user.getEmail()))) {
			throw Refusal.invalid("email", "email-unreadable");
		}
		user.setEmail(email);
		if (this.configuration.getIdentityService()
			.createUserQuery()
			.userEmail(email)
			.listPage(0, 2)
			.stream()
			.anyMatch((other) -> !other.getId().equals(user.getId()))) {
			throw Refusal.invalid("email", "email-of-another");
		}
	}

	private static void check(@Nullable String id, Map<String, String> lines) {
		ProblemCollector problems = new ProblemCollector();
		if (!ID.matcher(given(id)).matches()) {
			problems.add("id", "account-id-unusable");
		}
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
