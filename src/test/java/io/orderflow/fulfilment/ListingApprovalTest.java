package io.orderflow.fulfilment;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.orderflow.catalog.ApprovalNeeded;
import io.orderflow.catalog.ListingState;
import io.orderflow.notification.NotificationView;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.UserStore;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

/** {@code listingApproval.bpmn}. */
class ListingApprovalTest extends ProcessTest {

	@AfterEach
	void nobodyIsSignedIn() {
		this.engine.getIdentityService().clearAuthentication();
	}

	@Test
	void an_approved_listing_can_be_ordered_and_has_a_form_for_its_questions() {
		UUID listing = submitted();
		ProcessInstance review = review(listing);
		int told = this.market.told(Marketplace.FREELANCER).size();

		this.market.reviews.review(listing, Marketplace.MODERATOR, Map.of("decision", "approve"));

		assertThat(review)
			.hasPassed("serviceTask_publishListing", "serviceTask_notifyOfApproval", "event_listingApproved")
			.isEnded();
		String form = this.market.listings.offerFor(listing).requirementsForm();
		assertThat(this.engine.getRepositoryService().createDeploymentQuery().deploymentName(form).count()).isOne();
		assertThat(this.market.told(Marketplace.FREELANCER)).hasSize(told + 1);
	}

	@Test
	void a_rejected_listing_goes_back_with_the_reason() {
		UUID listing = submitted();
		ProcessInstance review = review(listing);

		this.market.reviews.review(listing, Marketplace.MODERATOR,
				Map.of("decision", "reject", "reason", "Say what the images show"));

		assertThat(review).hasPassed("serviceTask_notifyOfRejection", "event_listingRejected").isEnded();
		assertThat(this.market.listings.get(listing, Marketplace.FREELANCER)).extracting("state", "rejectionReason")
			.containsExactly(ListingState.REJECTED, "Say what the images show");
	}

	@Test
	void a_moderator_sees_in_tasklist_what_is_to_be_approved() {
		UUID listing = submitted();
		Task task = task(listing);

		Map<String, Object> shown = this.engine.getTaskService().getVariablesLocal(task.getId());

		assertThat(shown).containsOnlyKeys(ListingBrief.CARD_VARIABLE, ListingBrief.SUMMARY_VARIABLE,
				ListingBrief.BRIEF_VARIABLE);
		assertThat((String) shown.get(ListingBrief.BRIEF_VARIABLE)).contains("120", "20 days", "Six images");
		assertThat(task.getDueDate()).isNotNull();
		assertThat(this.market.told(Marketplace.MODERATOR)).extracting(NotificationView::link)
			.anyMatch((link) -> link.contains("/tasklist/"));
	}

	@Test
	void a_moderator_decides_in_tasklist_and_nobody_else_does() {
		UUID listing = submitted();
		Task task = task(listing);

		signIn("oliver", UserStore.CLIENTS);
		assertThatExceptionOfType(AuthorizationException.class)
			.isThrownBy(() -> this.engine.getTaskService().complete(task.getId(), Map.of("decision", "approve")));
		signIn(Marketplace.MODERATOR, UserStore.MODERATORS);
		this.engine.getTaskService().claim(task.getId(), Marketplace.MODERATOR);
		this.engine.getTaskService().complete(task.getId(), Map.of("decision", "approve"));

		assertThat(this.market.listings.offerFor(listing).version()).isOne();
	}

	@Test
	void a_decision_is_refused_to_all_but_moderators_and_after_the_first() {
		UUID listing = submitted();
		Map<String, Object> approve = Map.of("decision", "approve");

		assertThatExceptionOfType(Refusal.class)
			.isThrownBy(() -> this.market.reviews.review(listing, Marketplace.FREELANCER, approve))
			.extracting(Refusal::code)
			.isEqualTo("moderators-only");
		this.market.reviews.review(listing, Marketplace.MODERATOR, approve);
		assertThatExceptionOfType(Refusal.class)
			.isThrownBy(() -> this.market.reviews.review(listing, Marketplace.MODERATOR, approve))
			.extracting(Refusal::code)
			.isEqualTo("listing-not-under-review");
	}

	private UUID submitted() {
		return this.market.submitted(Marketplace.storyboards(ApprovalNeeded.PLAN, List.of()));
	}

	private ProcessInstance review(UUID listing) {
		return this.engine.getRuntimeService()
			.createProcessInstanceQuery()
			.processDefinitionKey(ListingApprovalProcess.KEY)
			.processInstanceBusinessKey(listing.toString())
			.singleResult();
	}

	private Task task(UUID listing) {
		return this.engine.getTaskService()
			.createTaskQuery()
			.processInstanceId(review(listing).getId())
			.taskCandidateGroup(UserStore.MODERATORS)
			.singleResult();
	}

	private void signIn(String person, String group) {
		this.engine.getIdentityService().setAuthentication(person, List.of(group));
	}

}
