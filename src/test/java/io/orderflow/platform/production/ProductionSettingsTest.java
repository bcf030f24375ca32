package io.orderflow.platform.production;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.ClassPathResource;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

class ProductionSettingsTest {

	private static MockEnvironment complete() {
		return new MockEnvironment().withProperty("spring.datasource.url", "jdbc:postgresql://db/orderflow")
			.withProperty("spring.datasource.username", "orderflow")
			.withProperty("spring.datasource.password", "k3-8dTq0")
			.withProperty("spring.mail.host", "mail.example")
			.withProperty("orderflow.mail.from", "desk@desk.example")
			.withProperty("orderflow.public-url", "https://orders.example")
			.withProperty("server.tomcat.remoteip.internal-proxies", "10\\.0\\.0\\.1");
	}

	@Test
	void complete_settings_start() {
		assertThat(ProductionSettings.reasons(complete())).isEmpty();
	}

	/** Proxies hand on headers that they do not know, whoever wrote them. */
	@Test
	void of_a_proxy_no_port_is_believed() throws IOException {
		assertThat(
				new YamlPropertySourceLoader().load("production", new ClassPathResource("application-production.yml"))
					.get(0)
					.getProperty("server.tomcat.remoteip.port-header"))
			.isEqualTo("");
	}

	@Test
	void each_missing_setting_is_named() {
		assertThat(ProductionSettings.reasons(new MockEnvironment())).hasSize(7)
			.anySatisfy((reason) -> assertThat(reason).contains("ORDERFLOW_DATABASE_URL"))
			.anySatisfy((reason) -> assertThat(reason).contains("ORDERFLOW_MAIL_HOST"))
			.anySatisfy((reason) -> assertThat(reason).contains("ORDERFLOW_MAIL_FROM"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "orderflow@localhost", "desk@mail.localhost", "Desk@LOCALHOST",
			"Desk <desk@localhost>", "desk@localhost." })
	void no_mail_and_no_push_comes_from_localhost(String from) {
		assertThat(ProductionSettings.reasons(complete().withProperty("orderflow.mail.from", from))).singleElement()
			.asString()
			.contains("ORDERFLOW_MAIL_FROM", "push");
		assertThat(ProductionSettings.reasons(complete().withProperty("orderflow.mail.domain", "desk.localhost")))
			.singleElement()
			.asString()
			.contains("ORDERFLOW_MAIL_DOMAIN");
		assertThat(ProductionSettings.reasons(complete().withProperty("orderflow.mail.domain", "orderflow.localhost")))
			.isEmpty();
	}

	@Test
	void secrets_that_everyone_knows_are_refused() {
		assertThat(ProductionSettings.reasons(complete().withProperty("spring.datasource.password", "Postgres")))
			.singleElement()
			.asString()
			.contains("ORDERFLOW_DATABASE_PASSWORD");
		assertThat(
				ProductionSettings.reasons(complete().withProperty("orderflow.first-admin.password", "Passw0rd2026!")))
			.singleElement()
			.asString()
			.contains("ORDERFLOW_ADMIN_PASSWORD");
	}

	@Test
	void the_first_users_passwords_keep_the_rules_of_all_passwords() {
		MockEnvironment named = complete().withProperty("orderflow.first-admin.id", "zorblatt")
			.withProperty("orderflow.first-admin.email", "gw@orders.example")
			.withProperty("orderflow.first-worker.id", "zorblatt");
		Map.of("orderflow.first-admin.password", "ORDERFLOW_ADMIN_PASSWORD", "orderflow.first-worker.password",
				"ORDERFLOW_WORKER_PASSWORD")
			.forEach((setting, variable) -> {
				for (String password : List.of("k3-8dTq0x", "zorblatt-12", "k3-8dTq0x ".repeat(20) + "x")) {
					assertThat(ProductionSettings.reasons(named.withProperty(setting, password))).singleElement()
						.asString()
						.contains(variable + " must have 10 to 200 characters", setting);
				}
				assertThat(ProductionSettings.reasons(named.withProperty(setting, "k3-8dTq0x7"))).isEmpty();
			});
	}

	@Test
	void a_token_of_the_worker_that_can_be_guessed_is_refused() {
		for (String token : new String[] { "ofl_short", "ofl_for-the-demo-of-one-machine-and-nowhere-else" }) {
			assertThat(ProductionSettings.reasons(complete().withProperty("orderflow.first-worker.token", token)))
				.singleElement()
				.asString()
				.contains("ORDERFLOW_WORKER_TOKEN");
		}
		assertThat(ProductionSettings
			.reasons(complete().withProperty("orderflow.first-worker.token", "ofl_" + "x".repeat(40)))).isEmpty();
	}

	@Test
	void an_address_without_encryption_and_the_embedded_default_are_refused() {
		MockEnvironment environment = complete().withProperty("orderflow.public-url", "http://orders.example");
		environment.setActiveProfiles("production", "embedded");
		assertThat(ProductionSettings.reasons(environment)).hasSize(2);
	}

}
