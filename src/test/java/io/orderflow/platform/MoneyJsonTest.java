package io.orderflow.platform;

import java.time.Duration;

import javax.money.MonetaryAmount;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class MoneyJsonTest {

	private final JsonMapper json = JsonbMapper.mapper();

	@Test
	void an_amount_is_text_with_the_decimals_of_its_currency() throws Exception {
		assertThat(this.json.writeValueAsString(MoneyJson.of("120", "EUR")))
			.isEqualTo("{\"amount\":\"120.00\",\"currency\":\"EUR\"}");
		assertThat(this.json.writeValueAsString(MoneyJson.of("12000", "JPY")))
			.isEqualTo("{\"amount\":\"12000\",\"currency\":\"JPY\"}");
		assertThat(MoneyJson.number(MoneyJson.of("0.125", "EUR"))).isEqualTo("0.125");
	}

	@Test
	void what_was_written_is_read_again() throws Exception {
		MonetaryAmount price = MoneyJson.of("99.90", "CHF");
		assertThat(this.json.readValue(this.json.writeValueAsString(price), MonetaryAmount.class)).isEqualTo(price);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"amount\":\"1e999999999\",\"currency\":\"EUR\"}",
			"{\"amount\":\"1\",\"currency\":\"XQX\"}", "{\"amount\":\"1,5\",\"currency\":\"EUR\"}", "\"5 EUR\"", "5" })
	void what_is_no_money_is_refused(String text) {
		assertThatExceptionOfType(JsonProcessingException.class)
			.isThrownBy(() -> this.json.readValue(text, MonetaryAmount.class));
	}

	/** The library would take each for a regular expression, and some for hours. */
	@ParameterizedTest
	@ValueSource(strings = { "E.R", "EU.", "(?i)eur", "EURX?", "GB[P]", "[", "(", "EUR|USD", "", " EUR", "eur",
			"(.*)*(.*)*(.*)*(.*)*(.*)*(.*)*(.*)*(.*)*(.*)*(.*)*(.*)*(.*)*(.*)*(.*)*(.*)*(.*)*(.*)*(.*)*(.*)*(.*)*(.*)*x" })
	void what_is_no_code_of_a_currency_is_no_pattern_of_one(String code) {
		assertThat(MoneyJson.isCurrency(code)).isFalse();
		assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> MoneyJson.of("1", code))
			.withMessageStartingWith("Not the code of a currency");
		assertThatExceptionOfType(JsonProcessingException.class).isThrownBy(() -> this.json.readValue(
				this.json.createObjectNode().put("amount", "1").put("currency", code).toString(),
				MonetaryAmount.class));
	}

	@Test
	void lengths_of_time_are_stored_as_iso_text() throws Exception {
		assertThat(this.json.writeValueAsString(Duration.ofDays(2))).isEqualTo("\"PT48H\"");
	}

}
