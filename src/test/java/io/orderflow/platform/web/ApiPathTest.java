package io.orderflow.platform.web;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

/** Addresses as they are logged. */
class ApiPathTest {

	@ParameterizedTest
	@CsvSource({ "/welcome/2UoXTVA4, /welcome/…", "/reset/a/b, /reset/…", "/new-address/x, /new-address/…",
			"/unsubscribe/x, /unsubscribe/…", "/desk/reset/x, /desk/reset/…", "/orders/OF-1, /orders/OF-1",
			"/forgotten, /forgotten" })
	void what_makes_a_link_good_stands_in_no_log(String path, String logged) {
		assertThat(ApiPath.logged(new MockHttpServletRequest("POST", path))).isEqualTo(logged);
	}

}
