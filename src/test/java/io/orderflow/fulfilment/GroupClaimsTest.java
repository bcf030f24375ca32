package io.orderflow.fulfilment;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import io.orderflow.Decisions;
import io.orderflow.HeldOrders;
import io.orderflow.Newcomers;
import io.orderflow.Visitor;
import io.orderflow.fulfilment.listing.ListingApprovalProcess;
import io.orderflow.order.OrderStatus;
import io.orderflow.order.request.Ruling;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.UserStore;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.OrderScenario;
import io.orderflow.scenario.RequestScenario;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Who has a task of the moderators, and for how long. */
class GroupClaimsTest extends RequestProcessTest {

	private static final List<String> REST_APIS = List.of("/engine-rest", "/camunda/api/engine/engine/default");

	@LocalServerPort
	private int port;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private HeldOrders held;

	@Autowired
	private JdbcClient jdbc;

	private IdentityService identity;

	private String moderator;

	@BeforeEach
	void aModerator() {
		this.identity = this.engine.getIdentityService();
		this.moderator = this.newcomers.moderator();
	}

	@Test
	void no_side_gets_the_task_of_ruling_on_its_dispute_from_anybody() {
		String both = this.newcomers.freelancer();
		OrderScenario order = this.market.anOrder()
			.of(STORYBOARD)
			.between(Marketplace.CLIENT, both)
			.placed()
			.requirementsProvided()
			.requirementsClear();
		String task = disputed(order, both).task().getId();
		this.identity.createMembership(both, UserStore.MODERATORS);

		for (String restApi : REST_APIS) {
			Visitor side = visitor(restApi, both, Newcomers.PASSWORD);
			var own = side.post(restApi + "/task/" + task + "/claim", "{\"userId\":\"" + both + "\"}");
			assertThat(own.statusCode()).isEqualTo(403);
			assertThat(own.body()).contains("moderator-is-a-side");
			Visitor ada = visitor(restApi, "ada", "orderflow");
			for (String way : List.of("/claim", "/assignee", "/delegate")) {
				for (String person : List.of(both, Marketplace.CLIENT, "ada")) {
					var given = ada.post(restApi + "/task/" + task + way, "{\"userId\":\"" + person + "\"}");
					assertThat(given.statusCode()).as("%s %s", way, person).isEqualTo(403);
					assertThat(given.body()).contains("assignee-may-not-decide");
				}
			}
			assertThat(
					ada.put(restApi + "/task/" + task, "{\"name\":\"x\",\"priority\":50,\"assignee\":\"" + both + "\"}")
						.statusCode())
				.isEqualTo(403);
		}
		assertThat(task(task).getAssignee()).isNull();
		assertThat(visitor("/engine-rest", "ada", "orderflow")
			.post("/engine-rest/task/" + task + "/assignee", "{\"userId\":\"" + this.moderator + "\"}")
			.statusCode()).isEqualTo(204);
	}

	@Test
	void no_freelancer_gets_the_review_of_their_own_service() {
		String both = this.newcomers.freelancer();
		String task = review(both).getId();
		this.identity.createMembership(both, UserStore.MODERATORS);

		var own = visitor("/engine-rest", both, Newcomers.PASSWORD).post("/engine-rest/task/" + task + "/claim",
				"{\"userId\":\"" + both + "\"}");

		assertThat(own.statusCode()).isEqualTo(403);
		assertThat(own.body()).contains("listing-is-ones-own");
	}

