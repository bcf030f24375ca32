package io.orderflow.fulfilment;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import io.orderflow.Decisions;
import io.orderflow.Newcomers;
import io.orderflow.Visitor;
import io.orderflow.catalog.ListingContent;
import io.orderflow.catalog.ListingState;
import io.orderflow.catalog.RequirementQuestion;
import io.orderflow.catalog.RequirementQuestion.Kind;
import io.orderflow.fulfilment.listing.ListingApprovalProcess;
import io.orderflow.fulfilment.listing.ListingBrief;
import io.orderflow.notification.NotificationView;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.UserStore;
import io.orderflow.scenario.Marketplace;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

/** {@code listingApproval.bpmn}. */
class ListingApprovalTest extends ProcessTest {

	private static final List<String> REST_APIS = List.of("/engine-rest", "/camunda/api/engine/engine/default");

	@LocalServerPort
	private int port;

	@Autowired
	private Newcomers newcomers;

	@AfterEach
	void nobodyIsSignedIn() {
		this.engine.getIdentityService().clearAuthentication();
	}

	@Test
	void an_approved_listing_can_be_ordered_and_has_a_form_for_its_questions() {
		UUID listing = submitted();
		ProcessInstance review = review(listing);
		int told = this.market.told(Marketplace.FREELANCER).size();

		this.reviews.review(listing, Marketplace.MODERATOR, Decisions.review(Map.of("decision", "approve")));

		assertThat(review)
			.hasPassed("serviceTask_publishListing", "serviceTask_notifyOfApproval", "event_listingApproved")
			.isEnded();
		String form = this.listings.offerFor(listing).requirementsForm();
		assertThat(this.engine.getRepositoryService().createDeploymentQuery().deploymentName(form).count()).isOne();
		assertThat(this.market.told(Marketplace.FREELANCER)).hasSize(told + 1);
		assertThat(told(Marketplace.MODERATOR, listing)).as("by doing").allMatch(NotificationView::read);
		assertThat(told(Marketplace.FREELANCER, listing)).noneMatch(NotificationView::read);
		Visitor.signedIn(this.port, Marketplace.FREELANCER).get("/sell/listings/" + listing);
		assertThat(told(Marketplace.FREELANCER, listing)).as("by looking").allMatch(NotificationView::read);
	}

	private List<NotificationView> told(String person, UUID listing) {
		List<NotificationView> told = this.market.told(person)
			.stream()
			.filter((one) -> one.link().equals("/sell/listings/" + listing))
			.toList();
		assertThat(told).isNotEmpty();
		return told;
	}

	@Test
	void a_rejected_listing_goes_back_with_the_reason() {
		UUID listing = submitted();
		ProcessInstance review = review(listing);

		this.reviews.review(listing, Marketplace.MODERATOR,
				Decisions.review(Map.of("decision", "reject", "reason", "Say what the images show")));

		assertThat(review).hasPassed("serviceTask_notifyOfRejection", "event_listingRejected").isEnded();
		assertThat(this.listings.get(listing, Marketplace.FREELANCER)).extracting("state", "rejectionReason")
			.containsExactly(ListingState.REJECTED, "Say what the images show");
	}

	@Test
	void a_listing_that_is_taken_back_leaves_the_moderators() {
		UUID listing = submitted();
		ProcessInstance review = review(listing);
		Task task = task(listing);

		this.listings.takeBack(listing, Marketplace.FREELANCER);

		assertThat(review).isEnded();
		assertThat(told(Marketplace.MODERATOR, listing)).allMatch(NotificationView::read);
		assertThatExceptionOfType(Refusal.class)
			.isThrownBy(() -> this.reviews.review(listing, Marketplace.MODERATOR,
					Decisions.review(Map.of("decision", "approve"))))
			.extracting(Refusal::code)
			.isEqualTo("listing-not-under-review");
		this.listings.submit(listing, Marketplace.FREELANCER);
		assertThat(task(listing).getId()).isNotEqualTo(task.getId());
		assertThat(this.listings.get(listing, Marketplace.FREELANCER).version()).isEqualTo(2);
	}

