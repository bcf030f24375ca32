package io.orderflow.catalog;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.validation.ValidationAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/** Settings that contradict each other stop the start. */
class CatalogSettingsTest {

	private final ApplicationContextRunner start = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
		.withUserConfiguration(Settings.class);

	@Test
	void the_defaults_start() {
		this.start.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void a_reminder_before_the_question_stops_the_start_and_is_named() {
		this.start
			.withPropertyValues("orderflow.catalog.update-asked-after=3d", "orderflow.catalog.update-reminded-after=2d")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("update-reminded-after must be longer than update-asked-after"));
	}

	@Test
	void a_duration_that_no_service_may_have_stops_the_start_and_is_named() {
		for (String setting : new String[] { "updateAskedAfter=1m", "revisionRoundAtMost=59m",
				"updateRemindedAfter=366d" }) {
			this.start.withPropertyValues("orderflow.catalog." + setting)
				.run((context) -> assertThat(context).getFailure()
					.rootCause()
					.hasMessageContaining(setting.substring(0, setting.indexOf('='))));
		}
	}

	@Test
	void a_revision_takes_the_delivery_time_but_not_longer_than_is_set() {
		CatalogSettings settings = new CatalogSettings(1, ApprovalNeeded.PLAN, Duration.ofDays(2), Duration.ofDays(3),
				Duration.ofDays(4));
		assertThat(settings.revisionRoundTime(Duration.ofDays(1))).isEqualTo(Duration.ofDays(1));
		assertThat(settings.revisionRoundTime(Duration.ofDays(4))).isEqualTo(Duration.ofDays(4));
		assertThat(settings.revisionRoundTime(Duration.ofDays(9))).isEqualTo(Duration.ofDays(4));
		assertThat(settings.isRemindedAfterAsking()).isTrue();
		assertThat(
				new CatalogSettings(1, ApprovalNeeded.PLAN, Duration.ofDays(2), Duration.ofDays(2), Duration.ofDays(4))
					.isRemindedAfterAsking())
			.isFalse();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(CatalogSettings.class)
	static class Settings {

	}

}
