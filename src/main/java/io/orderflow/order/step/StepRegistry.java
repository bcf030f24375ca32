package io.orderflow.order.step;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.orderflow.order.OrderStep;
import org.springframework.stereotype.Component;

/** Every step of an order. */
@Component
public class StepRegistry {

	private final Map<OrderStep, Step<?>> steps = new EnumMap<>(OrderStep.class);

	StepRegistry(List<Step<?>> steps) {
		steps.forEach((step) -> this.steps.put(step.id(), step));
		for (OrderStep id : OrderStep.values()) {
			if (!this.steps.containsKey(id)) {
				throw new IllegalStateException("Nothing takes the step " + id);
			}
		}
	}

	public Step<?> get(OrderStep id) {
		return this.steps.get(id);
	}

	public Collection<Step<?>> all() {
		return this.steps.values();
	}

}