	@Test
	void a_moderator_sees_in_tasklist_what_is_to_be_approved() {
		UUID listing = submitted();
		Task task = task(listing);

		Map<String, Object> shown = this.engine.getTaskService().getVariablesLocal(task.getId());

		assertThat(shown).containsOnlyKeys(ListingBrief.CARD_VARIABLE, ListingBrief.SUMMARY_VARIABLE,
				ListingBrief.BRIEF_VARIABLE);
		assertThat((String) shown.get(ListingBrief.BRIEF_VARIABLE)).contains("€120", "20 days", "Six images");
		assertThat(task.getDueDate()).isNotNull();
		assertThat(this.market.told(Marketplace.MODERATOR)).extracting(NotificationView::link)
			.contains("/sell/listings/" + listing);
		assertThat((String) shown.get(ListingBrief.SUMMARY_VARIABLE))
			.contains("href=\"/sell/listings/" + listing + "\"")
			.doesNotContain("/api/");
	}

	@Test
	void the_brief_says_times_and_kinds_of_questions_too() {
		UUID listing = this.market.aSubmittedListing(Marketplace.FREELANCER,
				STORYBOARD
					.asking(new RequirementQuestion("day", Kind.DATE, "Which day?", true),
							new RequirementQuestion("logo", Kind.FILE, "Your logo?", false, List.of(),
									List.of("image/*", "application/pdf")),
							new RequirementQuestion("tone", Kind.SINGLE_CHOICE, "Which tone?", true,
									List.of("Warm", "Dry"), List.of()))
					.content());
		ListingContent content = this.listings.get(listing, Marketplace.FREELANCER).content();

		assertThat((String) this.engine.getTaskService()
			.getVariableLocal(task(listing).getId(), ListingBrief.BRIEF_VARIABLE))
			.contains(", each within " + content.revisionRoundTime().toDays() + " day",
					", with a reminder after " + content.updateRemindedAfter().toDays() + " day",
					"- Which day? (date, mandatory)", "- Your logo? (files of these kinds: pictures, PDF)",
					"- Which tone? (one choice, mandatory): Warm / Dry");
	}

	@Test
	void the_summary_says_how_the_service_stands_when_it_is_read() {
		UUID listing = submitted();
		this.reviews.review(listing, Marketplace.MODERATOR, Decisions.review(Map.of("decision", "approve")));
		this.listings.change(listing, Marketplace.FREELANCER,
				STORYBOARD.deliveredWithin(Duration.ofDays(21)).asking().content());
		this.listings.takeOffSale(listing, Marketplace.FREELANCER);
		this.listings.submit(listing, Marketplace.FREELANCER);
		assertThat(summary(listing)).contains("keeps it off sale");
		this.listings.putBackOnSale(listing, Marketplace.FREELANCER);
		assertThat(summary(listing)).contains("Version 1 stays on sale meanwhile.").doesNotContain("off sale");
	}

	private String summary(UUID listing) {
		return (String) this.engine.getFormService()
			.getTaskFormVariables(task(listing).getId())
			.get(ListingBrief.SUMMARY_VARIABLE);
	}

	@Test
	void a_moderator_decides_in_tasklist_and_nobody_else_does() {
		UUID listing = submitted();
		Task task = task(listing);

		signIn("oliver", UserStore.CLIENTS);
		assertThatExceptionOfType(Refusal.class)
			.isThrownBy(() -> this.engine.getTaskService().complete(task.getId(), Map.of("decision", "approve")))
			.extracting(Refusal::code)
			.isEqualTo("task-gone");
		signIn(Marketplace.MODERATOR, UserStore.MODERATORS);
		this.engine.getTaskService().claim(task.getId(), Marketplace.MODERATOR);
		this.engine.getTaskService().complete(task.getId(), Map.of("decision", "approve"));

		assertThat(this.listings.offerFor(listing).version()).isOne();
	}

	@Test
	void a_decision_is_refused_to_all_but_moderators_and_after_the_first() {
		UUID listing = submitted();
		Map<String, Object> approve = Map.of("decision", "approve");

		assertThatExceptionOfType(Refusal.class)
			.isThrownBy(() -> this.reviews.review(listing, Marketplace.FREELANCER, Decisions.review(approve)))
			.extracting(Refusal::code)
			.isEqualTo("moderators-only");
		this.reviews.review(listing, Marketplace.MODERATOR, Decisions.review(approve));
		assertThatExceptionOfType(Refusal.class)
			.isThrownBy(() -> this.reviews.review(listing, Marketplace.MODERATOR, Decisions.review(approve)))
			.extracting(Refusal::code)
			.isEqualTo("listing-not-under-review");
	}

