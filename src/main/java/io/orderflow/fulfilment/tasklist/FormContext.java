package io.orderflow.fulfilment.tasklist;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import io.orderflow.fulfilment.TaskContext;
import io.orderflow.fulfilment.listing.ListingApprovalProcess;
import io.orderflow.fulfilment.listing.ListingBrief;
import io.orderflow.fulfilment.listing.ListingSummary;
import io.orderflow.fulfilment.order.ChangeRequestProcess;
import io.orderflow.fulfilment.order.OrderFulfilmentProcess;
import io.orderflow.order.request.RequestProcessService;
import io.orderflow.order.step.StepProcessService;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.UserStore;
import org.camunda.bpm.engine.impl.cmd.GetTaskFormVariablesCmd;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Says beside the fields of a form how its order or its service stands, in the
 * transaction that reads the form, to whoever may read the task. Nothing of it is kept:
 * it is true at that moment, and a task that nobody opens in Tasklist costs nothing.
 */
class FormContext extends CommandInterceptor {

	private static final Set<String> SAID = Set.of(TaskContext.SUMMARY, TaskContext.BRIEF,
			ListingBrief.SUMMARY_VARIABLE);

	private final ObjectProvider<StepProcessService> steps;

	private final ObjectProvider<RequestProcessService> requests;

	private final ObjectProvider<ListingSummary> listings;

	FormContext(ObjectProvider<StepProcessService> steps, ObjectProvider<RequestProcessService> requests,
			ObjectProvider<ListingSummary> listings) {
		this.steps = steps;
		this.requests = requests;
		this.listings = listings;
	}

	@Override
	public <T> T execute(Command<T> command) {
		return this.next
			.execute((command instanceof GetTaskFormVariablesCmd form) ? withContext(command, form) : command);
	}

	private <T> Command<T> withContext(Command<T> command, GetTaskFormVariablesCmd form) {
		return (context) -> {
			T variables = command.execute(context);
			add(form, context, (VariableMap) variables);
			return variables;
		};
	}

	private void add(GetTaskFormVariablesCmd form, CommandContext context, VariableMap variables) {
		Collection<String> asked = form.formVariableNames;
		if (asked == null || !Collections.disjoint(asked, SAID)) {
			TaskEntity task = context.getTaskManager().findTaskById(form.resourceId);
			refuseOutsideOfGroup(task, context.getAuthentication());
			of(task, context.getAuthenticatedUserId()).forEach((name, text) -> {
				if (asked == null || asked.contains(name)) {
					variables.putValueTyped(name, Variables.stringValue(text));
				}
			});
		}
	}

	/**
	 * Whoever claimed a task of a group when they were in it has a right to it that may
	 * be older than what takes it away with the group.
	 */
	private static void refuseOutsideOfGroup(TaskEntity task, @Nullable Authentication reader) {
		if (reader == null || task.getTaskDefinition().getCandidateGroupIdExpressions().isEmpty()) {
			return;
		}
		List<String> own = (reader.getGroupIds() != null) ? reader.getGroupIds() : List.of();
		if (!own.contains(UserStore.PROCESS_ADMINS)
				&& task.getCandidates().stream().map(IdentityLink::getGroupId).noneMatch(own::contains)) {
			throw Refusal.notFound("not-in-the-engine");
		}
	}

	private Map<String, String> of(TaskEntity task, @Nullable String reader) {
		String process = task.getProcessDefinition().getKey();
		if (process.equals(ListingApprovalProcess.KEY)) {
			return Map.of(ListingBrief.SUMMARY_VARIABLE,
					this.listings.getObject()
						.of(UUID.fromString(task.getExecution().getProcessBusinessKey()),
								(String) task.getVariable(ListingApprovalProcess.FREELANCER)));
		}
		if (!process.equals(OrderFulfilmentProcess.KEY) && !process.equals(ChangeRequestProcess.KEY)) {
			return Map.of();
		}
		ExecutionEntity execution = task.getExecution();
		try {
			return (execution != null) ? of(task, execution.getProcessBusinessKey(), reader) : Map.of();
		}
		catch (Refusal refusal) {
			// what the task is about was done while it was read
			throw (refusal.kind() == Refusal.Kind.CONFLICT) ? Refusal.notFound("not-in-the-engine") : refusal;
		}
	}

	private Map<String, String> of(TaskEntity task, String number, @Nullable String reader) {
		if (task.getTaskDefinitionKey().equals(ChangeRequestProcess.RULE_ON_DISPUTE)) {
			return TaskContext.of(this.requests.getObject()
				.disputeBrief(number, (Integer) task.getVariable(ChangeRequestProcess.REQUEST_NO), reader));
		}
		return TaskContext
			.of(this.steps.getObject().brief(number, OrderFulfilmentProcess.step(task.getTaskDefinitionKey())));
	}

}
