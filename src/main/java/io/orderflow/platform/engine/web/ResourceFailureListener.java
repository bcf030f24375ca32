package io.orderflow.platform.engine.web;

import io.orderflow.platform.engine.CurrentRefusal;
import jakarta.ws.rs.core.FeatureContext;
import org.glassfish.jersey.internal.spi.ForcedAutoDiscoverable;
import org.glassfish.jersey.server.internal.process.MappableException;
import org.glassfish.jersey.server.monitoring.ApplicationEvent;
import org.glassfish.jersey.server.monitoring.ApplicationEventListener;
import org.glassfish.jersey.server.monitoring.RequestEvent;
import org.glassfish.jersey.server.monitoring.RequestEventListener;

/**
 * Hears what the engine's REST resources throw, and what reads and writes for them,
 * before they answer it with 500 and their own words. Named in {@code META-INF/services},
 * since the web applications of Camunda make their copies of the resources themselves.
 */
public final class ResourceFailureListener
		implements ForcedAutoDiscoverable, ApplicationEventListener, RequestEventListener {

	@Override
	public void configure(FeatureContext application) {
		if (!application.getConfiguration().isRegistered(ResourceFailureListener.class)) {
			application.register(this);
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
