package io.orderflow.platform.engine;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.orderflow.Visitor;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.pvm.runtime.ExecutionImpl;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.Variables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Models come with the application, and no text from outside is ever evaluated, whoever
 * brings it: a process admin is no administrator of the machine.
 */
class NothingBecomesCodeTest extends EngineOverHttp {

	private static final String MODEL = """
			<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
				xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="foreign">
				<process id="foreign" isExecutable="true" camunda:historyTimeToLive="P1D">
					<startEvent id="start"/>
					<sequenceFlow id="flow" sourceRef="start" targetRef="task"/>
					%s
				</process>
			</definitions>""";

	private static final String SERVICE = MODEL.formatted("<serviceTask id=\"task\" camunda:expression=\"%s\"/>");

	private static final String SCRIPT = MODEL
		.formatted("<scriptTask id=\"task\" scriptFormat=\"%s\"><script>%s</script></scriptTask>");

	@Autowired
	private ProcessEngine engine;

	@Autowired
	private RepositoryService repository;

	@Autowired
	private TaskService tasks;

	@Autowired
	private FilterService filters;

	@Autowired
	private JdbcClient jdbc;

	@TempDir
	private Path folder;

	private Path touched;

	private long deployments;

	private long stored;

	@BeforeEach
	void look() {
		this.touched = this.folder.resolve("touched");
		this.deployments = this.repository.createDeploymentQuery().count();
		this.stored = this.filters.createFilterQuery().count();
	}

	@AfterEach
	void nothingRan() {
		assertThat(this.touched).doesNotExist();
		assertThat(this.repository.createDeploymentQuery().count()).isEqualTo(this.deployments);
		assertThat(this.filters.createFilterQuery().count()).isEqualTo(this.stored);
	}

	/** What ran on the server in November. */
	private String attack() {
		return "${''.getClass().forName('java.lang.Runtime').getMethod('getRuntime').invoke(null).exec('touch %s')}"
			.formatted(this.touched);
	}

	@ParameterizedTest
	@ValueSource(strings = { REST, REST + "/engine/default", WEBAPP })
	void nobody_deploys_over_http(String restApi) {
		String there = this.repository.createDeploymentQuery().listPage(0, 1).get(0).getId();
		for (String person : List.of("ada", "mona", "camille", "worker")) {
			Visitor visitor = visitor(restApi.startsWith(REST) ? REST : WEBAPP, person);
			for (String path : List.of("/deployment/create", "/deployment/create/", "/deployment/create;a=b",
					"/deployment/%63reate")) {
				HttpResponse<String> answer = visitor.send(visitor.request(restApi + path)
					.header("Content-Type", "multipart/form-data; boundary=part")
					.POST(BodyPublishers.ofString("""
							--part\r
							Content-Disposition: form-data; name="deployment-name"\r
							\r
							foreign\r
							--part\r
							Content-Disposition: form-data; name="file"; filename="foreign.bpmn"\r
							Content-Type: application/octet-stream\r
							\r
							%s\r
							--part--\r
							""".formatted(SERVICE.formatted(attack())))));
				assertThat(answer.statusCode()).as(person + " " + path + ": " + answer.body()).isIn(400, 403);
			}
			HttpResponse<String> again = visitor.post(restApi + "/deployment/" + there + "/redeploy", "{}");
			assertThat(again.statusCode()).as(person).isEqualTo(403);
		}
		assertThat(visitor(REST, "ada").post(REST + "/deployment/create", "{}").body()).contains("no-deployment");
	}

