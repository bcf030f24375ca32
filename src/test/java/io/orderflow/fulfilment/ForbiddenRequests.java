package io.orderflow.fulfilment;

import java.util.List;
import java.util.Map;

/**
 * What somebody could ask Camunda's REST API for who means an order no good; tried by
 * {@link OrderAuthorizationTest}. Names in braces are of the order that it is tried on.
 */
final class ForbiddenRequests {

	/**
	 * The page for a first administrator, and what a proxy or a container might read so.
	 */
	static final List<String> SET_UP = List.of("/camunda/api/admin/setup/default/user/create",
			"/camunda/api/admin/setup/default/user/create/", "/camunda/api/admin/%73etup/default/user/create",
			"/camunda/api/admin/x/%2e%2e/setup/default/user/create", "/camunda/api/admin/%2e/setup/default/user/create",
			"/camunda/api/admin/setup;x/default/user/create", "/camunda/api/admin/setup;x=1/default;y/user/create",
			"/camunda/api;x/admin/setup/default/user/create", "/camunda/api/admin//setup/default/user/create",
			"//camunda/api/admin/setup/default/user/create", "/camunda//api/admin/setup//default/user/create",
			"/camunda/api/admin/SETUP/default/user/create", "/camunda/api/Admin/setup/default/user/create",
			"/Camunda/api/admin/setup/default/user/create", "/camunda/api/admin/setup%2Fdefault/user/create",
			"/camunda/api/admin%2Fsetup/default/user/create", "/camunda/api/admin/setup%00/default/user/create",
			"/camunda/api/admin/./setup/default/user/create", "/camunda/api/admin/auth/../setup/default/user/create",
			"/camunda/api/admin/setup%3Bx/default/user/create", "/camunda/api/admin/setup%20/default/user/create");

	private static final String VALUE = "{\"value\":\"oliver\",\"type\":\"String\"}";

	private static final String MODIFIED = "{\"modifications\":{\"freelancer\":" + VALUE
			+ "},\"deletions\":[\"client\"]}";

	private static final String EXPRESSION = "${\\\"lea\\\"}";

	private static final String OR = "{\"orQueries\":[{\"assigneeExpression\":\"" + EXPRESSION + "\"}]}";

	private static final String FILTER = "{\"name\":\"f\",\"resourceType\":\"Task\",\"properties\":{},\"query\":%s}";

	private static final String UPLOAD = """
			--part\r
			Content-Disposition: form-data; name="%s"; filename="a.bpmn"\r
			Content-Type: application/octet-stream\r
			\r
			<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="a"/>\r
			--part--\r
			""";

	private ForbiddenRequests() {
	}

	/** One request, to either copy of the API. */
	record Attempt(String method, String path, String body) {

		Attempt filled(Map<String, String> names) {
			String to = this.path;
			String with = this.body;
			for (Map.Entry<String, String> name : names.entrySet()) {
				to = to.replace("{" + name.getKey() + "}", name.getValue());
				with = with.replace("{" + name.getKey() + "}", name.getValue());
			}
			return new Attempt(this.method, to, with);
		}

	}

	private static Attempt post(String path, String body) {
		return new Attempt("POST", path, body);
	}

	private static Attempt put(String path, String body) {
		return new Attempt("PUT", path, body);
	}

	private static Attempt delete(String path) {
		return new Attempt("DELETE", path, "");
	}

