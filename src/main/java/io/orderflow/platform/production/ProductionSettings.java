package io.orderflow.platform.production;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.orderflow.platform.PasswordRules;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/**
 * What production must say for itself, checked before anything connects to anything. A
 * setting that is missing or left at what everyone knows stops the start.
 */
@Configuration(proxyBeanMethods = false)
@Profile("production")
class ProductionSettings {

	/** Secrets that are in some documentation or other. */
	private static final Set<String> KNOWN_SECRETS = Set.of("orderflow", "postgres", "password", "secret", "changeme",
			"change-me", "admin", "camunda", "demo", "worker", "ofl_for-the-demo-of-one-machine-and-nowhere-else");

	/** A host, or an address at one, that means something on this machine only. */
	private static final String LOCAL = "(?i)(.*[@.])?localhost[.>\\s]*";

	/** The environment's variable for each setting that must be there. */
	private static final Map<String, String> NEEDED = new LinkedHashMap<>();

	static {
		NEEDED.put("spring.datasource.url", "ORDERFLOW_DATABASE_URL");
		NEEDED.put("spring.datasource.username", "ORDERFLOW_DATABASE_USER");
		NEEDED.put("spring.datasource.password", "ORDERFLOW_DATABASE_PASSWORD");
		NEEDED.put("spring.mail.host", "ORDERFLOW_MAIL_HOST");
		NEEDED.put("orderflow.public-url", "ORDERFLOW_PUBLIC_URL");
		NEEDED.put("server.tomcat.remoteip.internal-proxies", "ORDERFLOW_PROXIES");
	}

	/** Secrets that may be missing, but not be one that everyone knows. */
	private static final Map<String, String> SECRET = Map.of("spring.datasource.password",
			"ORDERFLOW_DATABASE_PASSWORD", "spring.flyway.password", "ORDERFLOW_MIGRATION_PASSWORD",
			"spring.mail.password", "ORDERFLOW_MAIL_PASSWORD", "orderflow.first-admin.password",
			"ORDERFLOW_ADMIN_PASSWORD", "orderflow.worker.password", "ORDERFLOW_WORKER_PASSWORD",
			"orderflow.first-worker.password", "ORDERFLOW_WORKER_PASSWORD", "orderflow.first-worker.token",
			"ORDERFLOW_WORKER_TOKEN");

	/** Passwords of users that are made at the first start, with what is their own. */
	private static final Map<String, List<String>> OF_USERS = Map.of("orderflow.first-admin.password",
			List.of("orderflow.first-admin.id", "orderflow.first-admin.email"), "orderflow.first-worker.password",
			List.of("orderflow.first-worker.id"));

	@Bean
	static BeanFactoryPostProcessor productionCheck(Environment environment) {
		return (beans) -> {
			List<String> reasons = reasons(environment);
			if (!reasons.isEmpty()) {
				throw new InvalidProductionSettingsException(reasons);
			}
		};
	}

	static List<String> reasons(Environment environment) {
		List<String> reasons = new ArrayList<>();
		if (environment.acceptsProfiles(Profiles.of("embedded"))) {
			reasons.add("The profiles embedded and production exclude each other.");
		}
		NEEDED.forEach((setting, variable) -> {
			if (value(environment, setting).isBlank()) {
				reasons.add(variable + " is missing (" + setting + ").");
			}
		});
		SECRET.forEach((setting, variable) -> {
			String secret = value(environment, setting);
			if (KNOWN_SECRETS.contains(secret.toLowerCase(Locale.ROOT))
					|| (!secret.isEmpty() && PasswordRules.isKnown(secret))) {
				reasons.add(variable + " is a secret that everyone knows (" + setting + ").");
			}
			else if (!secret.isEmpty() && OF_USERS.containsKey(setting)) {
				List<String> own = OF_USERS.get(setting).stream().map((part) -> value(environment, part)).toList();
				PasswordRules.problem(setting, secret, own)
					.ifPresent(
							(problem) -> reasons.add(variable + " " + PasswordRules.IN_WORDS + " (" + setting + ")."));
			}
		});
		String token = value(environment, "orderflow.first-worker.token");
		if (!token.isBlank() && !token.matches("ofl_[A-Za-z0-9_-]{40,200}")) {
			reasons.add("ORDERFLOW_WORKER_TOKEN must be ofl_ and 40 random letters and digits or more "
					+ "(orderflow.first-worker.token).");
		}
		String address = value(environment, "orderflow.public-url");
		if (!address.isBlank() && !address.startsWith("https://")) {
			reasons.add("ORDERFLOW_PUBLIC_URL must begin with https:// (orderflow.public-url).");
		}
		String from = value(environment, "orderflow.mail.from");
		if (from.matches(LOCAL)) {
			reasons.add("ORDERFLOW_MAIL_FROM is of this machine alone (orderflow.mail.from): mails come from it, and "
					+ "push services write to it.");
		}
		if (from.isBlank()) {
			reasons.add("ORDERFLOW_MAIL_FROM is missing (orderflow.mail.from): the address that mails come from, and "
					+ "that push services write to.");
		}
		// the default stands for the sender's own
		String domain = value(environment, "orderflow.mail.domain");
		if (!domain.equals("orderflow.localhost") && domain.matches(LOCAL)) {
			reasons.add("ORDERFLOW_MAIL_DOMAIN is of this machine alone (orderflow.mail.domain).");
		}
		return reasons;
	}

	private static String value(Environment environment, String setting) {
		return environment.getProperty(setting, "");
	}

}
