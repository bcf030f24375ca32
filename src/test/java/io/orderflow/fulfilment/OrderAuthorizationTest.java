package io.orderflow.fulfilment;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.orderflow.Visitor;
import io.orderflow.platform.UserStore;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.OrderScenario;
import org.assertj.core.api.SoftAssertions;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.externaltask.LockedExternalTask;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * All that Camunda's REST API, in both its copies, offers to change of a real order,
 * tried by the freelancer whose task it is: each is refused, and nothing has changed
 * after it.
 */
class OrderAuthorizationTest extends ProcessTest {

	private static final String REST = "/engine-rest";

	private static final String WEBAPP = "/camunda/api/engine/engine/default";

	/** Whom the workers of this test say they are. */
	private static final String WORKER = "worker-of-this-test";

	@LocalServerPort
	private int port;

	private final Map<String, String> names = new TreeMap<>();

	/** Its freelancer plans the work, and the loop of updates waits for a timer. */
	private OrderScenario order;

	/** Of the same two people, waiting for its client. */
	private OrderScenario clients;

	/** Of the same two people, waiting for a worker. */
	private OrderScenario workers;

	private Filter filter;

	@BeforeEach
	void orders() {
		this.order = order().requirementsProvided().requirementsClear();
		this.clients = order();
		this.workers = order().requirementsProvided().requirementsClear().planned().draftSubmitted();
		LockedExternalTask work = this.engine.getExternalTaskService()
			.fetchAndLock(1, WORKER)
			.topic("draft.preparePreview", 600_000)
			.businessKey(this.workers.number())
			.execute()
			.get(0);
		this.filter = this.engine.getFilterService().newTaskFilter("of a test");
		this.engine.getFilterService().saveFilter(this.filter);
		Task task = task(this.order);
		this.names.putAll(Map.of("task", task.getId(), "instance", task.getProcessInstanceId(), "execution",
				task.getExecutionId(), "definition", task.getProcessDefinitionId(), "number", this.order.number(),
				"other", task(this.clients).getId(), "work", work.getId(), "filter", this.filter.getId()));
		this.names.put("job",
				this.engine.getManagementService()
					.createJobQuery()
					.processInstanceId(task.getProcessInstanceId())
					.listPage(0, 1)
					.get(0)
					.getId());
		this.names.put("deployment",
				this.engine.getRepositoryService()
					.getProcessDefinition(task.getProcessDefinitionId())
					.getDeploymentId());
	}

	@AfterEach
	void leave() {
		this.engine.getFilterService().deleteFilter(this.filter.getId());
	}

	@ParameterizedTest
	@ValueSource(strings = { REST, WEBAPP })
	void every_way_around_the_form_of_ones_own_task_is_shut(String restApi) {
		tryAll(restApi, ForbiddenRequests.onTasks());
	}

	@ParameterizedTest
	@ValueSource(strings = { REST, WEBAPP })
	void every_way_to_move_an_order_without_its_task_is_shut(String restApi) {
		tryAll(restApi, ForbiddenRequests.onInstances());
	}

	@ParameterizedTest
	@ValueSource(strings = { REST, WEBAPP })
	void a_person_does_no_work_of_a_worker(String restApi) {
		tryAll(restApi, ForbiddenRequests.onExternalTasks(WORKER));
	}

	/** The web applications' copy cannot answer it to anyone: nothing there waits. */
	@Test
	void a_person_takes_no_work_of_a_worker() {
		tryAll(REST, ForbiddenRequests.onWaitingExternalTasks(WORKER));
	}

	@ParameterizedTest
	@ValueSource(strings = { REST, WEBAPP })
	void nothing_of_the_engine_itself_is_changed_by_people(String restApi) {
		tryAll(restApi, ForbiddenRequests.onTheEngine());
	}

	/**
	 * While nobody is an administrator, which is when the engine itself leaves it open.
	 */
	@Test
	void the_set_up_of_an_administrator_is_shut_however_its_address_is_written() {
		IdentityService identity = this.engine.getIdentityService();
		List<String> admins = identity.createUserQuery()
			.memberOfGroup(UserStore.PROCESS_ADMINS)
			.list()
			.stream()
			.map(User::getId)
			.toList();
		Visitor stranger = Visitor.stranger(this.port);
		stranger.get("/camunda/app/tasklist/default/");
		Visitor lea = Visitor.signedIn(this.port, "lea");
		admins.forEach((admin) -> identity.deleteMembership(admin, UserStore.PROCESS_ADMINS));
		try {
			SoftAssertions all = new SoftAssertions();
			for (String address : ForbiddenRequests.SET_UP) {
				for (Visitor visitor : List.of(stranger, lea)) {
					HttpResponse<String> answer = visitor.post(address,
							"""
									{"profile":{"id":"eve","firstName":"E","lastName":"V"},"credentials":{"password":"eveeve12"}}""");
					// refused, or sent to sign in
					all.assertThat(answer.statusCode()).as(address).isGreaterThanOrEqualTo(302);
					all.assertThat(identity.createUserQuery().userId("eve").count()).as(address).isZero();
				}
			}
			all.assertAll();
		}
		finally {
			admins.forEach((admin) -> identity.createMembership(admin, UserStore.PROCESS_ADMINS));
		}
	}

