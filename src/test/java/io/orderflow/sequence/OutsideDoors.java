package io.orderflow.sequence;

import java.net.http.HttpResponse;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderflow.Decisions;
import io.orderflow.Visitor;
import io.orderflow.platform.JsonbMapper;
import io.orderflow.scenario.Marketplace;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.task.Task;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Orders by way of what people and programs reach from outside: the API, and the tasks of
 * Tasklist, whose completion goes past our services.
 */
@Component
@Profile("test")
class OutsideDoors {

	private static final ObjectMapper JSON = JsonbMapper.mapper();

	private final ProcessEngine engine;

	private final Environment environment;

	private final Map<String, Visitor> people = new ConcurrentHashMap<>();

	OutsideDoors(ProcessEngine engine, Environment environment) {
		this.engine = engine;
		this.environment = environment;
	}

	/**
	 * Over the API.
	 * @return with what it was refused; empty where it was done
	 */
	Optional<String> api(String number, String person, DeedForm form) {
		Visitor visitor = visitor(person);
		Object body = (form.step() != null) ? Decisions.of(form.step(), form.values()) : form.values();
		String path = "/api/orders/" + number + "/" + form.path();
		String json = json(body);
		return refusal(form.path().startsWith("plan/") ? visitor.put(path, json) : visitor.post(path, json));
	}

	/**
	 * As Tasklist completes a task: the open one, or else the last one that was; one that
	 * there never was where nobody was asked yet.
	 * @param task the id of the task in the model
	 */
	Optional<String> tasklist(String number, String person, String task, Map<String, Object> values) {
		String id = this.engine.getTaskService()
			.createTaskQuery()
			.processInstanceBusinessKey(number)
			.taskDefinitionKey(task)
			.list()
			.stream()
			.findFirst()
			.map(Task::getId)
			.or(() -> lastDone(number, task))
			.orElseGet(() -> UUID.randomUUID().toString());
		Map<String, Object> variables = new HashMap<>();
		values.forEach((key, value) -> variables.put(key, Map.of("value", (value instanceof Collection<?> lines)
				? lines.stream().map(Object::toString).collect(Collectors.joining("\n")) : value)));
		return refusal(
				visitor(person).post("/engine-rest/task/" + id + "/submit-form", json(Map.of("variables", variables))));
	}

	private Optional<String> lastDone(String number, String task) {
		return this.engine.getHistoryService()
			.createHistoricTaskInstanceQuery()
			.processInstanceBusinessKey(number)
			.taskDefinitionKey(task)
			.orderByHistoricActivityInstanceStartTime()
			.desc()
			.listPage(0, 1)
			.stream()
			.findFirst()
			.map((done) -> done.getId());
	}

	/** Anything but done or refused is a fault. */
	private static Optional<String> refusal(HttpResponse<String> answer) {
		if (answer.statusCode() / 100 == 2) {
			return Optional.empty();
		}
		if (List.of(400, 403, 404, 409).contains(answer.statusCode())) {
			return Optional.of(answer.statusCode() + " " + answer.body());
		}
		throw new AssertionError(answer.statusCode() + " " + answer.body());
	}

	private Visitor visitor(String person) {
		int port = this.environment.getRequiredProperty("local.server.port", Integer.class);
		return this.people.computeIfAbsent(person, (id) -> Marketplace.visitor(port, id));
	}

	private static String json(Object value) {
		try {
			return JSON.writeValueAsString(value);
		}
		catch (JsonProcessingException ex) {
			throw new AssertionError(ex);
		}
	}

}
