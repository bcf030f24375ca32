package io.orderflow.catalog.web;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

import io.orderflow.platform.MoneyJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class TypedAmountTest {

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "1 250,50 €|EUR|1250.50", "1\u00a0250,50\u202f€|EUR|1250.50", "€1,250.50|EUR|1250.50",
					"1.250,50|EUR|1250.50", "120|EUR|120", "120,5|EUR|120.5", "480.00 EUR|eur|480.00",
					"1,250.00|EUR|1250.00", "0,005|EUR|0.005", "12,34,567|INR|1234567", "CHF 1'200.00|CHF|1200.00",
					"1.250|JPY|1250", "¥1,250,000|JPY|1250000", "12,50|JPY|12.50", "$120|USD|120", "120 $|CAD|120",
					"120|''|120" })
	void an_amount_is_understood_as_people_type_it(String typed, String currency, String plain) {
		assertThat(TypedAmount.plain(typed, currency)).isEqualTo(plain);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "about 100|about 100", "1,2,3|1,2,3", "ten €|ten €", "120 USD|120 USD",
			"$120|$120", "£ 120|£ 120" })
	void what_is_none_is_quoted_as_it_was_typed(String typed, String quoted) {
		assertThat(TypedAmount.plain(typed, "EUR")).isEqualTo(quoted);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "1.250|1250|1.25", "1,250 €|1250|1.25", "12,345|12345|12.345" })
	void what_is_a_thousand_to_some_and_one_to_others_is_asked_about(String typed, String more, String less) {
		assertThat(MoneyJson.isAmount(TypedAmount.plain(typed, "EUR"))).isFalse();
		assertThat(TypedAmount.readings(typed)).containsExactly(new BigDecimal(more), new BigDecimal(less));
	}

	@Test
	void what_is_far_too_long_is_not_looked_at() {
		String endless = "a".repeat(500_000);
		assertThat(TypedAmount.plain(endless, endless.substring(1))).isEqualTo(endless);
		assertThat(TypedAmount.plain("1" + ",111".repeat(200_000), "EUR")).startsWith("1,111");
	}

	/** A service's form shows the price as its reader writes it, and takes it back. */
	@Test
	void an_amount_is_read_as_it_is_written_in_every_region() {
		for (String language : List.of("en", "fr")) {
			for (String region : Locale.getISOCountries()) {
				for (String amount : List.of("0.50", "12.05", "1250.50", "1250050.25")) {
					String written = TypedAmount.written(MoneyJson.of(amount, "EUR"), new Locale(language, region));
					assertThat(TypedAmount.plain(written, "EUR")).as("%s-%s %s", language, region, written)
						.isEqualTo(amount);
				}
				for (String amount : List.of("5", "1250", "1250000")) {
					String written = TypedAmount.written(MoneyJson.of(amount, "JPY"), new Locale(language, region));
					assertThat(TypedAmount.plain(written, "JPY")).as("%s-%s %s", language, region, written)
						.isEqualTo(amount);
				}
			}
		}
	}

}
