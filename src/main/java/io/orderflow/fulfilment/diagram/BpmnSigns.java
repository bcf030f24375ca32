package io.orderflow.fulfilment.diagram;

import java.util.Map;

import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.CompensateEventDefinition;
import org.camunda.bpm.model.bpmn.instance.ConditionalEventDefinition;
import org.camunda.bpm.model.bpmn.instance.ErrorEventDefinition;
import org.camunda.bpm.model.bpmn.instance.EscalationEventDefinition;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.InclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.ParallelGateway;
import org.camunda.bpm.model.bpmn.instance.ReceiveTask;
import org.camunda.bpm.model.bpmn.instance.ScriptTask;
import org.camunda.bpm.model.bpmn.instance.SendTask;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.SignalEventDefinition;
import org.camunda.bpm.model.bpmn.instance.TerminateEventDefinition;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;

/**
 * The signs of the notation, as paths from their middle. An element of another kind has
 * none: its shape and its name say enough.
 */
final class BpmnSigns {

	private static final String ENVELOPE = "m-8-5.5h16v11h-16zl8 6 8-6";

	private static final String FILLED_ENVELOPE = "m-7-5.5h14l-7 5zm-1 1.5l8 5.7 8-5.7v9.5h-16z";

	private static final String SHEET = "m-7-9h14v18h-14zm3 5h8m-8 4h8m-8 4h8";

	private static final String PERSON = "m-4-4a4 4 0 1 1 8 0a4 4 0 1 1-8 0m-4 12c0-10 16-10 16 0z";

	private static final String GEAR = "m-6 0a6 6 0 1 1 12 0a6 6 0 1 1-12 0m3.5 0a2.5 2.5 0 1 1 5 0a2.5 2.5 0 1 1-5 0"
			+ "m-3.5 0h-3m15 0h3m-9-6v-3m0 15v3m4.2-4.8l2.1 2.1m-10.5-10.5l-2.1-2.1m12.6 0l-2.1 2.1m-8.4 8.4l-2.1 2.1";

	private static final String CLOCK = "m-9 0a9 9 0 1 1 18 0a9 9 0 1 1-18 0m9-6v6l4 2";

	private static final String PLUS = "m0-13v26m-13-13h26";

	private static final Map<Class<? extends ModelElementInstance>, String> OF_EVENTS = Map.of(
			MessageEventDefinition.class, ENVELOPE, TimerEventDefinition.class, CLOCK, ErrorEventDefinition.class,
			"m-8 9l4-16 5 8 6-10-4 16-5-8z", TerminateEventDefinition.class, "m-10 0a10 10 0 1 1 20 0a10 10 0 1 1-20 0",
			SignalEventDefinition.class, "m0-9l9 15h-18z", EscalationEventDefinition.class, "m0-10l7 18-7-7-7 7z",
			ConditionalEventDefinition.class, SHEET, CompensateEventDefinition.class, "m-1-7l-9 7 9 7zm9 0l-9 7 9 7z");

	private static final Map<Class<? extends ModelElementInstance>, String> OF_TASKS = Map.of(UserTask.class, PERSON,
			ServiceTask.class, GEAR, ReceiveTask.class, ENVELOPE, SendTask.class, ENVELOPE, ScriptTask.class, SHEET,
			BusinessRuleTask.class, "m-8-6h16v12h-16zm0 4h16m-10-4v12");

	private static final Map<Class<? extends ModelElementInstance>, String> OF_GATEWAYS = Map.of(ExclusiveGateway.class,
			"m-7-9l14 18m0-18l-14 18", ParallelGateway.class, PLUS, InclusiveGateway.class,
			"m-11 0a11 11 0 1 1 22 0a11 11 0 1 1-22 0");

	/** Two rings and five corners, in thin lines. */
	private static final String WAIT_FOR_EVENTS = "m-16 0a16 16 0 1 1 32 0a16 16 0 1 1-32 0"
			+ "m3 0a13 13 0 1 1 26 0a13 13 0 1 1-26 0m13-8l7.6 5.5-2.9 9h-9.4l-2.9-9z";

	private BpmnSigns() {
	}

	/** Of what an event waits for, or tells. */
	static String ofEvent(ModelElementInstance definition, boolean filled) {
		String sign = of(OF_EVENTS, definition);
		return (filled && ENVELOPE.equals(sign)) ? FILLED_ENVELOPE : sign;
	}

	static String ofTask(ModelElementInstance task) {
		return of(OF_TASKS, task);
	}

	/** In thick lines. */
	static String ofGateway(ModelElementInstance gateway) {
		return of(OF_GATEWAYS, gateway);
	}

	/** In thin lines. */
	static String ofWaiting(ModelElementInstance gateway) {
		return (gateway instanceof EventBasedGateway) ? WAIT_FOR_EVENTS : "";
	}

	private static String of(Map<Class<? extends ModelElementInstance>, String> signs, ModelElementInstance element) {
		return signs.getOrDefault(element.getElementType().getInstanceType(), "");
	}

}
