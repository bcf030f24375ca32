package io.orderflow.platform.engine.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import org.glassfish.jersey.internal.spi.ForcedAutoDiscoverable;

/**
 * Part of what reads and writes for the engine's REST resources; fails where a test's
 * header asks for it.
 */
public final class FailingProvider implements ForcedAutoDiscoverable, ContainerRequestFilter, WriterInterceptor {

	static final String HEADER = "X-Test-Fails";

	@Override
	public void configure(FeatureContext application) {
		application.register(this);
	}

	@Override
	public void filter(ContainerRequestContext request) {
		String how = request.getHeaderString(HEADER);
		if ("reading".equals(how)) {
			throw new IllegalStateException("secret");
		}
		if ("badly".equals(how)) {
			throw new StackOverflowError("secret");
		}
		if ("writing".equals(how) || "late".equals(how)) {
			request.setProperty(HEADER, how);
		}
	}

	@Override
	public void aroundWriteTo(WriterInterceptorContext answer) throws IOException {
		if (answer.getProperty(HEADER) != null) {
			if ("late".equals(answer.getProperty(HEADER))) {
				answer.getOutputStream().write(" ".repeat(20_000).getBytes(StandardCharsets.US_ASCII));
			}
			answer.removeProperty(HEADER);
			throw new IllegalStateException("secret");
		}
		answer.proceed();
	}

}
