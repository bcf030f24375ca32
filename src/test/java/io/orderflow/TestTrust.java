package io.orderflow;

import javax.net.ssl.SSLContext;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Profile;

/** The application trusts the tests' own servers, made when the first one is asked. */
@Configuration(proxyBeanMethods = false)
@Profile("test")
class TestTrust {

	@Bean
	@Lazy
	SSLContext trustOfTests() {
		return TestCertificate.get().client();
	}

}
