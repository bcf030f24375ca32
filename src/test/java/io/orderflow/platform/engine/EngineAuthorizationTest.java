package io.orderflow.platform.engine;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.orderflow.Newcomers;
import io.orderflow.Visitor;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The engine over real HTTP: what is open, what is shut, and what a refusal looks like.
 */
class EngineAuthorizationTest extends EngineOverHttp {

	private static final String OR_EXPRESSION = "{\"orQueries\":[{\"assigneeExpression\":\"${\\\"camille\\\"}\"}]}";

	@Autowired
	private FilterService filters;

	@Autowired
	private IdentityService identity;

	@Autowired
	private Newcomers newcomers;

	@ParameterizedTest
	@ValueSource(strings = { REST, WEBAPP })
	void an_expression_in_an_or_query_is_refused(String restApi) {
		for (String person : List.of("camille", "ada")) {
			Visitor visitor = visitor(restApi, person);
			assertThat(visitor.post(restApi + "/task?maxResults=10", OR_EXPRESSION).statusCode()).isEqualTo(400);
			assertThat(visitor.post(restApi + "/task/count", OR_EXPRESSION).statusCode()).isEqualTo(400);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { REST, WEBAPP })
	void an_or_query_without_expressions_still_works(String restApi) {
		HttpResponse<String> answer = visitor(restApi, "camille").post(restApi + "/task?maxResults=1000",
				"{\"orQueries\":[{\"assignee\":\"camille\"}]}");
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).contains(this.task.getId());
	}

	@ParameterizedTest
	@ValueSource(strings = { REST, WEBAPP })
	void a_filter_with_an_or_expression_is_never_stored(String restApi) {
		long before = this.filters.createFilterQuery().count();
		String filter = "{\"name\":\"f\",\"resourceType\":\"Task\",\"properties\":{},\"query\":" + OR_EXPRESSION + "}";
		assertThat(visitor(restApi, "ada").post(restApi + "/filter/create", filter).statusCode()).isEqualTo(400);
		assertThat(visitor(restApi, "camille").post(restApi + "/filter/create", filter).statusCode()).isIn(400, 403);
		assertThat(this.filters.createFilterQuery().count()).isEqualTo(before);
	}

	@ParameterizedTest
	@ValueSource(strings = { REST, WEBAPP })
	void a_filter_is_not_extended_with_an_or_expression(String restApi) {
		Filter filter = this.filters.newTaskFilter("plain");
		this.filters.saveFilter(filter);
		try {
			Visitor admin = visitor(restApi, "ada");
			String list = restApi + "/filter/" + filter.getId() + "/list?maxResults=10";
			assertThat(admin.post(list, "{}").statusCode()).isEqualTo(200);
			assertThat(admin.post(list, OR_EXPRESSION).statusCode()).isEqualTo(400);
		}
		finally {
			this.filters.deleteFilter(filter.getId());
		}
	}

	@Test
	void people_make_no_filters() {
		HttpResponse<String> answer = visitor(REST, "lea").post(REST + "/filter/create",
				"{\"name\":\"f\",\"resourceType\":\"Task\",\"properties\":{},\"query\":{}}");
		assertThat(answer.statusCode()).isEqualTo(403);
	}

	@Test
	void nobody_makes_an_administrator_through_the_setup() {
		String admin = "{\"profile\":{\"id\":\"eve\",\"firstName\":\"E\",\"lastName\":\"V\"},\"credentials\":{\"password\":\"eveeve12\"}}";
		String path = "/camunda/api/admin/setup/default/user/create";
		assertThat(Visitor.stranger(this.port).post(path, admin).statusCode()).isIn(401, 403);
		assertThat(visitor(WEBAPP, "ada").post(path, admin).statusCode()).isEqualTo(403);
	}

	@Test
	void a_stranger_gets_nothing_from_the_engine() {
		Visitor stranger = Visitor.stranger(this.port);
		for (String path : List.of(REST + "/task", REST + "/user", REST + "/engine", REST + "/engine/default/task",
				WEBAPP + "/task", "/camunda/api/engine/engine", "/camunda/api/cockpit/plugin/base/default/incident")) {
			assertThat(stranger.get(path).statusCode()).as(path).isEqualTo(401);
		}
		assertThat(stranger.get("/camunda/app/cockpit/default/").headers().firstValue("Location"))
			.hasValueSatisfying((page) -> assertThat(page).endsWith("/sign-in"));
		assertThat(Visitor.withPassword(this.port, "nobody", "wrong").get(REST + "/task").statusCode()).isEqualTo(401);
	}

	@Test
	void the_session_of_the_pages_does_not_open_the_rest_api() {
		assertThat(Visitor.signedIn(this.port, "ada").get(REST + "/task/count").statusCode()).isEqualTo(401);
	}

