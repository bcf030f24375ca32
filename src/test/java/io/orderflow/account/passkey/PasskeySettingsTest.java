package io.orderflow.account.passkey;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.validation.ValidationAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/** A group that is misspelt would leave its members free to come with a password. */
class PasskeySettingsTest {

	private final ApplicationContextRunner start = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
		.withUserConfiguration(Settings.class);

	@Test
	void nobody_must_have_a_passkey_unless_it_is_said() {
		this.start.run((context) -> assertThat(context.getBean(PasskeySettings.class).requiredFor()).isEmpty());
		this.start.withPropertyValues("orderflow.passkeys.required-for=")
			.run((context) -> assertThat(context.getBean(PasskeySettings.class).requiredFor()).isEmpty());
		this.start.withPropertyValues("orderflow.passkeys.required-for=moderators, camunda-admin")
			.run((context) -> assertThat(context.getBean(PasskeySettings.class).requiredFor()).hasSize(2));
	}

	@Test
	void a_group_that_is_misspelt_stops_the_start() {
		this.start.withPropertyValues("orderflow.passkeys.required-for=moderator")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("other than those of moderators and of process admins"));
	}

	@EnableConfigurationProperties(PasskeySettings.class)
	static class Settings {

	}

}
