package io.orderflow.notification.mail;

import jakarta.mail.util.StreamProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

@Configuration(proxyBeanMethods = false)
class MailConfiguration {

	/**
	 * A few account mails at a time; when the mail server hangs, a flood of them is
	 * refused.
	 */
	@Bean(defaultCandidate = false)
	@Qualifier("accountMails")
	ThreadPoolTaskExecutor accountMails() {
		ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
		executor.setCorePoolSize(2);
		executor.setMaxPoolSize(2);
		executor.setQueueCapacity(1_000);
		executor.setAllowCoreThreadTimeOut(true);
		executor.setWaitForTasksToCompleteOnShutdown(true);
		executor.setAwaitTerminationSeconds(10);
		executor.setThreadNamePrefix("account-mails-");
		return executor;
	}

	/**
	 * Jakarta Mail looks through every jar for who makes its streams, again with every
	 * mail, unless it is told: what it finds the first time.
	 */
	MailConfiguration() {
		System.setProperty(StreamProvider.class.getName(), StreamProvider.provider().getClass().getName());
	}

}
