package io.orderflow.order;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.springframework.stereotype.Component;

/** Every step with what takes it. */
@Component
class StepHandlers {

	private final Map<OrderStep, StepHandler> handlers = new EnumMap<>(OrderStep.class);

	StepHandlers(List<StepHandler> handlers) {
		handlers.forEach((handler) -> this.handlers.put(handler.step(), handler));
		for (OrderStep step : OrderStep.values()) {
			if (!this.handlers.containsKey(step)) {
				throw new IllegalStateException("Nothing takes the step " + step);
			}
		}
	}

	StepHandler of(OrderStep step) {
		return this.handlers.get(step);
	}

}