	static List<Attempt> onTasks() {
		return List.of(post("/task/{task}/resolve", "{}"),
				post("/task/{task}/resolve", "{\"variables\":{\"firstRound\":{\"value\":false}}}"),
				post("/task/{task}/delegate", "{\"userId\":\"oliver\"}"),
				post("/task/{task}/complete", "{\"variables\":{\"approvalNeeded\":{\"value\":false}}}"),
				post("/task/{task}/submit-form", "{\"variables\":{\"client\":" + VALUE + "}}"),
				post("/task/{task}/bpmnError", "{\"errorCode\":\"requirements.missing\"}"),
				post("/task/{task}/bpmnError",
						"{\"errorCode\":\"requirements.missing\",\"variables\":{\"client\":" + VALUE + "}}"),
				post("/task/{task}/bpmnEscalation", "{\"escalationCode\":\"any\"}"),
				put("/task/{task}/variables/client", VALUE), put("/task/{task}/localVariables/orderBrief", VALUE),
				post("/task/{task}/variables", MODIFIED), post("/task/{task}/localVariables", MODIFIED),
				post("/task/{task}/variables/client/data", UPLOAD.formatted("data")),
				post("/task/{task}/localVariables/client/data", UPLOAD.formatted("data")),
				delete("/task/{task}/variables/client"), delete("/task/{task}/localVariables/orderBrief"),
				post("/task/{task}/assignee", "{\"userId\":\"oliver\"}"), post("/task/{task}/assignee", "{}"),
				post("/task/{task}/assignee", "{\"userId\":\"lea\"}"), post("/task/{task}/unclaim", ""),
				post("/task/{task}/claim", "{\"userId\":\"oliver\"}"), post("/task/{task}/claim", "{}"),
				post("/task/{other}/claim", "{\"userId\":\"lea\"}"), post("/task/{other}/unclaim", ""),
				post("/task/{other}/assignee", "{\"userId\":\"lea\"}"),
				post("/task/{other}/complete", "{\"variables\":{\"answer_story\":{\"value\":\"A hen\"}}}"),
				post("/task/{other}/submit-form", "{\"variables\":{\"answer_story\":{\"value\":\"A hen\"}}}"),
				post("/task/{task}/comment/create", "{\"message\":\"hello\"}"),
				put("/task/{task}/comment", "{\"id\":\"any\",\"message\":\"hello\"}"), delete("/task/{task}/comment"),
				delete("/task/{task}/comment/any"), post("/task/{task}/attachment/create", UPLOAD.formatted("content")),
				delete("/task/{task}/attachment/any"),
				post("/task/{task}/identity-links", "{\"userId\":\"oliver\",\"type\":\"candidate\"}"),
				post("/task/{task}/identity-links/delete", "{\"userId\":\"lea\",\"type\":\"assignee\"}"),
				put("/task/{task}", "{\"name\":\"mine\",\"assignee\":\"oliver\"}"), delete("/task/{task}"),
				post("/task/create", "{\"name\":\"mine\",\"assignee\":\"camille\"}"), post("/task?maxResults=10", OR),
				post("/task/count", OR), post("/task?maxResults=10", "{\"assigneeExpression\":\"" + EXPRESSION + "\"}"),
				post("/filter/{filter}/list?maxResults=10", OR), post("/filter/{filter}/count", OR),
				post("/filter/{filter}/singleResult", OR));
	}