	@Test
	void nobody_decides_on_a_service_of_their_own_and_is_not_asked_to() {
		String both = this.newcomers.person("Both", Locale.ENGLISH, UserStore.MODERATORS);
		this.engine.getIdentityService().createMembership(both, UserStore.FREELANCERS);
		UUID listing = this.listings.create(both, STORYBOARD.asking().content());
		int told = this.market.told(Marketplace.MODERATOR).size();
		this.listings.submit(listing, both);
		String task = task(listing).getId();

		for (Map<String, Object> decision : List.<Map<String, Object>>of(Map.of("decision", "approve"),
				Map.of("decision", "reject", "reason", "I know better"))) {
			assertThat(refusal(() -> this.reviews.review(listing, both, Decisions.review(decision))))
				.isEqualTo("listing-is-ones-own");
			signIn(both, UserStore.MODERATORS);
			assertThat(refusal(() -> this.engine.getTaskService().complete(task, decision)))
				.isEqualTo("listing-is-ones-own");
			nobodyIsSignedIn();
		}

		assertThat(this.market.told(both)).isEmpty();
		assertThat(this.market.told(Marketplace.MODERATOR)).hasSize(told + 1);
		this.reviews.review(listing, Marketplace.MODERATOR, Decisions.review(Map.of("decision", "approve")));
		assertThat(this.listings.offerFor(listing).version()).isOne();
	}

	@Test
	void what_a_moderator_has_claimed_no_other_decides_whichever_way() {
		UUID listing = submitted();
		String other = this.newcomers.moderator();
		Map<String, Object> approve = Map.of("decision", "approve");
		String task = task(listing).getId();
		this.engine.getTaskService().claim(task, other);

		assertThat(refusal(() -> this.reviews.review(listing, Marketplace.MODERATOR, Decisions.review(approve))))
			.isEqualTo("listing-claimed-by-another");
		for (String restApi : REST_APIS) {
			HttpResponse<String> answer = mona(restApi).post(restApi + "/task/" + task + "/complete",
					"{\"variables\":{\"decision\":{\"value\":\"approve\"}}}");
			assertThat(answer.statusCode()).isEqualTo(403);
			assertThat(answer.body()).contains("listing-claimed-by-another");
		}

		this.reviews.review(listing, other, Decisions.review(approve));
		assertThat(this.listings.offerFor(listing).version()).isOne();
	}

	@Test
	void a_moderator_gives_a_claimed_review_back_and_only_ones_own() {
		UUID listing = submitted();
		String task = task(listing).getId();
		for (String restApi : REST_APIS) {
			for (String release : List.of("/unclaim", "/assignee", "/claim")) {
				Visitor mona = mona(restApi);
				assertThat(mona.post(restApi + "/task/" + task + release, "{}").statusCode()).isEqualTo(403);
				assertThat(mona.post(restApi + "/task/" + task + "/claim", "{\"userId\":\"mona\"}").statusCode())
					.isEqualTo(204);
				assertThat(task(listing).getAssignee()).isEqualTo("mona");
				assertThat(mona.post(restApi + "/task/" + task + release, "{}").statusCode()).as(release)
					.isEqualTo(204);
				assertThat(task(listing).getAssignee()).isNull();
			}
		}

		String other = this.newcomers.moderator();
		this.engine.getTaskService().claim(task, other);
		for (String restApi : REST_APIS) {
			for (String release : List.of("/unclaim", "/assignee", "/claim")) {
				assertThat(mona(restApi).post(restApi + "/task/" + task + release, "{}").statusCode()).isEqualTo(403);
			}
			assertThat(
					mona(restApi).post(restApi + "/task/" + task + "/assignee", "{\"userId\":\"mona\"}").statusCode())
				.isEqualTo(403);
		}
		assertThat(task(listing).getAssignee()).isEqualTo(other);
	}

	private Visitor mona(String restApi) {
		return restApi.startsWith("/engine-rest") ? Visitor.withPassword(this.port, "mona", "orderflow")
				: Visitor.signedIn(this.port, "mona");
	}

	private static String refusal(Runnable call) {
		return catchThrowableOfType(Refusal.class, call::run).code();
	}

	private UUID submitted() {
		return this.market.aSubmittedListing(Marketplace.FREELANCER, STORYBOARD.asking().content());
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
			.includeAssignedTasks()
			.singleResult();
	}

	private void signIn(String person, String group) {
		this.engine.getIdentityService().setAuthentication(person, List.of(group));
	}

}