	@Test
	void who_is_signed_in_to_the_engine_deploys_nothing_by_any_other_way_either() {
		this.engine.getIdentityService().setAuthentication("ada", List.of("camunda-admin"));
		try {
			assertThatExceptionOfType(RuntimeException.class)
				.isThrownBy(() -> this.repository.createDeployment()
					.addString("foreign.bpmn", SERVICE.formatted(attack()))
					.deploy())
				.withMessageContaining("no-deployment");
		}
		finally {
			this.engine.getIdentityService().clearAuthentication();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { REST, WEBAPP })
	void nobody_stores_an_expression_of_their_own(String restApi) {
		Visitor ada = visitor(restApi, "ada");
		String mine = this.filters.createTaskFilterQuery().filterName("My tasks").singleResult().getId();
		for (String query : List.of("\"assigneeExpression\":\"%s\"", "\"dueBeforeExpression\":\"%s\"",
				"\"candidateGroupExpression\":\"%s\"", "\"processInstanceBusinessKeyLikeExpression\":\"%s\"",
				"\"orQueries\":[{\"assigneeExpression\":\"%s\"}]")) {
			for (String expression : List.of(attack(), "${1+1}", "#{currentUser()}", "${currentUser()}${now()}")) {
				String filter = "{\"name\":\"foreign\",\"resourceType\":\"Task\",\"properties\":{},\"query\":{"
						+ query.formatted(expression) + "}}";
				assertThat(ada.post(restApi + "/filter/create", filter).statusCode()).as(filter).isEqualTo(400);
				assertThat(ada.put(restApi + "/filter/" + mine, filter).statusCode()).as(filter).isEqualTo(400);
				String extending = "{" + query.formatted(expression) + "}";
				assertThat(ada.post(restApi + "/filter/" + mine + "/list?maxResults=10", extending).statusCode())
					.as(extending)
					.isEqualTo(400);
				assertThat(ada.post(restApi + "/task?maxResults=10", extending).statusCode()).as(extending)
					.isEqualTo(400);
			}
		}
		assertThat(this.filters.getFilter(mine).getName()).isEqualTo("My tasks");
	}

	@ParameterizedTest
	@ValueSource(strings = { REST, WEBAPP })
	void what_the_applications_own_lists_ask_for_may_be_stored(String restApi) {
		Visitor ada = visitor(restApi, "ada");
		HttpResponse<String> answer = ada.post(restApi + "/filter/create", """
				{"name":"late","resourceType":"Task","properties":{},
				 "query":{"assigneeExpression":"${currentUser()}","dueBeforeExpression":"${now()}"}}""");
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		String id = this.filters.createTaskFilterQuery().filterName("late").singleResult().getId();
		assertThat(ada.get(restApi + "/filter/" + id + "/list?maxResults=10").statusCode()).isEqualTo(200);
		assertThat(ada.delete(restApi + "/filter/" + id).statusCode()).isEqualTo(204);
	}

	@ParameterizedTest
	@ValueSource(strings = { REST, WEBAPP })
	void an_expression_that_was_stored_before_is_not_evaluated(String restApi) {
		Filter filter = this.filters.newTaskFilter("of before").setQuery(this.tasks.createTaskQuery());
		this.filters.saveFilter(filter);
		try {
			for (String query : List.of("{\"assigneeExpression\":\"" + attack() + "\"}",
					"{\"orQueries\":[{\"assigneeExpression\":\"" + attack() + "\"}]}")) {
				this.jdbc.sql("update act_ru_filter set query_ = ?, rev_ = rev_ + 1 where id_ = ?")
					.params(query, filter.getId())
					.update();
				Visitor ada = visitor(restApi, "ada");
				String address = restApi + "/filter/" + filter.getId();
				for (String way : List.of("/list?maxResults=10", "/count", "/singleResult")) {
					assertThat(ada.get(address + way).statusCode()).as(way).isEqualTo(400);
					assertThat(ada.post(address + way, "{}").statusCode()).as(way).isEqualTo(400);
				}
			}
		}
		finally {
			this.filters.deleteFilter(filter.getId());
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "${''.getClass()}", "${''.class}", "${''['class']}", "${\"\"[\"cl\"]}", "${''.class.name}",
			"${''['getClass']()}", "${a.getClass()}", "${a.class.classLoader}", "${a['class']['classLoader']}",
			"${(1).class}", "${true.class.forName('java.lang.Runtime')}", "${now().class}", "${now().getClass()}",
			"${now().getTime()}", "${currentUserGroups().getClass()}", "${dateTime().getClass()}", "${list[0].class}",
			"${list.get(0)}", "${map.a.class}", "${map.entrySet()}", "${array[0].class}", "${type.forName('x')}",
			"${type.classLoader}", "${loader.parent}", "${runtime.exec('x')}", "${runtime.availableProcessors()}",
			"${thread.contextClassLoader}", "${method.invoke(null)}", "${oneTaskProcessListener.class}",
			"${oneTaskProcessListener.getClass().getClassLoader()}", "${oneTaskProcessListener.notify(null)}",
			"${empty ''.getClass() ? 1 : 2}", "a${''.class}b", "#{''.getClass()}",
			"${''.getClass().forName('java.lang.System').getMethod('getenv').invoke(null)}" })
	void no_expression_reaches_a_class(String expression) throws Exception {
		Map<String, Object> variables = new LinkedHashMap<>();
		variables.put("a", "text");
		variables.put("list", List.of("text"));
		variables.put("map", Map.of("a", "text"));
		variables.put("array", new String[] { "text" });
		variables.put("type", String.class);
		variables.put("loader", getClass().getClassLoader());
		variables.put("runtime", Runtime.getRuntime());
		variables.put("thread", Thread.currentThread());
		variables.put("method", System.class.getMethod("getenv"));
		assertThatExceptionOfType(ProcessEngineException.class).isThrownBy(() -> evaluate(expression, variables));
	}

	@Test
	void the_expression_of_november_runs_nothing() {
		assertThatExceptionOfType(ProcessEngineException.class).isThrownBy(() -> evaluate(attack(), Map.of()));
		runs(SERVICE.formatted(attack()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "juel", "javascript", "groovy" })
	void no_script_runs(String language) {
		runs(SCRIPT.formatted(language, attack()));
	}

	@Test
	void names_comparisons_and_the_engines_own_functions_work() {
		assertThat(evaluate("${a == 'text' && b > 1}", Map.of("a", "text", "b", 2))).isEqualTo(true);
		assertThat(evaluate("${empty a ? 'none' : a}", Map.of("a", ""))).isEqualTo("none");
		assertThat(evaluate("${oneTaskProcessListener}", Map.of())).isInstanceOf(OneTaskProcess.Listener.class);
		assertThat(evaluate("${now()}", Map.of())).isNotNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { REST, WEBAPP })
	void text_that_looks_like_an_expression_stays_text(String restApi) {
		Visitor ada = visitor(restApi, "ada");
		String text = attack();
		String value = "{\"value\":\"" + text + "\",\"type\":\"String\"}";
		this.runtime.startProcessInstanceByKey("oneTaskProcess", text, Map.of("assignee", text, "note", text));
		Task task = this.tasks.createTaskQuery().taskAssignee(text).listPage(0, 10).get(0);
		try {
			String at = restApi + "/task/" + task.getId();
			Map<String, HttpResponse<String>> tried = new LinkedHashMap<>();
			tried.put("assignee", ada.post(at + "/assignee", "{\"userId\":\"" + text + "\"}"));
			tried.put("update", ada.put(at, "{\"name\":\"" + text + "\",\"description\":\"" + text
					+ "\",\"assignee\":\"" + text + "\",\"owner\":\"" + text + "\"}"));
			tried.put("variable", ada.put(at + "/variables/note", value));
			tried.put("local variable", ada.put(at + "/localVariables/note", value));
			tried.put("candidate",
					ada.post(at + "/identity-links", "{\"userId\":\"" + text + "\",\"type\":\"candidate\"}"));
			tried.put("comment", ada.post(at + "/comment/create", "{\"message\":\"" + text + "\"}"));
			tried.forEach(
					(what, answer) -> assertThat(answer.statusCode()).as(what + ": " + answer.body()).isLessThan(500));
			ada.get(at + "/rendered-form");
			ada.get(at + "/form-variables");
			assertThat(this.runtime.getVariable(task.getProcessInstanceId(), "assignee")).isEqualTo(text);
			assertThat(ada
				.post(restApi + "/message",
						"{\"messageName\":\"told\",\"processInstanceId\":\"" + task.getProcessInstanceId()
								+ "\",\"processVariablesLocal\":{\"note\":" + value + "}}")
				.statusCode()).isEqualTo(204);
		}
		finally {
			if (this.oneTaskProcess.isOpen(task)) {
				this.runtime.deleteProcessInstance(task.getProcessInstanceId(), "over");
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { REST, WEBAPP })
	void no_object_is_made_of_what_comes_from_outside(String restApi) {
		Task task = this.oneTaskProcess.taskOf("camille");
		Visitor ada = visitor(restApi, "ada");
		String variable = restApi + "/process-instance/" + task.getProcessInstanceId() + "/variables/thing";
		for (String format : List.of("application/x-java-serialized-object", "application/json", "application/xml")) {
			HttpResponse<String> answer = ada.put(variable, """
					{"type":"Object","value":"{\\"a\\":1}","valueInfo":
					 {"objectTypeName":"javax.script.ScriptEngineManager","serializationDataFormat":"%s"}}"""
				.formatted(format));
			assertThat(answer.statusCode()).as(format + ": " + answer.body()).isEqualTo(400);
			assertThat(answer.body()).doesNotContain("ObjectValue");
		}
		HttpResponse<String> data = ada.send(ada.request(variable + "/data")
			.header("Content-Type", "multipart/form-data; boundary=part")
			.POST(BodyPublishers.ofString("""
					--part\r
					Content-Disposition: form-data; name="data"\r
					Content-Type: application/json\r
					\r
					{}\r
					--part\r
					Content-Disposition: form-data; name="type"\r
					Content-Type: text/plain\r
					\r
					javax.script.ScriptEngineManager\r
					--part--\r
					""")));
		assertThat(data.statusCode()).as(data.body()).isBetween(400, 500);
		assertThat(this.runtime.getVariables(task.getExecutionId())).doesNotContainKey("thing");
	}

	private Object evaluate(String expression, Map<String, Object> variables) {
		ProcessEngineConfigurationImpl configuration = (ProcessEngineConfigurationImpl) this.engine
			.getProcessEngineConfiguration();
		return configuration.getCommandExecutorTxRequired().execute((context) -> {
			ExecutionImpl scope = new ExecutionImpl();
			scope.setVariables(variables);
			return configuration.getExpressionManager().createExpression(expression).getValue(scope);
		});
	}

	/** Deploys a model as the application would, runs it, and expects it to fail. */
	private void runs(String model) {
		Deployment deployment = this.repository.createDeployment().addString("foreign.bpmn", model).deploy();
		try {
			assertThatExceptionOfType(ProcessEngineException.class)
				.isThrownBy(() -> this.runtime.startProcessInstanceByKey("foreign", Variables.createVariables()));
		}
		finally {
			this.repository.deleteDeployment(deployment.getId(), true);
		}
	}

}
