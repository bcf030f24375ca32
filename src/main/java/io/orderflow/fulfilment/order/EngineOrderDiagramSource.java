package io.orderflow.fulfilment.order;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.orderflow.fulfilment.EngineGateway;
import io.orderflow.fulfilment.diagram.BpmnDrawing;
import io.orderflow.order.dashboard.Drawing;
import io.orderflow.order.dashboard.OrderDiagramSource;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.runtime.ActivityInstance;
import org.camunda.bpm.engine.runtime.Incident;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.runtime.TransitionInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the engine's activity instances: those that stand, and of the ended the last. */
@Component
class EngineOrderDiagramSource implements OrderDiagramSource {

	private static final String[] OF_ORDERS = { OrderFulfilmentProcess.KEY, ChangeRequestProcess.KEY,
			LateOrderProcess.KEY };

	private final EngineGateway engine;

	private final RuntimeService runtime;

	private final TaskService tasks;

	private final HistoryService history;

	private final RepositoryService repository;

	EngineOrderDiagramSource(EngineGateway engine, RuntimeService runtime, TaskService tasks, HistoryService history,
			RepositoryService repository) {
		this.engine = engine;
		this.runtime = runtime;
		this.tasks = tasks;
		this.history = history;
		this.repository = repository;
	}

	@Override
	public List<Course> of(String orderNumber) {
		return this.engine
			.call(() -> this.history.createHistoricProcessInstanceQuery()
				.processInstanceBusinessKey(orderNumber)
				.orderByProcessInstanceStartTime()
				.asc()
				.list())
			.stream()
			.sorted(Comparator.comparing(
					(HistoricProcessInstance one) -> !one.getProcessDefinitionKey().equals(OrderFulfilmentProcess.KEY)))
			.map((one) -> new Course(one.getId(), one.getProcessDefinitionId(),
					Objects.requireNonNullElse(one.getProcessDefinitionName(), one.getProcessDefinitionKey()),
					one.getStartTime().toInstant(), StepTasks.instant(one.getEndTime())))
			.toList();
	}

	@Override
	public Standing standing(Course course) {
		return this.engine.asOne(() -> {
			List<HistoricActivityInstance> recorded = this.history.createHistoricActivityInstanceQuery()
				.processInstanceId(course.id())
				.list();
			ActivityInstance root = course.running() ? this.runtime.getActivityInstance(course.id()) : null;
			return new Standing((root != null) ? present(course, root, recorded) : last(course, recorded),
					recorded.stream()
						.filter((activity) -> activity.getEndTime() != null)
						.map(HistoricActivityInstance::getActivityId)
						.collect(Collectors.toSet()));
		});
	}

	@Override
	public List<Waiting> failed(int limit) {
		return this.engine.asOne(() -> {
			List<Incident> incidents = this.runtime.createIncidentQuery()
				.processDefinitionKeyIn(OF_ORDERS)
				.orderByIncidentTimestamp()
				.asc()
				.listPage(0, limit);
			Map<String, String> numbers = numbers(incidents.stream().map(Incident::getProcessInstanceId));
			return incidents.stream()
				.filter((one) -> numbers.containsKey(one.getProcessInstanceId()))
				.map((one) -> new Waiting(numbers.get(one.getProcessInstanceId()), step(one),
						one.getIncidentTimestamp().toInstant(), null,
						Objects.requireNonNullElse(one.getIncidentMessage(), "")))
				.toList();
		});
	}

	private String step(Incident failed) {
		FlowElement modelled = this.repository.getBpmnModelInstance(failed.getProcessDefinitionId())
			.getModelElementById(failed.getActivityId());
		return (modelled != null && modelled.getName() != null) ? modelled.getName() : failed.getActivityId();
	}

	@Override
	public List<Waiting> waitingLongest(int limit) {
		return this.engine.asOne(() -> {
			List<Task> waiting = this.tasks.createTaskQuery()
				.processDefinitionKeyIn(OF_ORDERS)
				.orderByTaskCreateTime()
				.asc()
				.listPage(0, limit);
			Map<String, String> numbers = numbers(waiting.stream().map(Task::getProcessInstanceId));
			return waiting.stream()
				.filter((one) -> numbers.containsKey(one.getProcessInstanceId()))
				.map((one) -> new Waiting(numbers.get(one.getProcessInstanceId()), one.getName(),
						one.getCreateTime().toInstant(), one.getAssignee(), null))
				.toList();
		});
	}

