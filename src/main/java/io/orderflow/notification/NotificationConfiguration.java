package io.orderflow.notification;

import jakarta.mail.util.StreamProvider;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MailSettings.class)
class NotificationConfiguration {

	/**
	 * Jakarta Mail looks through every jar for who makes its streams, again with every
	 * mail, unless it is told: what it finds the first time.
	 */
	NotificationConfiguration() {
		System.setProperty(StreamProvider.class.getName(), StreamProvider.provider().getClass().getName());
	}

}
