package io.orderflow.platform.web.body;

import org.apache.catalina.core.StandardHost;
import io.orderflow.platform.web.RefusalResponder;

import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ BodySettings.class, RequestSettings.class })
class BodyConfiguration {

	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> boundedBodies(BodySettings settings) {
		return (server) -> server.addContextValves(new BoundedBodyValve(settings));
	}

	/** Of a host, which writes the pages of errors. */
	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> boundedAnswers(BodySettings settings) {
		return (server) -> server.addContextCustomizers((context) -> {
			if (context.getParent() instanceof StandardHost host) {
				host.getPipeline().addValve(new BoundedAnswerValve(settings));
			}
		});
	}

	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> unreadableRequests() {
		return (server) -> server.addContextCustomizers((context) -> {
			if (context.getParent() instanceof StandardHost host) {
				host.setErrorReportValveClass(UnreadableRequestValve.class.getName());
			}
		});
	}

	/**
	 * Before all chains of Spring Security, and before what asks where a request is from.
	 */
	@Bean
	FilterRegistrationBean<RefusedBodyFilter> refusedBodies(RefusalResponder responder) {
		FilterRegistrationBean<RefusedBodyFilter> registration = new FilterRegistrationBean<>(
				new RefusedBodyFilter(responder));
		registration.setOrder(SecurityProperties.DEFAULT_FILTER_ORDER - 2);
		return registration;
	}

	/** Right behind all chains, which know whose a request is. */
	@Bean
	FilterRegistrationBean<RequestLimitFilter> requestLimitFilter(RequestLimits limits, RefusalResponder responder) {
		FilterRegistrationBean<RequestLimitFilter> registration = new FilterRegistrationBean<>(
				new RequestLimitFilter(limits, responder));
		registration.setOrder(SecurityProperties.DEFAULT_FILTER_ORDER + 1);
		return registration;
	}

}
