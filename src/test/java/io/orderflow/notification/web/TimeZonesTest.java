package io.orderflow.notification.web;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

import io.orderflow.notification.web.TimeZones.Zone;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Each place stands in the list once, by the name that it goes by now. */
class TimeZonesTest {

	@ParameterizedTest
	@ValueSource(strings = { "en", "fr" })
	void no_two_look_alike(String language) {
		TimeZones zones = new TimeZones(Locale.forLanguageTag(language), Instant.parse("2026-12-01T12:00:00Z"));
		List<Zone> all = zones.parts().stream().flatMap((part) -> part.zones().stream()).toList();
		assertThat(all).extracting(Zone::place).doesNotHaveDuplicates();
		assertThat(all).extracting(Zone::id)
			.contains("Europe/Paris", "Europe/London", "Europe/Kyiv", "Asia/Kolkata", "America/Toronto", "America/Nuuk",
					"Asia/Ho_Chi_Minh", "Europe/Amsterdam", "Asia/Yangon", "America/Argentina/Buenos_Aires",
					"Australia/Sydney", "Pacific/Auckland", "UTC")
			.doesNotContain("Europe/Belfast", "Europe/Kiev", "Asia/Calcutta", "America/Godthab", "Australia/NSW",
					"America/Montreal", "Europe/Tiraspol");
	}

}
