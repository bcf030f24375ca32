package io.orderflow.order;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class OrderNumberTest {

	@Test
	void a_number_has_no_letter_that_sounds_or_looks_like_another() {
		assertThat(Stream.generate(OrderNumber::random).limit(200)).allSatisfy(
				(number) -> assertThat(number.value()).matches("OF-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "OF-7K3M-0QX1", "of-7k3m-0qx1", "OF7K3M0QX1", "of 7k3m oqxl", " OF-7K3M-OQXI " })
	void it_is_understood_as_people_write_it(String written) {
		assertThat(OrderNumber.parse(written)).contains(new OrderNumber("OF-7K3M-0QX1"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "OF", "OF-7K3M", "AB-7K3M-0QX1", "OF-7K3M-0QX1-2", "OF-7K3M-0QU1", "OF-7K3M-0Q'1" })
	void what_can_be_no_number_is_none(String written) {
		assertThat(OrderNumber.parse(written)).isEmpty();
	}

}