	@ParameterizedTest
	@ValueSource(strings = { REST, WEBAPP })
	void a_person_sees_only_her_own_tasks(String restApi) {
		assertThat(visitor(restApi, "camille").get(restApi + "/task/" + this.task.getId()).statusCode()).isEqualTo(200);
		assertThat(visitor(restApi, "oliver").get(restApi + "/task/" + this.task.getId()).statusCode()).isIn(403, 404);
		assertThat(visitor(restApi, "oliver").post(restApi + "/task/" + this.task.getId() + "/complete", "{}")
			.statusCode()).isEqualTo(409);
	}

	@ParameterizedTest
	@ValueSource(strings = { REST, WEBAPP })
	void a_refusal_in_a_listener_is_one_plain_sentence(String restApi) {
		for (String way : List.of("complete", "submit-form")) {
			HttpResponse<String> answer = visitor(restApi, "camille").post(
					restApi + "/task/" + this.task.getId() + "/" + way,
					"{\"variables\":{\"decision\":{\"value\":\"yes\"}}}");
			assertThat(answer.statusCode()).isEqualTo(400);
			assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
			// Camille reads French, and the browser of this test English
			String sentence = restApi.equals(REST) ? "Merci d’écrire quelque chose ici."
					: "Please write something here.";
			assertThat(answer.body()).isEqualTo("{\"type\":\"text-missing\",\"message\":\"" + sentence + "\"}");
			assertThat(this.oneTaskProcess.isOpen(this.task)).isTrue();
			assertThat(this.runtime.getVariables(this.task.getExecutionId())).containsOnlyKeys("assignee");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { REST, WEBAPP })
	void a_task_is_completed_with_the_keys_of_its_form(String restApi) {
		HttpResponse<String> answer = visitor(restApi, "camille").post(
				restApi + "/task/" + this.task.getId() + "/submit-form",
				"{\"variables\":{\"note\":{\"value\":\"fine\"}}}");
		assertThat(answer.statusCode()).isEqualTo(204);
		assertThat(this.oneTaskProcess.isOpen(this.task)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { REST, WEBAPP })
	void a_key_that_is_not_of_the_form_is_refused(String restApi) {
		for (String way : List.of("complete", "submit-form")) {
			HttpResponse<String> answer = visitor(restApi, "camille").post(
					restApi + "/task/" + this.task.getId() + "/" + way,
					"{\"variables\":{\"note\":{\"value\":\"fine\"},\"assignee\":{\"value\":\"oliver\"}}}");
			assertThat(answer.statusCode()).isEqualTo(400);
			assertThat(answer.body()).contains("not-a-field-of-the-form").contains("assignee");
			assertThat(this.oneTaskProcess.isOpen(this.task)).isTrue();
		}
	}

	/** A second process of an order would ask its client for everything once more. */
	@ParameterizedTest
	@ValueSource(strings = { REST, WEBAPP })
	void nobody_begins_a_process(String restApi) {
		for (String process : List.of("orderFulfilment", "changeRequest", "dossier", "listingApproval")) {
			String model = restApi + "/process-definition/key/" + process;
			for (String order : List.of("", "\"businessKey\":\"OF-0000-0000\"")) {
				HttpResponse<String> started = visitor(restApi, "ada").post(model + "/start", "{" + order + "}");
				assertThat(started.statusCode()).as(started.body()).isEqualTo(403);
				assertThat(started.body()).contains("no-start");
			}
			assertThat(visitor(restApi, "ada").post(model + "/submit-form", "{\"variables\":{}}").body())
				.contains("no-start");
			assertThat(visitor(restApi, "ada")
				.post(model + "/start",
						"{\"startInstructions\":[{\"type\":\"startBeforeActivity\",\"activityId\":\"none\"}]}")
				.body()).contains("no-start");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { REST, WEBAPP })
	void the_side_doors_are_shut(String restApi) {
		String task = restApi + "/task/" + this.task.getId();
		String value = "{\"value\":\"x\",\"type\":\"String\"}";
		Visitor camille = visitor(restApi, "camille");
		Map<String, HttpResponse<String>> tried = new LinkedHashMap<>();
		tried.put("resolve", camille.post(task + "/resolve", "{\"variables\":{\"note\":" + value + "}}"));
		tried.put("delegate", camille.post(task + "/delegate", "{\"userId\":\"oliver\"}"));
		tried.put("assignee", camille.post(task + "/assignee", "{\"userId\":\"oliver\"}"));
		tried.put("unclaim", camille.post(task + "/unclaim", "{}"));
		tried.put("claim for another", camille.post(task + "/claim", "{\"userId\":\"oliver\"}"));
		tried.put("claim for nobody", camille.post(task + "/claim", "{}"));
		tried.put("set variable", camille.put(task + "/variables/note", value));
		tried.put("set local variable", camille.put(task + "/localVariables/note", value));
		tried.put("patch variables", camille.post(task + "/variables", "{\"modifications\":{\"note\":" + value + "}}"));
		tried.put("remove variable", camille.delete(task + "/variables/assignee"));
		tried.put("execution variable",
				camille.put(restApi + "/execution/" + this.task.getExecutionId() + "/localVariables/note", value));
		tried.put("instance variable", camille
			.put(restApi + "/process-instance/" + this.task.getProcessInstanceId() + "/variables/note", value));
		tried.put("bpmnError", camille.post(task + "/bpmnError", "{\"errorCode\":\"any\"}"));
		tried.put("bpmnEscalation", camille.post(task + "/bpmnEscalation", "{\"escalationCode\":\"any\"}"));
		tried.put("comment", camille.post(task + "/comment/create", "{\"message\":\"hello\"}"));
		tried.put("identity link",
				camille.post(task + "/identity-links", "{\"userId\":\"oliver\",\"type\":\"candidate\"}"));
		tried.put("update", camille.put(task, "{\"name\":\"mine\",\"assignee\":\"oliver\"}"));
		tried.put("delete", camille.delete(task));
		tried.put("new task", camille.post(restApi + "/task/create", "{\"name\":\"mine\"}"));
		tried.put("message", camille.post(restApi + "/message", "{\"messageName\":\"told\",\"businessKey\":\"SD-1\"}"));
		tried.put("start", camille.post(restApi + "/process-definition/key/oneTaskProcess/start", "{}"));
		tried.put("modification",
				camille.post(restApi + "/process-instance/" + this.task.getProcessInstanceId() + "/modification",
						"{\"instructions\":[{\"type\":\"cancel\",\"activityId\":\"userTask_decide\"}]}"));
		tried.put("new user", camille.post(restApi + "/user/create",
				"{\"profile\":{\"id\":\"eve\"},\"credentials\":{\"password\":\"eveeve12\"}}"));
		tried.put("admin", camille.put(restApi + "/group/camunda-admin/members/camille", "{}"));
		tried.forEach(
				(what, answer) -> assertThat(answer.statusCode()).as(what + ": " + answer.body()).isIn(403, 404, 405));
		for (String what : List.of("resolve", "delegate", "set variable", "bpmnError", "bpmnEscalation", "message")) {
			assertThat(tried.get(what).statusCode()).as(what).isEqualTo(403);
			assertThat(tried.get(what).body()).as(what).contains("only-process-admins");
		}
		Task after = this.oneTaskProcess.reread(this.task);
		assertThat(after).isNotNull();
		assertThat(after.getAssignee()).isEqualTo("camille");
		assertThat(this.runtime.getVariables(this.task.getExecutionId())).containsOnlyKeys("assignee");
	}

	@ParameterizedTest
	@ValueSource(strings = { REST, WEBAPP })
	void a_process_admin_gets_stuck_orders_going(String restApi) {
		Visitor admin = visitor(restApi, "ada");
		assertThat(admin
			.put(restApi + "/process-instance/" + this.task.getProcessInstanceId() + "/variables/note",
					"{\"value\":\"x\",\"type\":\"String\"}")
			.statusCode()).isEqualTo(204);
		assertThat(
				admin
					.post(restApi + "/message",
							"{\"messageName\":\"told\",\"processInstanceId\":\"" + this.task.getProcessInstanceId()
									+ "\"}")
					.statusCode())
			.isEqualTo(204);
		assertThat(this.oneTaskProcess.isOpen(this.task)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { REST, WEBAPP })
	void ones_own_address_and_password_are_not_changed_behind_the_applications_back(String restApi) {
		User before = user("oliver");
		Visitor oliver = visitor(restApi, "oliver");
		HttpResponse<String> address = oliver.put(restApi + "/user/oliver/profile",
				"{\"id\":\"oliver\",\"firstName\":\"O\",\"email\":\"" + user("camille").getEmail() + "\"}");
		HttpResponse<String> password = oliver.put(restApi + "/user/oliver/credentials",
				"{\"password\":\"a\",\"authenticatedUserPassword\":\"orderflow\"}");
		for (HttpResponse<String> answer : List.of(address, password)) {
			assertThat(answer.statusCode()).isEqualTo(403);
			assertThat(answer.body()).contains("only-process-admins");
		}
		assertThat(user("oliver")).extracting(User::getEmail, User::getPassword, User::getFirstName)
			.containsExactly(before.getEmail(), before.getPassword(), before.getFirstName());
	}

	@ParameterizedTest
	@ValueSource(strings = { REST, WEBAPP })
	void a_process_admin_looks_after_users(String restApi) {
		String id = this.newcomers.client();
		HttpResponse<String> answer = visitor(restApi, "ada").put(restApi + "/user/" + id + "/profile",
				"{\"id\":\"" + id + "\",\"firstName\":\"C\",\"email\":\"" + id + "@elsewhere.example\"}");
		assertThat(answer.statusCode()).isEqualTo(204);
		assertThat(user(id).getEmail()).isEqualTo(id + "@elsewhere.example");
	}

	private User user(String id) {
		return this.identity.createUserQuery().userId(id).singleResult();
	}

	@Test
	void an_expression_reaches_no_bean_but_delegates_and_listeners() {
		Visitor admin = visitor(REST, "ada");
		HttpResponse<String> answer = admin.post(REST + "/task?maxResults=10",
				"{\"assigneeExpression\":\"${dataSource.connection}\"}");
		assertThat(answer.statusCode()).isEqualTo(400);
	}

	@Test
	void tasklist_can_read_what_it_shows() {
		Visitor camille = visitor(WEBAPP, "camille");
		String task = WEBAPP + "/task/" + this.task.getId();
		for (String path : List.of(task, task + "/form", task + "/form-variables", task + "/variables",
				task + "/identity-links", task + "/comment", WEBAPP + "/filter?resourceType=Task&maxResults=10",
				WEBAPP + "/identity/groups?userId=camille", WEBAPP + "/user/camille/profile",
				WEBAPP + "/history/user-operation?taskId=" + this.task.getId() + "&maxResults=10",
				"/camunda/api/admin/auth/user/default")) {
			assertThat(camille.get(path).statusCode()).as(path).isEqualTo(200);
		}
	}

	@Test
	void signing_in_at_the_pages_opens_tasklist_and_for_admins_cockpit() {
		assertThat(Visitor.signedIn(this.port, "lea").get("/camunda/api/admin/auth/user/default").body())
			.contains("\"lea\"")
			.contains("tasklist")
			.doesNotContain("cockpit");
		assertThat(Visitor.signedIn(this.port, "ada").get("/camunda/api/admin/auth/user/default").body())
			.contains("cockpit")
			.contains("admin");
	}

	@Test
	void signing_out_of_tasklist_signs_out_of_everything() {
		Visitor lea = Visitor.signedIn(this.port, "lea");
		assertThat(lea.get("/api/me").statusCode()).isEqualTo(200);
		assertThat(lea.post("/camunda/api/admin/auth/user/default/logout", "").statusCode()).isEqualTo(204);
		assertThat(lea.get("/api/me").statusCode()).isEqualTo(401);
		assertThat(lea.get(WEBAPP + "/task/count").statusCode()).isEqualTo(401);
	}

	@Test
	void the_sign_in_form_of_tasklist_signs_in_to_everything() {
		Visitor lea = Visitor.stranger(this.port);
		String login = "/camunda/api/admin/auth/user/default/login/tasklist";
		String form = "username=lea&password=";
		assertThat(lea.send(loginForm(lea, login, form + "orderflow", false)).statusCode()).isIn(401, 403);
		assertThat(lea.send(loginForm(lea, login, "username=nobody&password=wrong", true)).statusCode()).isEqualTo(401);
		HttpResponse<String> answer = lea.send(loginForm(lea, login, form + "orderflow", true));
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).contains("\"userId\":\"lea\"").contains("tasklist");
		assertThat(lea.get("/api/me").body()).contains("Léa Moreau");
		assertThat(lea.get(WEBAPP + "/task/count").statusCode()).isEqualTo(200);
	}

	private static HttpRequest.Builder loginForm(Visitor visitor, String path, String body, boolean header) {
		HttpRequest.Builder request = visitor.request(path)
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString(body));
		return header ? request.header("X-XSRF-TOKEN", "anything") : request;
	}

	@Test
	void a_worker_touches_nothing_but_external_tasks() {
		Visitor worker = visitor(REST, "worker");
		assertThat(worker
			.post(REST + "/external-task/fetchAndLock",
					"{\"workerId\":\"w\",\"maxTasks\":1,\"topics\":[{\"topicName\":\"any\",\"lockDuration\":1000}]}")
			.statusCode()).isEqualTo(200);
		assertThat(worker.post(REST + "/message", "{\"messageName\":\"told\",\"businessKey\":\"SD-1\"}").statusCode())
			.isEqualTo(403);
		assertThat(worker.get(REST + "/task/" + this.task.getId()).statusCode()).isIn(403, 404);
	}

}