	/** Of orders, by their processes; those that have ended meanwhile are left out. */
	private Map<String, String> numbers(Stream<String> instances) {
		Set<String> ids = instances.collect(Collectors.toSet());
		return ids.isEmpty() ? Map.of()
				: this.runtime.createProcessInstanceQuery()
					.processInstanceIds(ids)
					.list()
					.stream()
					.filter((instance) -> instance.getBusinessKey() != null)
					.collect(Collectors.toMap(ProcessInstance::getId, ProcessInstance::getBusinessKey));
	}

	private List<Place> present(Course course, ActivityInstance root, List<HistoricActivityInstance> recorded) {
		Map<String, HistoricActivityInstance> byId = new HashMap<>();
		recorded.forEach((activity) -> byId.put(activity.getId(), activity));
		List<Place> places = new ArrayList<>();
		leaves(root).forEach((leaf) -> {
			HistoricActivityInstance known = byId.get(leaf.getId());
			places.add(place(course, leaf.getActivityId(), known, leaf.getIncidents()));
		});
		// jobs that are about to enter an element, or failed to
		transitions(root)
			.forEach((waiting) -> places.add(place(course, waiting.getActivityId(), null, waiting.getIncidents())));
		places.sort(Comparator.comparing(Place::since, Comparator.nullsLast(Comparator.naturalOrder())));
		return places;
	}

	/**
	 * The end event that ended all; of an instance that was deleted, what it waited at.
	 */
	private List<Place> last(Course course, List<HistoricActivityInstance> recorded) {
		List<HistoricActivityInstance> ends = recorded.stream()
			.filter((activity) -> activity.getActivityType().endsWith("EndEvent")
					&& course.id().equals(activity.getParentActivityInstanceId()))
			.toList();
		Set<String> parents = recorded.stream()
			.map(HistoricActivityInstance::getParentActivityInstanceId)
			.collect(Collectors.toSet());
		return (ends.isEmpty()
				? recorded.stream().filter((one) -> one.isCanceled() && !parents.contains(one.getId())).toList() : ends)
			.stream()
			.map((activity) -> place(course, activity.getActivityId(), activity, new Incident[0]))
			.toList();
	}

	private Place place(Course course, String element, @Nullable HistoricActivityInstance known, Incident[] failed) {
		FlowElement modelled = this.repository.getBpmnModelInstance(course.definition()).getModelElementById(element);
		String about = modelled.getDocumentations()
			.stream()
			.map((documentation) -> documentation.getTextContent().strip())
			.collect(Collectors.joining(" "));
		return new Place(element, Objects.requireNonNullElse(modelled.getName(), element),
				(known != null) ? StepTasks.instant(known.getStartTime()) : null,
				(known != null) ? known.getAssignee() : null, about,
				(failed.length > 0) ? Objects.requireNonNullElse(failed[0].getIncidentMessage(), "") : null);
	}

	private static Stream<ActivityInstance> leaves(ActivityInstance instance) {
		ActivityInstance[] children = instance.getChildActivityInstances();
		if (children.length > 0) {
			return Arrays.stream(children).flatMap(EngineOrderDiagramSource::leaves);
		}
		boolean stands = instance.getParentActivityInstanceId() != null
				&& instance.getChildTransitionInstances().length == 0;
		return stands ? Stream.of(instance) : Stream.empty();
	}

	private static Stream<TransitionInstance> transitions(ActivityInstance instance) {
		return Stream.concat(Arrays.stream(instance.getChildTransitionInstances()),
				Arrays.stream(instance.getChildActivityInstances()).flatMap(EngineOrderDiagramSource::transitions));
	}

	@Override
	public Optional<Drawing> drawing(Course course) {
		return this.engine.asOne(() -> BpmnDrawing.of(this.repository.getBpmnModelInstance(course.definition())));
	}

}
