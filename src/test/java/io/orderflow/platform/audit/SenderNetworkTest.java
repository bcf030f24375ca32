package io.orderflow.platform.audit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SenderNetworkTest {

	@Test
	void of_ipv6_a_whole_network_is_one_sender() {
		String home = SenderNetwork.of("2001:db8:1:2::1");
		assertThat(SenderNetwork.of("2001:db8:1:2:ffff:ffff:ffff:ffff")).isEqualTo(home);
		assertThat(SenderNetwork.of("2001:0DB8:0001:0002:0:0:0:9%eth0")).isEqualTo(home);
		assertThat(SenderNetwork.of("2001:db8:1:3::1")).isNotEqualTo(home);
	}

	@Test
	void of_ipv4_each_address_is_one() {
		assertThat(SenderNetwork.of("192.0.2.1")).isEqualTo("192.0.2.1");
		assertThat(SenderNetwork.of("192.0.2.2")).isNotEqualTo(SenderNetwork.of("192.0.2.1"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "proxy.example", "::zz", "1:2", "not:an:address" })
	void what_is_no_address_stays_as_it_is_and_no_name_is_looked_up(String text) {
		assertThat(SenderNetwork.of(text)).isEqualTo(text);
	}

}
