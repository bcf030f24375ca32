package io.orderflow.fulfilment;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.pvm.process.TransitionImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Which sequence flows the processes took, of which the engine keeps no history: as
 * {@code changeRequest.flow_waitAgain}, by business key. An event-based gateway's are
 * taken by the events behind it.
 */
@Component
@Profile("test")
@Order(2_000)
class TakenFlows extends AbstractProcessEnginePlugin {

	private final Map<String, Set<String>> taken = new ConcurrentHashMap<>();

	/** Behind the plugin of the application, which sets the list. */
	@Override
	public void preInit(ProcessEngineConfigurationImpl engine) {
		engine.getCustomPreBPMNParseListeners().add(new AbstractBpmnParseListener() {

			@Override
			public void parseSequenceFlow(Element element, ScopeImpl scope, TransitionImpl transition) {
				transition.addListener(ExecutionListener.EVENTNAME_TAKE, note(transition));
			}

		});
	}

	private ExecutionListener note(TransitionImpl transition) {
		return (execution) -> of(name(execution))
			.add(((ProcessDefinitionEntity) transition.getProcessDefinition()).getKey() + "." + transition.getId());
	}

	private static String name(DelegateExecution execution) {
		String key = execution.getProcessBusinessKey();
		return (key != null) ? key : execution.getProcessInstanceId();
	}

	/** Those of all processes with this business key; of one that has none by its id. */
	Set<String> of(String businessKey) {
		return this.taken.computeIfAbsent(businessKey, (key) -> ConcurrentHashMap.newKeySet());
	}

}
