package io.orderflow.fulfilment.order;

import java.time.Instant;
import java.util.Date;
import java.util.Optional;

import io.orderflow.fulfilment.EngineGateway;
import io.orderflow.order.late.LateOrderService;
import io.orderflow.order.process.OrderProcessService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.springframework.stereotype.Component;

/**
 * Timers that ask the order by the hour while its clock stands, or a request waits:
 * nobody can say then when it goes on. Once it does, they are moved to the moment at
 * which the answer changes, so that nobody is told late.
 */
@Component
class ResumedTimers {

	private static final String UPDATE = "event_updateCheckFellDue";

	private static final String CANCELLABLE = "event_cancellationCheckFellDue";

	private final LateOrderService late;

	private final OrderProcessService orders;

	private final EngineGateway engine;

	private final RuntimeService runtime;

	private final ManagementService jobs;

	ResumedTimers(LateOrderService late, OrderProcessService orders, EngineGateway engine, RuntimeService runtime,
			ManagementService jobs) {
		this.late = late;
		this.orders = orders;
		this.engine = engine;
		this.runtime = runtime;
		this.jobs = jobs;
	}

	/**
	 * Time counts again. Costs an order that is on time, and owes its client no update
	 * soon, nothing.
	 */
	void move(String orderNumber) {
		this.orders.updateDueSoon(orderNumber)
			.ifPresent((due) -> move(OrderFulfilmentProcess.KEY, UPDATE, orderNumber, due));
		if (this.late.found(orderNumber)) {
			move(LateOrderProcess.KEY, CANCELLABLE, orderNumber, this.late.ask(orderNumber).nextCheck());
		}
	}

	private void move(String process, String timer, String orderNumber, Instant to) {
		this.engine
			.run(() -> timer(process, timer, orderNumber).filter((job) -> !Date.from(to).equals(job.getDuedate()))
				.ifPresent((job) -> this.jobs.setJobDuedate(job.getId(), Date.from(to))));
	}

	/** None where the process waits for something else by now. */
	private Optional<Job> timer(String process, String timer, String orderNumber) {
		return this.runtime.createProcessInstanceQuery()
			.processDefinitionKey(process)
			.processInstanceBusinessKey(orderNumber)
			.list()
			.stream()
			.map(ProcessInstance::getProcessInstanceId)
			.flatMap((instance) -> this.jobs.createJobQuery()
				.processInstanceId(instance)
				.activityId(timer)
				.list()
				.stream())
			.findFirst();
	}

}
