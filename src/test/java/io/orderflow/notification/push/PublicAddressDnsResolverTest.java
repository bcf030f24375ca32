package io.orderflow.notification.push;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Where a browser may let us send things to. */
class PublicAddressDnsResolverTest {

	private final PublicAddressDnsResolver any = addresses(List.of(), List.of());

	@ParameterizedTest
	@ValueSource(strings = { "127.0.0.1", "127.255.255.254", "0.0.0.0", "10.1.2.3", "100.64.0.1", "100.127.255.255",
			"169.254.169.254", "172.16.0.1", "172.31.255.255", "192.168.1.1", "192.0.2.1", "198.18.0.1", "198.51.100.7",
			"203.0.113.9", "224.0.0.1", "255.255.255.255", "::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
			"::10.0.0.1", "fe80::1", "fec0::1", "fc00::1", "fd12:3456::1", "ff02::1", "2001:db8::1", "2001::1",
			"64:ff9b::10.0.0.1", "64:ff9b:1::1", "2002:7f00:1::1", "2002:c0a8:101::1" })
	void an_address_that_is_not_public_is_no_push_service(String address) throws UnknownHostException {
		assertThat(PublicAddress.is(InetAddress.getByName(address))).isFalse();
		String host = address.contains(":") ? "[" + address + "]" : address;
		assertThat(this.any.problem("https://" + host + "/push")).contains("push-endpoint-private");
		assertThatExceptionOfType(PublicAddressDnsResolver.NotPublicException.class)
			.isThrownBy(() -> this.any.resolve(address));
	}

	@ParameterizedTest
	@ValueSource(strings = { "1.1.1.1", "100.63.255.255", "100.128.0.1", "172.15.0.1", "172.32.0.1", "192.169.0.1",
			"223.255.255.255", "2606:4700::1111", "64:ff9b::1.1.1.1", "2002:101:101::1" })
	void a_public_address_is(String address) throws UnknownHostException {
		assertThat(PublicAddress.is(InetAddress.getByName(address))).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://1.1.1.1/push", "ftp://1.1.1.1/push", "file:///etc/passwd", "//1.1.1.1/push" })
	void only_https_is_taken(String endpoint) {
		assertThat(this.any.problem(endpoint)).contains("push-endpoint-not-https");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "https://", "https://1.1.1.1/a b", "https://me@1.1.1.1/",
			"https://me:pw@1.1.1.1/", "https://1.1.1.1/#x", "https:opaque", "https://1.1.1.1/\r\nX: y",
			"https://exämple.com/", "https://a_b/" })
	void what_is_no_plain_address_is_refused(String endpoint) {
		assertThat(this.any.problem(endpoint)).contains("push-endpoint-unusable");
	}

	@Test
	void an_address_that_is_too_long_is_refused() {
		assertThat(this.any.problem("https://1.1.1.1/" + "x".repeat(2_000))).contains("push-endpoint-unusable");
		assertThat(this.any.problem("https://1.1.1.1/" + "x".repeat(1_900))).isEmpty();
	}

	@Test
	void the_list_of_push_services_holds() {
		PublicAddressDnsResolver few = addresses(List.of("push.example", "1.1.1.1"), List.of());
		assertThat(few.problem("https://1.1.1.1/x")).isEmpty();
		assertThat(few.problem("https://8.8.8.8/x")).contains("push-endpoint-not-allowed");
		assertThat(few.problem("https://evilpush.example/x")).contains("push-endpoint-not-allowed");
		assertThat(few.problem("https://push.example.evil.example/x")).contains("push-endpoint-not-allowed");
	}

	/** Whoever owns a name decides how long looking it up takes. */
	@Test
	void no_name_is_looked_up_while_a_browser_subscribes() throws UnknownHostException {
		List<String> asked = new ArrayList<>();
		PublicAddressDnsResolver watched = new PublicAddressDnsResolver(
				new PushSettings(List.of(), List.of(), Duration.ofDays(1)), new SystemDefaultDnsResolver() {

					@Override
					public InetAddress[] resolve(String host) throws UnknownHostException {
						asked.add(host);
						return super.resolve("127.0.0.1");
					}

				}, Duration.ofSeconds(30));
		assertThat(watched.problem("https://push.example/x")).isEmpty();
		assertThat(asked).isEmpty();
		assertThat(watched.problem("https://localhost/x")).contains("push-endpoint-private");
		assertThat(watched.problem("https://push.localhost/x")).contains("push-endpoint-private");

		assertThatExceptionOfType(PublicAddressDnsResolver.NotPublicException.class)
			.isThrownBy(() -> watched.resolve("push.example"));
		assertThat(asked).containsExactly("push.example");
	}

	@Test
	void a_name_that_nobody_answers_for_is_not_waited_for() {
		CountDownLatch never = new CountDownLatch(1);
		PublicAddressDnsResolver patient = new PublicAddressDnsResolver(
				new PushSettings(List.of(), List.of(), Duration.ofDays(1)), new SystemDefaultDnsResolver() {

					@Override
					public InetAddress[] resolve(String host) throws UnknownHostException {
						try {
							never.await();
						}
						catch (InterruptedException ex) {
							Thread.currentThread().interrupt();
						}
						return super.resolve("1.1.1.1");
					}

				}, Duration.ofMillis(1));
		// and not more of them than there are threads for it
		for (int i = 0; i < 40; i++) {
			assertThatExceptionOfType(UnknownHostException.class).isThrownBy(() -> patient.resolve("push.example"))
				.withMessageContaining("in time");
		}
		never.countDown();
	}

	@Test
	void a_test_may_name_a_host_of_its_own() {
		PublicAddressDnsResolver tests = addresses(List.of(), List.of("localhost"));
		assertThat(tests.problem("https://localhost:1234/x")).isEmpty();
		assertThat(tests.problem("https://127.0.0.1:1234/x")).contains("push-endpoint-private");
	}

	private static PublicAddressDnsResolver addresses(List<String> allowed, List<String> own) {
		return new PublicAddressDnsResolver(new PushSettings(allowed, own, Duration.ofDays(1)));
	}

}