	@Test
	void a_claim_and_the_rights_to_it_end_with_the_membership() {
		String dispute = disputed(underWay(), Marketplace.FREELANCER).task().getId();
		String review = review(Marketplace.FREELANCER).getId();
		String done = review(Marketplace.FREELANCER).getId();
		List.of(dispute, review, done).forEach((task) -> this.engine.getTaskService().claim(task, this.moderator));
		signIn(this.moderator, UserStore.MODERATORS);
		this.engine.getTaskService().complete(done, Map.of("decision", "approve"));
		nobodyIsSignedIn();
		assertThat(rights()).isEqualTo(5);

		delete("/group/" + UserStore.MODERATORS + "/members/" + this.moderator);

		assertThat(task(dispute).getAssignee()).isNull();
		assertThat(task(review).getAssignee()).isNull();
		assertThat(this.engine.getHistoryService()
			.createHistoricTaskInstanceQuery()
			.taskId(dispute)
			.singleResult()
			.getAssignee()).isNull();
		assertThat(rights()).as("also those to what is done").isZero();
		for (String restApi : REST_APIS) {
			Visitor gone = visitor(restApi, this.moderator, Newcomers.PASSWORD);
			for (String read : List.of("", "/form-variables", "/variables", "/deployed-form")) {
				assertThat(gone.get(restApi + "/task/" + dispute + read).statusCode()).as(read).isNotEqualTo(200);
			}
		}
	}

	@Test
	void other_moderators_keep_what_they_have_claimed_and_sides_their_steps() {
		OrderScenario order = underWay();
		String dispute = disputed(order, Marketplace.FREELANCER).task().getId();
		this.engine.getTaskService().claim(dispute, Marketplace.MODERATOR);
		Task step = this.engine.getTaskService()
			.createTaskQuery()
			.processInstanceBusinessKey(order.number())
			.taskAssignee(Marketplace.FREELANCER)
			.singleResult();

		this.engine.getTaskService().addCandidateGroup(step.getId(), UserStore.MODERATORS);

		this.identity.deleteMembership(this.moderator, UserStore.MODERATORS);

		assertThat(task(dispute).getAssignee()).isEqualTo(Marketplace.MODERATOR);
		assertThat(task(step.getId()).getAssignee()).isEqualTo(Marketplace.FREELANCER);
		assertThat(this.jdbc
			.sql("select count(*) from act_ru_authorization where resource_id_ in (:tasks)"
					+ " and resource_type_ = 7 and user_id_ is not null")
			.param("tasks", List.of(dispute, step.getId()))
			.query(Integer.class)
			.single()).isEqualTo(2);
	}

	@Test
	void a_claim_ends_with_its_owner_also_of_what_is_paused() {
		RequestScenario request = disputed(underWay(), Marketplace.FREELANCER);
		String task = request.task().getId();
		this.engine.getTaskService().claim(task, this.moderator);
		this.engine.getRuntimeService().suspendProcessInstanceById(request.process().getId());

		delete("/user/" + this.moderator);

		assertThat(task(task).getAssignee()).isNull();
		assertThat(task(task).isSuspended()).isTrue();
		assertThat(rights()).isZero();
	}

	@Test
	void a_claim_ends_with_its_group() {
		Group group = this.identity.newGroup("helpers" + UUID.randomUUID().toString().replace("-", ""));
		this.identity.saveGroup(group);
		this.identity.createMembership(this.moderator, group.getId());
		String task = disputed(underWay(), Marketplace.FREELANCER).task().getId();
		this.engine.getTaskService().addCandidateGroup(task, group.getId());
		this.engine.getTaskService().claim(task, this.moderator);
		this.identity.deleteMembership(this.moderator, UserStore.MODERATORS);
		assertThat(task(task).getAssignee()).as("of another group of the task").isEqualTo(this.moderator);

		delete("/group/" + group.getId());

		assertThat(task(task).getAssignee()).isNull();
		assertThat(rights()).isZero();
	}

	@Test
	void nobody_claims_who_is_dismissed_at_the_same_moment() throws Exception {
		String task = disputed(underWay(), Marketplace.FREELANCER).task().getId();

		this.held.whileRowsAreHeld("act_id_user where id_ = '" + this.moderator + "'",
				() -> assertThatExceptionOfType(Refusal.class)
					.isThrownBy(() -> this.engine.getTaskService().claim(task, this.moderator))
					.extracting(Refusal::code)
					.isEqualTo("assignee-may-not-decide"),
				() -> this.identity.deleteMembership(this.moderator, UserStore.MODERATORS));

		assertThat(task(task).getAssignee()).isNull();
	}

