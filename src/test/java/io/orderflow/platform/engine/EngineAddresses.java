package io.orderflow.platform.engine;

import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import org.camunda.bpm.admin.impl.web.AdminApplication;
import org.camunda.bpm.cockpit.impl.web.CockpitApplication;
import org.camunda.bpm.engine.rest.impl.CamundaRestResources;
import org.camunda.bpm.tasklist.impl.web.TasklistApplication;
import org.camunda.bpm.welcome.impl.web.WelcomeApplication;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.AnnotatedElementUtils;

/** What the engine's REST resources answer to, read from their annotations. */
public final class EngineAddresses {

	private static final String NAMED = "/engine/{name}";

	private EngineAddresses() {
	}

	/**
	 * Each as {@code GET /task/{id}}; those of a named engine, which are the same once
	 * more, without its name.
	 */
	public static Set<String> all() {
		Set<String> unnamed = new TreeSet<>();
		of(CamundaRestResources.getResourceClasses())
			.forEach((address) -> unnamed.add(address.replace(" " + NAMED + "/", " /")));
		return unnamed;
	}

	/**
	 * Those of Camunda's web applications, their copy of the REST API left out; each as
	 * {@code GET /camunda/api/admin/auth/user/{engine}}.
	 */
	public static Set<String> ofWebapps() {
		Set<String> found = new TreeSet<>();
		Map.of("admin", new AdminApplication(), "cockpit", new CockpitApplication(), "tasklist",
				new TasklistApplication(), "welcome", new WelcomeApplication())
			.forEach((name, application) -> of(application.getClasses())
				.forEach((address) -> found.add(address.replaceFirst(" ", " /camunda/api/" + name))));
		return found;
	}

	private static Set<String> of(Collection<Class<?>> resources) {
		Set<String> found = new TreeSet<>();
		for (Class<?> resource : resources) {
			Path path = AnnotatedElementUtils.findMergedAnnotation(resource, Path.class);
			if (path != null) {
				scan(joined("", path.value()), resource, found, new ArrayDeque<>());
			}
		}
		return found;
	}

	private static void scan(String base, Class<?> type, Set<String> found, Deque<Class<?>> above) {
		if (above.contains(type)) {
			return;
		}
		above.push(type);
		for (Method method : type.getMethods()) {
			Path path = AnnotatedElementUtils.findMergedAnnotation(method, Path.class);
			HttpMethod http = AnnotatedElementUtils.findMergedAnnotation(method, HttpMethod.class);
			String address = joined(base, (path != null) ? path.value() : null);
			if (http != null) {
				found.add(http.value() + " " + (address.isEmpty() ? "/" : address));
			}
			else if (path != null) {
				scan(address, method.getReturnType(), found, above);
			}
		}
		above.pop();
	}

	private static String joined(String base, @Nullable String path) {
		if (path == null) {
			return base;
		}
		String plain = path.replaceAll("\\{\\s*(\\w[\\w-]*)\\s*(:[^{}]*(\\{[^{}]*}[^{}]*)*)?}", "{$1}");
		String stripped = plain.replaceAll("^/+|/+$", "");
		return stripped.isEmpty() ? base : base + "/" + stripped;
	}

}