	static List<Attempt> onInstances() {
		return List.of(put("/process-instance/{instance}/variables/client", VALUE),
				post("/process-instance/{instance}/variables", MODIFIED),
				post("/process-instance/{instance}/variables/client/data", UPLOAD.formatted("data")),
				delete("/process-instance/{instance}/variables/client"),
				post("/process-instance/variables-async",
						"{\"processInstanceIds\":[\"{instance}\"],\"variables\":{\"client\":" + VALUE + "}}"),
				post("/process-instance/{instance}/modification",
						"{\"instructions\":[{\"type\":\"cancel\",\"activityId\":\"userTask_planWork\"}]}"),
				post("/process-instance/{instance}/modification", """
						{"instructions":[{"type":"startBeforeActivity","activityId":"userTask_deliverWork"}]}"""),
				post("/process-instance/{instance}/modification-async",
						"{\"instructions\":[{\"type\":\"cancel\",\"activityId\":\"userTask_planWork\"}]}"),
				put("/process-instance/{instance}/suspended", "{\"suspended\":true}"),
				put("/process-instance/suspended", "{\"processInstanceIds\":[\"{instance}\"],\"suspended\":true}"),
				post("/process-instance/suspended-async",
						"{\"processInstanceIds\":[\"{instance}\"],\"suspended\":true}"),
				delete("/process-instance/{instance}"),
				post("/process-instance/delete", "{\"processInstanceIds\":[\"{instance}\"]}"),
				post("/process-instance/message-async",
						"{\"processInstanceIds\":[\"{instance}\"],\"messageName\":\"order.cancelled\"}"),
				put("/process-instance/{instance}/comment", "{\"id\":\"any\",\"message\":\"hello\"}"),
				delete("/process-instance/{instance}/comment"),
				post("/message", "{\"messageName\":\"order.cancelled\",\"businessKey\":\"{number}\"}"),
				post("/message", "{\"messageName\":\"progress.posted\",\"processInstanceId\":\"{instance}\"}"),
				post("/message", "{\"messageName\":\"order.cancelled\",\"businessKey\":\"{number}\",\"all\":true}"),
				post("/signal", "{\"name\":\"any\"}"), post("/condition", "{\"variables\":{}}"),
				post("/execution/{execution}/signal", "{}"), put("/execution/{execution}/localVariables/client", VALUE),
				post("/execution/{execution}/localVariables", MODIFIED),
				delete("/execution/{execution}/localVariables/client"),
				post("/execution/{execution}/messageSubscriptions/progress.posted/trigger", "{}"),
				post("/execution/{execution}/create-incident", "{\"incidentType\":\"any\",\"message\":\"any\"}"),
				put("/job/{job}/retries", "{\"retries\":0}"), post("/job/{job}/execute", ""),
				put("/job/{job}/duedate", "{\"duedate\":\"2030-01-01T00:00:00.000+0000\"}"),
				post("/job/{job}/duedate/recalculate", ""), put("/job/{job}/suspended", "{\"suspended\":true}"),
				put("/job/{job}/priority", "{\"priority\":1}"), delete("/job/{job}"),
				post("/job/retries", "{\"jobIds\":[\"{job}\"],\"retries\":0}"),
				put("/job/suspended", "{\"processInstanceId\":\"{instance}\",\"suspended\":true}"),
				post("/process-definition/{definition}/restart",
						"{\"processInstanceIds\":[\"{instance}\"],\"instructions\":[]}"),
				post("/modification/execute", """
						{"processDefinitionId":"{definition}","processInstanceIds":["{instance}"],
						 "instructions":[{"type":"startBeforeActivity","activityId":"userTask_deliverWork"}]}"""),
				post("/migration/execute", """
						{"migrationPlan":{"sourceProcessDefinitionId":"{definition}",
						 "targetProcessDefinitionId":"{definition}","instructions":[]},
						 "processInstanceIds":["{instance}"]}"""));
	}

	static List<Attempt> onExternalTasks(String worker) {
		String as = "{\"workerId\":\"" + worker + "\"";
		return List.of(post("/external-task/{work}/complete", as + ",\"variables\":{}}"),
				post("/external-task/{work}/complete", as + ",\"variables\":{\"result\":{\"value\":\"made\"}}}"),
				post("/external-task/{work}/bpmnError", as + ",\"errorCode\":\"requirements.missing\"}"),
				post("/external-task/{work}/failure", as + ",\"errorMessage\":\"no\",\"retries\":0}"),
				post("/external-task/{work}/extendLock", as + ",\"newDuration\":999999}"),
				post("/external-task/{work}/lock", as + ",\"lockDuration\":999999}"),
				post("/external-task/{work}/unlock", ""), put("/external-task/{work}/retries", "{\"retries\":0}"),
				put("/external-task/{work}/priority", "{\"priority\":7}"),
				put("/external-task/retries", "{\"externalTaskIds\":[\"{work}\"],\"retries\":0}"),
				post("/external-task/retries-async", "{\"externalTaskIds\":[\"{work}\"],\"retries\":0}"));
	}

