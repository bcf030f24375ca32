package io.orderflow.notification.push;

import javax.net.ssl.SSLContext;

import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.util.Timeout;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** The way out to push services. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PushSettings.class)
class PushConfiguration {

	private static final Timeout CONNECT = Timeout.ofSeconds(5);

	private static final Timeout ANSWER = Timeout.ofSeconds(10);

	/** The client bounds neither, and keeps what it reads of both. */
	private static final Http1Config SHORT_HEADS = Http1Config.custom()
		.setMaxLineLength(8_192)
		.setMaxHeaderCount(100)
		.build();

	/**
	 * Connects to public addresses only, directly, and keeps nothing between two pushes
	 * but the connection.
	 * @param trust which certificates to trust, where an installation has its own
	 */
	@Bean
	@Lazy
	CloseableHttpClient pushClient(PublicAddressDnsResolver addresses, ObjectProvider<SSLContext> trust) {
		PoolingHttpClientConnectionManagerBuilder connections = PoolingHttpClientConnectionManagerBuilder.create()
			.setDnsResolver(addresses)
			.setConnectionFactory(ManagedHttpClientConnectionFactory.builder().http1Config(SHORT_HEADS).build())
			.setMaxConnPerRoute(10)
			.setDefaultConnectionConfig(
					ConnectionConfig.custom().setConnectTimeout(CONNECT).setSocketTimeout(ANSWER).build());
		trust.ifAvailable((own) -> connections.setTlsSocketStrategy(new DefaultClientTlsStrategy(own)));
		return HttpClients.custom()
			.setConnectionManager(connections.build())
			.setDefaultRequestConfig(RequestConfig.custom()
				.setConnectionRequestTimeout(CONNECT)
				.setResponseTimeout(ANSWER)
				.setRedirectsEnabled(false)
				.build())
			.disableContentCompression()
			.disableRedirectHandling()
			.disableAutomaticRetries()
			.disableCookieManagement()
			.disableAuthCaching()
			.build();
	}

}
