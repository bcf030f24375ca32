package io.orderflow.platform.engine;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;

import io.orderflow.Visitor;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What the engine says over HTTP of what is somebody else's, and of what is missing. */
class EngineAnswersTest extends EngineOverHttp {

	/** Whoever guesses the id of a task does not hear whether there is one. */
	@ParameterizedTest
	@ValueSource(strings = { REST, WEBAPP })
	void anothers_task_is_answered_as_one_that_is_not(String restApi) {
		Visitor oliver = visitor(restApi, "oliver");
		SoftAssertions all = new SoftAssertions();
		String none = UUID.randomUUID().toString();
		for (String deed : List.of("complete", "submit-form")) {
			for (String variables : List.of("", "\"unknown\":{\"value\":\"x\"}", "\"note\":{\"value\":\"x\"}")) {
				String body = "{\"variables\":{" + variables + "}}";
				HttpResponse<String> other = oliver.post(restApi + "/task/" + this.task.getId() + "/" + deed, body);
				assertThat(other.statusCode()).as(deed + variables + other.body()).isEqualTo(409);
				assertIsSame(all, other, oliver.post(restApi + "/task/" + none + "/" + deed, body), none);
			}
		}
		for (String deed : List.of("claim", "unclaim", "assignee", "delegate", "resolve", "bpmnError", "variables")) {
			assertIsSame(all,
					oliver.post(restApi + "/task/" + this.task.getId() + "/" + deed, "{\"userId\":\"oliver\"}"),
					oliver.post(restApi + "/task/" + none + "/" + deed, "{\"userId\":\"oliver\"}"), none);
		}
		for (String part : List.of("", "/form", "/rendered-form", "/deployed-form", "/form-variables", "/variables",
				"/variables/note", "/localVariables", "/identity-links", "/comment", "/attachment")) {
			assertIsSame(all, oliver.get(restApi + "/task/" + this.task.getId() + part),
					oliver.get(restApi + "/task/" + none + part), none);
		}
		all.assertAll();
		assertThat(this.oneTaskProcess.isOpen(this.task)).isTrue();
	}

	/** Ids are made of names: who has an account would be known by them. */
	@ParameterizedTest
	@ValueSource(strings = { REST, WEBAPP })
	void whose_group_somebody_else_is_in_is_told_to_nobody(String restApi) {
		Visitor oliver = visitor(restApi, "oliver");
		for (String path : List.of("/identity/groups?userId=", "/group?maxResults=10&member=",
				"/group/count?member=")) {
			HttpResponse<String> nobody = oliver.get(restApi + path + "nobody");
			for (String person : List.of("camille", "lea", "ada")) {
				HttpResponse<String> asked = oliver.get(restApi + path + person);
				assertThat(asked.statusCode() + asked.body()).as(path + person)
					.isEqualTo(nobody.statusCode() + nobody.body());
			}
			assertThat(oliver.get(restApi + path + "oliver").body()).containsAnyOf("clients", "{\"count\":1}");
		}
	}

	private void assertIsSame(SoftAssertions all, HttpResponse<String> others, HttpResponse<String> missing,
			String none) {
		all.assertThat(others.statusCode() + " " + others.body().replace(this.task.getId(), none))
			.as(others.uri().toString())
			.isEqualTo(missing.statusCode() + " " + missing.body());
	}

	/** An admin who begins an activity whose variables are not there hears which. */
	@ParameterizedTest
	@ValueSource(strings = { REST, WEBAPP })
	void an_activity_that_lacks_a_variable_says_which(String restApi) {
		this.runtime.removeVariable(this.task.getExecutionId(), "assignee");
		HttpResponse<String> answer = visitor(restApi, "ada").post(
				restApi + "/process-instance/" + this.task.getProcessInstanceId() + "/modification",
				"{\"instructions\":[{\"type\":\"startBeforeActivity\",\"activityId\":\"userTask_decide\"}]}");
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
		assertThat(answer.body()).contains("\"type\":\"variable-missing\"", "assignee").doesNotContain("expression");
		assertThat(this.runtime.getActiveActivityIds(this.task.getProcessInstanceId()))
			.containsExactly("userTask_decide");
		assertThat(this.oneTaskProcess.isOpen(this.task)).isTrue();
	}

}