	static List<Attempt> onWaitingExternalTasks(String worker) {
		return List.of(post("/external-task/fetchAndLock", "{\"workerId\":\"" + worker
				+ "\",\"maxTasks\":9,\"topics\":[{\"topicName\":\"draft.preparePreview\",\"lockDuration\":999}]}"));
	}

	static List<Attempt> onTheEngine() {
		return List.of(post("/process-definition/key/orderFulfilment/start", "{\"businessKey\":\"OF-1\"}"),
				post("/process-definition/{definition}/start", "{}"),
				post("/process-definition/key/orderFulfilment/submit-form", "{\"variables\":{}}"),
				put("/process-definition/{definition}/suspended", "{\"suspended\":true}"),
				put("/process-definition/suspended",
						"{\"processDefinitionKey\":\"orderFulfilment\",\"suspended\":true}"),
				put("/process-definition/{definition}/history-time-to-live", "{\"historyTimeToLive\":1}"),
				delete("/process-definition/{definition}?cascade=true"),
				delete("/process-definition/key/orderFulfilment?cascade=true"),
				put("/job-definition/suspended", "{\"processDefinitionId\":\"{definition}\",\"suspended\":true}"),
				post("/deployment/create", UPLOAD.formatted("a.bpmn")), post("/deployment/{deployment}/redeploy", "{}"),
				delete("/deployment/{deployment}?cascade=true"), post("/filter/create", FILTER.formatted("{}")),
				post("/filter/create", FILTER.formatted(OR)),
				post("/filter/create", FILTER.formatted("{\"assigneeExpression\":\"" + EXPRESSION + "\"}")),
				put("/filter/{filter}", FILTER.formatted("{}")), put("/filter/{filter}", FILTER.formatted(OR)),
				delete("/filter/{filter}"), post("/authorization/create", """
						{"type":1,"permissions":["ALL"],"userId":"lea","resourceType":7,"resourceId":"*"}"""),
				put("/authorization/any", "{\"permissions\":[\"ALL\"],\"userId\":\"lea\",\"resourceId\":\"*\"}"),
				delete("/authorization/any"),
				post("/user/create", "{\"profile\":{\"id\":\"eve\"},\"credentials\":{\"password\":\"eveeve12\"}}"),
				put("/user/lea/profile", "{\"id\":\"lea\",\"email\":\"camille@orderflow.example\"}"),
				put("/user/lea/credentials", "{\"password\":\"short\",\"authenticatedUserPassword\":\"orderflow\"}"),
				put("/user/camille/profile", "{\"id\":\"camille\",\"email\":\"lea@elsewhere.example\"}"),
				put("/user/camille/credentials",
						"{\"password\":\"short\",\"authenticatedUserPassword\":\"orderflow\"}"),
				delete("/user/lea"), delete("/user/camille"), post("/user/lea/unlock", ""),
				post("/group/create", "{\"id\":\"mine\",\"name\":\"mine\"}"),
				put("/group/moderators/members/lea", "{}"),
				put("/group/moderators", "{\"id\":\"moderators\",\"name\":\"mine\"}"), delete("/group/moderators"),
				delete("/group/moderators/members/mona"), post("/tenant/create", "{\"id\":\"mine\",\"name\":\"mine\"}"),
				delete("/history/process-instance/{instance}"),
				post("/history/process-instance/delete", "{\"historicProcessInstanceIds\":[\"{instance}\"]}"),
				post("/history/cleanup", ""), post("/telemetry/configuration", "{\"enableTelemetry\":true}"),
				delete("/metrics/task-worker"), put("/batch/any/suspended", "{\"suspended\":true}"),
				delete("/batch/any"), delete("/incident/any"),
				put("/incident/any/annotation", "{\"annotation\":\"a\"}"));
	}

}
