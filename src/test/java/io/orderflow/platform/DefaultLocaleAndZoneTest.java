package io.orderflow.platform;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.TimeZone;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/** Any application of ours, on a machine far away. */
class DefaultLocaleAndZoneTest {

	private final Locale locale = Locale.getDefault();

	private final TimeZone zone = TimeZone.getDefault();

	@AfterEach
	void restore() {
		Locale.setDefault(this.locale);
		TimeZone.setDefault(this.zone);
	}

	@Test
	void what_starts_on_a_turkish_machine_in_auckland_runs_in_english_and_utc() {
		Locale.setDefault(Locale.forLanguageTag("tr-TR"));
		TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
		try (ConfigurableApplicationContext application = new SpringApplicationBuilder(Nothing.class)
			.web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.logStartupInfo(false)
			.run()) {
			assertThat(application.isRunning()).isTrue();
			assertThat(Locale.getDefault()).isEqualTo(Locale.ENGLISH);
			assertThat(Locale.getDefault(Locale.Category.FORMAT)).isEqualTo(Locale.ENGLISH);
			assertThat(ZoneId.systemDefault()).isIn(ZoneOffset.UTC, ZoneId.of("UTC"), ZoneId.of("GMT"));
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Nothing {

	}

}
