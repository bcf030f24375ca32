package io.orderflow.platform.engine;

import io.orderflow.platform.Refusal;
import io.orderflow.platform.signin.PasswordCheck;
import io.orderflow.platform.signin.SignInBusyException;
import io.orderflow.platform.signin.SignInPausedException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cmd.CheckPassword;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.springframework.beans.factory.ObjectProvider;

/**
 * The engine's REST API tells whether a password is right, and asks for one's own before
 * it changes another's. Through it nobody tries passwords of others, and one's own is
 * counted like any other attempt: whoever has found an open session must not learn the
 * password by it.
 */
class PasswordCheckInterceptor extends CommandInterceptor {

	private static final CommandFieldAccessor USER = new CommandFieldAccessor(CheckPassword.class, "userId");

	private static final CommandFieldAccessor PASSWORD = new CommandFieldAccessor(CheckPassword.class, "password");

	private final ProcessEngineConfigurationImpl configuration;

	private final ObjectProvider<PasswordCheck> passwords;

	PasswordCheckInterceptor(ProcessEngineConfigurationImpl configuration, ObjectProvider<PasswordCheck> passwords) {
		this.configuration = configuration;
		this.passwords = passwords;
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T> T execute(Command<T> command) {
		ProcessEngine engine = this.configuration.getProcessEngine();
		if (!(command instanceof CheckPassword) || Context.getCommandContext() != null || engine == null) {
			return this.next.execute(command);
		}
		Authentication person = engine.getIdentityService().getCurrentAuthentication();
		if (person == null || person.getUserId() == null || !person.getUserId().equals(USER.of(command))) {
			throw Refusal.forbidden("no-right");
		}
		// what the check asks for itself is nobody's request
		engine.getIdentityService().clearAuthentication();
		try {
			return (T) Boolean
				.valueOf(this.passwords.getObject().isRight(person.getUserId(), String.valueOf(PASSWORD.of(command))));
		}
		catch (SignInPausedException ex) {
			throw ex.refusal();
		}
		catch (SignInBusyException ex) {
			throw Refusal.unavailable("busy");
		}
		finally {
			engine.getIdentityService().setAuthentication(person);
		}
	}

}
