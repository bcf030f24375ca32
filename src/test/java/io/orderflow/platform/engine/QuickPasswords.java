package io.orderflow.platform.engine;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Hashes the passwords of tests as all others are, but with fewer rounds than may be set:
 * a thousand take 3 ms of a processor, for each person that a test makes and for each
 * sign-in.
 */
@Component
@Profile("test")
class QuickPasswords implements BeanPostProcessor {

	private static final int ROUNDS = 10;

	@Override
	public Object postProcessAfterInitialization(Object bean, String name) {
		return (bean instanceof Pbkdf2PasswordEncryptor) ? new Pbkdf2PasswordEncryptor(ROUNDS) : bean;
	}

}
