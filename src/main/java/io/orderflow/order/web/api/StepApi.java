package io.orderflow.order.web.api;

import java.security.Principal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderflow.order.dashboard.OrderView;
import io.orderflow.order.dashboard.OrderViewService;
import io.orderflow.order.flow.OrderDesk;
import io.orderflow.order.flow.StepDecision;
import io.orderflow.order.step.Step;
import io.orderflow.order.step.StepRegistry;
import io.orderflow.platform.Refusal;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * The decisions that the process asks for, each at the address that its step names. Each
 * completes the user task that Tasklist would, and answers with the order as it then is.
 * The address and the body are found by hand: a step says both in its own class, where no
 * annotation of a controller can read them.
 */
@RestController
class StepApi {

	private final StepRegistry steps;

	private final OrderDesk desk;

	private final OrderViewService orders;

	private final ObjectMapper json;

	StepApi(StepRegistry steps, OrderDesk desk, OrderViewService orders, ObjectMapper json) {
		this.steps = steps;
		this.desk = desk;
		this.orders = orders;
		this.json = json;
	}

	/** Described by {@link StepApiDescription}, step by step. */
	@Hidden
	@PostMapping("/api/orders/{number}/{*path}")
	OrderView decide(@PathVariable String number, @PathVariable String path, @RequestBody JsonNode body,
			HttpServletRequest request, Principal actor) {
		Step<?> step = this.steps.all()
			.stream()
			.filter((one) -> one.api().filter((operation) -> path.equals("/" + operation.path())).isPresent())
			.findFirst()
			.orElseThrow(() -> Refusal.notFound("unknown-path"));
		this.desk.decide(number, actor.getName(), read(step, body, new ServletServerHttpRequest(request)));
		return this.orders.order(number, actor.getName());
	}

	private StepDecision read(Step<?> step, JsonNode body, HttpInputMessage request) {
		try {
			StepDecision decision = this.json.treeToValue(body, step.decisionType());
			if (decision == null) {
				throw Refusal.invalid("body", "bad-json");
			}
			return decision;
		}
		catch (JsonProcessingException ex) {
			throw new HttpMessageNotReadableException("Not what decides " + step.id(), ex, request);
		}
	}

}
