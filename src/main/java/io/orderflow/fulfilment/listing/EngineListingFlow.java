package io.orderflow.fulfilment.listing;

import java.util.Optional;
import java.util.UUID;

import io.orderflow.catalog.ListingFlow;
import io.orderflow.catalog.ListingReview;
import io.orderflow.fulfilment.EngineGateway;
import io.orderflow.platform.Refusal;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.stereotype.Component;

/** Listings on the process engine: {@code listingApproval.bpmn}. */
@Component
class EngineListingFlow implements ListingFlow {

	private final EngineGateway engine;

	private final RuntimeService runtime;

	private final TaskService tasks;

	private final ListingReviewDone done;

	EngineListingFlow(EngineGateway engine, RuntimeService runtime, TaskService tasks, ListingReviewDone done) {
		this.done = done;
		this.engine = engine;
		this.runtime = runtime;
		this.tasks = tasks;
	}

	@Override
	public void submitted(UUID listingId, int version, String freelancer) {
		this.engine.run(() -> this.runtime.startProcessInstanceByKey(ListingApprovalProcess.KEY, listingId.toString(),
				Variables.createVariables()
					.putValue(ListingApprovalProcess.LISTING_VERSION, version)
					.putValue(ListingApprovalProcess.FREELANCER, freelancer)));
	}

	@Override
	public void takenBack(UUID listingId) {
		this.engine.run(() -> this.runtime.createProcessInstanceQuery()
			.processDefinitionKey(ListingApprovalProcess.KEY)
			.processInstanceBusinessKey(listingId.toString())
			.list()
			.forEach((review) -> {
				int version = (Integer) this.runtime.getVariable(review.getId(),
						ListingApprovalProcess.LISTING_VERSION);
				this.runtime.deleteProcessInstance(review.getId(), "taken back", true);
				this.done.of(listingId, version);
			}));
	}

	/**
	 * Whether the person is a moderator, the listing itself asks; whether somebody else
	 * has claimed the task, its listener.
	 */
	@Override
	public void review(UUID listingId, String moderator, ListingReview review) {
		this.engine.together(() -> {
			Task task = open(listingId).orElseThrow(() -> Refusal.conflict("listing-not-under-review"));
			this.engine.decide(new EngineGateway.Decision(moderator, task.getId(), review),
					() -> this.tasks.complete(task.getId()));
		});
	}

	private Optional<Task> open(UUID listingId) {
		return Optional.ofNullable(this.tasks.createTaskQuery()
			.processDefinitionKey(ListingApprovalProcess.KEY)
			.taskDefinitionKey(ListingApprovalProcess.REVIEW_LISTING)
			.processInstanceBusinessKey(listingId.toString())
			.singleResult());
	}

}
