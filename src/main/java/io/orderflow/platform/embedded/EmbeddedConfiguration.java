package io.orderflow.platform.embedded;

import java.io.IOException;
import java.time.Duration;

import com.icegreen.greenmail.util.GreenMail;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.boot.autoconfigure.mail.MailProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * Starts the embedded database and the mail catcher, and points the application at them.
 */
@Configuration(proxyBeanMethods = false)
@Profile("embedded")
@EnableConfigurationProperties({ EmbeddedSettings.class, MailProperties.class })
class EmbeddedConfiguration {

	@Configuration(proxyBeanMethods = false)
	@Profile("embedded")
	@ConditionalOnClass(EmbeddedPostgres.class)
	static class Database {

		@Bean
		EmbeddedDatabase embeddedDatabase(EmbeddedSettings settings) throws IOException {
			return EmbeddedDatabase.start(settings,
					new EmbeddedDatabase.Restart(6, Duration.ofSeconds(10), () -> System.exit(1)));
		}

		/** Part of readiness; says at once what the pool would wait for. */
		@Bean
		HealthIndicator embeddedDatabaseHealthIndicator(EmbeddedDatabase database) {
			return () -> database.running() ? Health.up().build()
					: Health.down().withDetail("embedded database", "is started again").build();
		}

		@Bean
		AbandonedJobLocks abandonedJobLocks(JdbcTemplate jdbc) {
			return new AbandonedJobLocks(jdbc);
		}

		@Bean
		JdbcConnectionDetails embeddedConnection(EmbeddedDatabase database) {
			return new JdbcConnectionDetails() {

				@Override
				public String getUsername() {
					return "postgres";
				}

				@Override
				public String getPassword() {
					return "";
				}

				@Override
				public String getJdbcUrl() {
					return database.url();
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Profile("embedded")
	@ConditionalOnClass(GreenMail.class)
	static class Mail {

		@Bean
		MailCatcher mailCatcher(EmbeddedSettings settings) {
			return MailCatcher.start(settings.mailPort());
		}

		@Bean
		JavaMailSenderImpl mailSender(MailCatcher catcher, MailProperties properties) {
			JavaMailSenderImpl sender = new JavaMailSenderImpl();
			sender.setHost("127.0.0.1");
			sender.setPort(catcher.port());
			sender.setDefaultEncoding("UTF-8");
			sender.getJavaMailProperties().putAll(properties.getProperties());
			// an answer of several lines, which this server sends one by one, costs 40 ms
			sender.getJavaMailProperties().put("mail.smtp.ehlo", "false");
			return sender;
		}

	}

}