	@Test
	void nobody_claims_what_is_of_a_group_that_is_deleted_at_the_same_moment() throws Exception {
		Group group = this.identity.newGroup("helpers" + UUID.randomUUID().toString().replace("-", ""));
		this.identity.saveGroup(group);
		String helper = this.newcomers.person("Helper", Locale.ENGLISH, group.getId());
		String task = disputed(underWay(), Marketplace.FREELANCER).task().getId();
		this.engine.getTaskService().addCandidateGroup(task, group.getId());

		this.held.whileRowsAreHeld("act_id_group where id_ = '" + group.getId() + "'",
				() -> assertThatExceptionOfType(Refusal.class)
					.isThrownBy(() -> this.engine.getTaskService().claim(task, helper)),
				() -> this.identity.deleteGroup(group.getId()));

		assertThat(task(task).getAssignee()).isNull();
	}

	/** As the engine left it before claims ended with the group. */
	@Test
	void a_claim_of_before_by_somebody_who_may_not_decide_keeps_nobody_from_deciding() {
		OrderScenario order = underWay();
		RequestScenario request = disputed(order, Marketplace.FREELANCER);
		String dispute = request.task().getId();
		Task review = review(Marketplace.FREELANCER);
		this.engine.getTaskService().claim(dispute, this.moderator);
		for (String claimer : List.of(Marketplace.CLIENT, "nobody")) {
			this.jdbc.sql("update act_ru_task set assignee_ = :claimer where id_ in (:tasks)")
				.param("claimer", claimer)
				.param("tasks", List.of(dispute, review.getId()))
				.update();
			this.jdbc
				.sql("update act_ru_authorization set user_id_ = :claimer"
						+ " where user_id_ = :moderator and resource_type_ = 7")
				.param("claimer", claimer)
				.param("moderator", this.moderator)
				.update();
		}
		this.jdbc.sql("update act_ru_authorization set user_id_ = 'oliver' where user_id_ = 'nobody'").update();
		assertThat(
				visitor("/engine-rest", "oliver", "orderflow").get("/engine-rest/task/" + dispute + "/form-variables")
					.statusCode())
			.isEqualTo(404);

		request.ruled(Ruling.Choice.ACCEPT);
		this.reviews.review(UUID.fromString(businessKey(review)), Marketplace.MODERATOR,
				Decisions.review(Map.of("decision", "approve")));

		assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED);
	}

	private RequestScenario disputed(OrderScenario order, String freelancer) {
		return cancellation(order, Marketplace.CLIENT).refused(freelancer).disputed(Marketplace.CLIENT);
	}

	private Task review(String freelancer) {
		UUID listing = this.market.aSubmittedListing(freelancer, STORYBOARD.asking().content());
		return this.engine.getTaskService()
			.createTaskQuery()
			.processDefinitionKey(ListingApprovalProcess.KEY)
			.processInstanceBusinessKey(listing.toString())
			.singleResult();
	}

	private String businessKey(Task task) {
		return this.engine.getRuntimeService()
			.createProcessInstanceQuery()
			.processInstanceId(task.getProcessInstanceId())
			.singleResult()
			.getBusinessKey();
	}

	private Task task(String id) {
		return this.engine.getTaskService().createTaskQuery().taskId(id).singleResult();
	}

	/** How many the moderator has to tasks, open or done. */
	private int rights() {
		return this.jdbc
			.sql("select count(*) from act_ru_authorization where user_id_ = :user and resource_type_ in (7, 19)")
			.param("user", this.moderator)
			.query(Integer.class)
			.single();
	}

	private void delete(String path) {
		assertThat(visitor("/engine-rest", "ada", "orderflow").delete("/engine-rest" + path).statusCode())
			.isEqualTo(204);
	}

	private Visitor visitor(String restApi, String person, String password) {
		if (restApi.startsWith("/engine-rest")) {
			return Visitor.withPassword(this.port, person, password);
		}
		Visitor visitor = Visitor.stranger(this.port);
		assertThat(visitor.signIn(person, password).statusCode()).isEqualTo(302);
		visitor.get("/camunda/app/tasklist/default/");
		return visitor;
	}

}
