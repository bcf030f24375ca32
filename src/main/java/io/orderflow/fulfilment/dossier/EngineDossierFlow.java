package io.orderflow.fulfilment.dossier;

import io.orderflow.fulfilment.EngineGateway;
import io.orderflow.order.dossier.DossierFlow;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.stereotype.Component;

/** Dossiers on demand on the process engine: {@code dossier.bpmn}. */
@Component
class EngineDossierFlow implements DossierFlow {

	private final EngineGateway engine;

	private final RuntimeService runtime;

	EngineDossierFlow(EngineGateway engine, RuntimeService runtime) {
		this.engine = engine;
		this.runtime = runtime;
	}

	@Override
	public void givenUp(String orderNumber) {
		this.engine.run(() -> this.runtime.createProcessInstanceQuery()
			.processDefinitionKey(DossierProcess.KEY)
			.processInstanceBusinessKey(orderNumber)
			.list()
			.forEach((waiting) -> this.runtime.deleteProcessInstance(waiting.getId(), "asked for again", true)));
	}

	@Override
	public void asked(String orderNumber, String by) {
		this.engine.run(() -> this.runtime.startProcessInstanceByKey(DossierProcess.KEY, orderNumber,
				Variables.putValueTyped(DossierProcess.ASKED_BY, Variables.stringValue(by, true))));
	}

}
