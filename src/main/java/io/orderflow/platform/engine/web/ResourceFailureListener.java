package io.orderflow.platform.engine.web;

import java.io.IOException;

import io.orderflow.platform.engine.CurrentRefusal;
import jakarta.annotation.Priority;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import org.glassfish.jersey.internal.spi.ForcedAutoDiscoverable;
import org.glassfish.jersey.server.internal.process.MappableException;
import org.glassfish.jersey.server.monitoring.ApplicationEvent;
import org.glassfish.jersey.server.monitoring.ApplicationEventListener;
import org.glassfish.jersey.server.monitoring.RequestEvent;
import org.glassfish.jersey.server.monitoring.RequestEventListener;

/**
 * Hears what the engine's REST resources throw, and what reads and writes for them,
 * before they answer it with 500 and their own words. Named in {@code META-INF/services},
 * since the web applications of Camunda make their copies of the resources themselves. Of
 * what fails once an answer has begun no event tells, so it stands around what writes
 * too.
 */
@Priority(0)
public final class ResourceFailureListener
		implements ForcedAutoDiscoverable, ApplicationEventListener, RequestEventListener, WriterInterceptor {

	@Override
	public void configure(FeatureContext application) {
		if (!application.getConfiguration().isRegistered(ResourceFailureListener.class)) {
			application.register(this);
		}
	}

	@Override
	public void aroundWriteTo(WriterInterceptorContext answer) throws IOException {
		try {
			answer.proceed();
		}
		catch (IOException | RuntimeException | Error ex) {
			CurrentRefusal.noteThrown(ex);
			throw ex;
		}
	}

	@Override
	public void onEvent(ApplicationEvent event) {
		// only requests fail
	}

	@Override
	public RequestEventListener onRequest(RequestEvent begun) {
		return this;
	}

	@Override
	public void onEvent(RequestEvent event) {
		if (event.getType() == RequestEvent.Type.ON_EXCEPTION) {
			Throwable thrown = event.getException();
			CurrentRefusal.noteThrown(
					(thrown instanceof MappableException && thrown.getCause() != null) ? thrown.getCause() : thrown);
		}
	}

}
