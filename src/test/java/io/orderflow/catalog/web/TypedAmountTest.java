package io.orderflow.catalog.web;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class TypedAmountTest {

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "1 250,50 €|1250.50", "1\u00a0250,50\u202f€|1250.50", "€1,250.50|1250.50",
			"1.250,50|1250.50", "120|120", "120,5|120.5", "480.00 EUR|480.00", "1,250|1250", "CHF 1'200.00|1200.00" })
	void an_amount_is_understood_as_people_type_it(String typed, String plain) {
		assertThat(TypedAmount.plain(typed)).isEqualTo(plain);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "about 100|about 100", "1,2,3|1,2,3", "ten €|ten €" })
	void what_is_none_is_quoted_as_it_was_typed(String typed, String quoted) {
		assertThat(TypedAmount.plain(typed)).isEqualTo(quoted);
	}

}