	private void tryAll(String restApi, List<ForbiddenRequests.Attempt> attempts) {
		Visitor lea = restApi.equals(REST) ? Visitor.withPassword(this.port, Marketplace.FREELANCER, "orderflow")
				: Visitor.signedIn(this.port, Marketplace.FREELANCER);
		SoftAssertions all = new SoftAssertions();
		Map<String, Object> before = everything();
		for (ForbiddenRequests.Attempt attempt : attempts) {
			HttpResponse<String> answer = send(lea, restApi, attempt);
			all.assertThat(answer.statusCode()).as(attempt + " → " + answer.body()).isBetween(400, 499);
		}
		all.assertThat(everything()).isEqualTo(before);
		all.assertAll();
	}

	private HttpResponse<String> send(Visitor visitor, String restApi, ForbiddenRequests.Attempt attempt) {
		ForbiddenRequests.Attempt filled = attempt.filled(this.names);
		HttpRequest.Builder request = visitor.request(restApi + filled.path());
		String type = filled.body().startsWith("--") ? "multipart/form-data; boundary=part" : "application/json";
		return visitor
			.send(request.header("Content-Type", type).method(filled.method(), BodyPublishers.ofString(filled.body())));
	}

	private Task task(OrderScenario whose) {
		return this.engine.getTaskService().createTaskQuery().processInstanceId(whose.process().getId()).singleResult();
	}

	/** What an attempt could have changed, of the three orders and around them. */
	private Map<String, Object> everything() {
		Map<String, Object> found = new TreeMap<>();
		for (OrderScenario one : List.of(this.order, this.clients, this.workers)) {
			found.put(one.number() + " waits at", List.copyOf(one.waitsAt()));
			found.put(one.number() + " has", of(one.process().getId()));
		}
		found.put("people",
				this.engine.getIdentityService()
					.createUserQuery()
					.list()
					.stream()
					.map((user) -> user.getId() + user.getEmail() + user.getPassword())
					.sorted()
					.toList());
		found.put("groups", this.engine.getIdentityService().createGroupQuery().count());
		found.put("moderators",
				this.engine.getIdentityService().createUserQuery().memberOfGroup(UserStore.MODERATORS).count());
		found.put("tenants", this.engine.getIdentityService().createTenantQuery().count());
		found.put("rights", this.engine.getAuthorizationService().createAuthorizationQuery().count());
		found.put("filters", this.engine.getFilterService().createFilterQuery().count());
		found.put("deployments", this.engine.getRepositoryService().createDeploymentQuery().count());
		found.put("suspended", this.engine.getRepositoryService().createProcessDefinitionQuery().suspended().count());
		found.put("instances", this.engine.getRuntimeService().createProcessInstanceQuery().count());
		found.put("tasks", this.engine.getTaskService().createTaskQuery().count());
		found.put("batches", this.engine.getManagementService().createBatchQuery().count());
		found.put("history", this.engine.getHistoryService().createHistoricProcessInstanceQuery().count());
		return found;
	}

	private List<String> of(String instance) {
		RuntimeService runtime = this.engine.getRuntimeService();
		TaskService tasks = this.engine.getTaskService();
		List<String> found = new ArrayList<>();
		runtime.createVariableInstanceQuery()
			.processInstanceIdIn(instance)
			.list()
			.forEach((variable) -> found
				.add(variable.getExecutionId() + variable.getTaskId() + variable.getName() + variable.getValue()));
		tasks.createTaskQuery().processInstanceId(instance).list().forEach((task) -> {
			found.add(task.toString() + task.getAssignee() + task.getOwner() + task.getDelegationState()
					+ task.getDueDate() + task.getPriority() + task.getDescription() + task.getName());
			tasks.getIdentityLinksForTask(task.getId())
				.forEach((link) -> found.add(link.getType() + link.getUserId() + link.getGroupId()));
			found.add(tasks.getTaskComments(task.getId()).size() + " " + tasks.getTaskAttachments(task.getId()).size());
		});
		this.engine.getManagementService()
			.createJobQuery()
			.processInstanceId(instance)
			.list()
			.forEach((job) -> found.add(job.getId() + job.getRetries() + job.getDuedate().getTime() + job.getPriority()
					+ job.isSuspended()));
		this.engine.getExternalTaskService()
			.createExternalTaskQuery()
			.processInstanceId(instance)
			.list()
			.forEach((task) -> found.add(task.getId() + task.getWorkerId() + task.getLockExpirationTime().getTime()
					+ task.getRetries() + task.getPriority() + task.getErrorMessage()));
		found.add(runtime.createIncidentQuery().processInstanceId(instance).count() + " incidents");
		found.add(tasks.getProcessInstanceComments(instance).size() + " comments");
		found.sort(null);
		return found;
	}

}
