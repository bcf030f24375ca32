package io.orderflow.platform.web.body;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

import io.orderflow.platform.FormBodies;
import io.orderflow.platform.quota.CallerCheck;
import io.orderflow.platform.web.RefusalResponder;
import org.apache.catalina.core.StandardHost;

import org.springframework.beans.factory.BeanInitializationException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;
import org.springframework.web.servlet.resource.ResourceTransformer;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ BodySettings.class, RequestSettings.class })
class BodyConfiguration {

	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> boundedBodies(BodySettings settings) {
		return (server) -> server.addContextValves(new BoundedBodyValve(settings), new WholeFilesValve());
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

	/** All that is sent from the jars, whoever has said where it is found. */
	@Bean
	static BeanPostProcessor compressedFiles(ObjectProvider<ServerProperties> server) {
		return new BeanPostProcessor() {

			@Override
			public Object postProcessAfterInitialization(Object bean, String name) {
				if (bean instanceof AbstractUrlHandlerMapping mapping) {
					addTo(mapping, new CompressedFiles(server.getObject().getCompression()));
				}
				return bean;
			}

		};
	}

	/** The last to look at a file is the first of the list. */
	private static void addTo(AbstractUrlHandlerMapping mapping, CompressedFiles files) {
		for (Object handler : new LinkedHashSet<>(mapping.getHandlerMap().values())) {
			if (handler instanceof ResourceHttpRequestHandler resources) {
				List<ResourceTransformer> all = new ArrayList<>(resources.getResourceTransformers());
				all.add(0, files);
				resources.setResourceTransformers(all);
				try {
					resources.afterPropertiesSet();
				}
				catch (Exception ex) {
					throw new BeanInitializationException("Files cannot be compressed", ex);
				}
			}
		}
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

	@Bean
	FormBodies formBodies(RefusalResponder responder) {
		return (signIn) -> IncomingBodyFilter.ofForms(responder, signIn);
	}

	/** Right behind all chains, which know whose a request is. */
	@Bean
	FilterRegistrationBean<IncomingBodyFilter> incomingBodies(RefusalResponder responder) {
		FilterRegistrationBean<IncomingBodyFilter> registration = new FilterRegistrationBean<>(
				new IncomingBodyFilter(responder));
		registration.setOrder(SecurityProperties.DEFAULT_FILTER_ORDER + 1);
		return registration;
	}

	/** What comes slowly is counted as such, and is no request yet. */
	@Bean
	FilterRegistrationBean<RequestLimitFilter> requestLimitFilter(RequestLimits limits, CallerCheck caller,
			RefusalResponder responder) {
		FilterRegistrationBean<RequestLimitFilter> registration = new FilterRegistrationBean<>(
				new RequestLimitFilter(limits, caller, responder));
		registration.setOrder(SecurityProperties.DEFAULT_FILTER_ORDER + 2);
		return registration;
	}

}
