package io.orderflow.notification.mail;

import jakarta.mail.util.StreamProvider;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class MailConfiguration {

	/**
	 * Jakarta Mail looks through every jar for who makes its streams, again with every
	 * mail, unless it is told: what it finds the first time.
	 */
	MailConfiguration() {
		System.setProperty(StreamProvider.class.getName(), StreamProvider.provider().getClass().getName());
	}

}
