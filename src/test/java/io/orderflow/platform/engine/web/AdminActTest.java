package io.orderflow.platform.engine.web;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;

import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import io.orderflow.platform.UserStore;
import io.orderflow.platform.audit.AuditEvent;
import io.orderflow.platform.audit.AuditFilter;
import io.orderflow.platform.audit.AuditKind;
import io.orderflow.platform.audit.AuditTrail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** What process admins do to the engine is recorded, by whichever way they do it. */
@OrderflowTest
class AdminActTest {

	private static final String REST = "/engine-rest";

	private static final String WEBAPP = "/camunda/api/engine/engine/default";

	@LocalServerPort
	private int port;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private AuditTrail audit;

	@ParameterizedTest
	@ValueSource(strings = { REST, WEBAPP })
	void acts_are_recorded_with_their_outcome_and_reading_is_not(String door) {
		String admin = this.newcomers.person("Eve", Locale.ENGLISH, UserStore.PROCESS_ADMINS);
		String somebody = this.newcomers.client();
		Visitor eve = visitor(door, admin);
		eve.get(door + "/task/count");
		eve.post(door + "/task?maxResults=1", "{}");
		eve.post(door + "/history/process-instance/count", "{}");
		eve.put(door + "/user/" + somebody + "/profile?secret=1",
				"{\"id\":\"" + somebody + "\",\"firstName\":\"Secret\",\"email\":\"" + somebody + "@x.example\"}");
		eve.put(door + "/user/" + somebody + "/credentials",
				"{\"password\":\"short\",\"authenticatedUserPassword\":\"" + Newcomers.PASSWORD + "\"}");
		eve.post(door + "/message", "{\"messageName\":\"nothing\"}");
		eve.post(door + "/deployment/create", "{}");
		eve.delete(door + "/user/" + somebody);

		List<AuditEvent> acts = this.audit.page(new AuditFilter(admin, AuditKind.ADMIN_ACT, null, null), null, null)
			.items();
		assertThat(acts).extracting(AuditEvent::detail)
			.containsExactly("DELETE " + door + "/user/" + somebody + " 204", "POST " + door + "/deployment/create 403",
					"POST " + door + "/message 400", "PUT " + door + "/user/" + somebody + "/credentials 400",
					"PUT " + door + "/user/" + somebody + "/profile 204");
		assertThat(acts.toString()).doesNotContain("short", "Secret", "secret", Newcomers.PASSWORD);
	}

	@Test
	void what_other_people_do_with_their_tasks_is_no_act_of_an_admin() {
		String client = this.newcomers.client();
		visitor(REST, client).post(REST + "/task/nothing/complete", "{}");
		assertThat(this.audit.page(new AuditFilter(client, AuditKind.ADMIN_ACT, null, null), null, null).items())
			.isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/message", "/signal", "/condition", "/history/cleanup", "/task/a/complete",
			"/job/a/execute", "/process-instance/delete", "/modification/execute", "/filter/create",
			"/process-definition/key/a/start" })
	void what_changes_something_is_no_query(String path) {
		assertThat(AdminActFilter.isQuery(REST + path)).isFalse();
		assertThat(AdminActFilter.isQuery(WEBAPP + path)).isFalse();
		assertThat(AdminActFilter.isQuery("/engine-rest/engine/default" + path)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "password", "passwort", "Passw0rd12", "orderflow1" })
	void an_admin_gives_nobody_a_password_that_is_guessed_and_reads_why(String password) {
		String somebody = this.newcomers.client();
		for (String door : List.of(REST, WEBAPP)) {
			var answer = visitor(door, "ada").put(door + "/user/" + somebody + "/credentials",
					"{\"password\":\"" + password + "\",\"authenticatedUserPassword\":\"orderflow\"}");
			assertThat(answer.statusCode()).isEqualTo(400);
			assertThat(answer.body()).contains("password-").doesNotContain("ENGINE-");
			assertThat(visitor(door, "ada")
				.post(door + "/user/create",
						"{\"profile\":{\"id\":\"new" + somebody + "\",\"firstName\":\"N\",\"lastName\":\"N\"},"
								+ "\"credentials\":{\"password\":\"" + password + "\"}}")
				.statusCode()).isEqualTo(400);
		}
		assertThat(Visitor.withPassword(this.port, somebody, Newcomers.PASSWORD).get("/api/me").statusCode())
			.isEqualTo(200);
	}

	@Test
	void an_admin_writes_names_in_one_line() {
		String somebody = this.newcomers.client();
		var answer = visitor(REST, "ada").put(REST + "/user/" + somebody + "/profile",
				"{\"id\":\"" + somebody + "\",\"firstName\":\"A\\r\\nBcc: x\",\"lastName\":\"B\"}");
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.body()).contains("one-line-only");
	}

	@ParameterizedTest
	@ValueSource(strings = { REST, WEBAPP })
	void an_id_that_is_none_is_refused_in_a_sentence(String door) {
		Visitor ada = visitor(door, "ada");
		for (String id : List.of("../x", "a b", "x%0d", "é", "", "x".repeat(65))) {
			for (String answer : List.of(refused(ada.post(door + "/user/create", user(id, "Eve", ""))),
					refused(ada.post(door + "/group/create", "{\"id\":\"" + id + "\",\"name\":\"E\",\"type\":\"t\"}")),
					refused(ada.post(door + "/tenant/create", "{\"id\":\"" + id + "\",\"name\":\"E\"}")))) {
				assertThat(answer).as(id).contains("account-id-unusable", "A name is made of letters and digits");
			}
		}
	}

	/** Who signs in with it would be one of the two. */
	@ParameterizedTest
	@ValueSource(strings = { REST, WEBAPP })
	void an_admin_gives_nobody_the_address_of_somebody_else(String door) {
		String somebody = this.newcomers.client();
		String other = this.newcomers.client();
		String address = other.toUpperCase(Locale.ROOT) + "@Orderflow.example";
		Visitor ada = visitor(door, "ada");
		assertThat(refused(ada.post(door + "/user/create", user("new" + somebody, "Eve", address))))
			.contains("email-of-another");
		String profile = "{\"id\":\"%s\",\"firstName\":\"Eve\",\"lastName\":\"V\",\"email\":\"%s\"}";
		assertThat(refused(ada.put(door + "/user/" + somebody + "/profile", profile.formatted(somebody, address))))
			.contains("email-of-another");
		assertThat(ada.put(door + "/user/" + other + "/profile", profile.formatted(other, address)).statusCode())
			.as("their own")
			.isEqualTo(204);
		assertThat(Visitor.withPassword(this.port, address, Newcomers.PASSWORD).get("/api/me").body()).contains(other);
	}

	private static String user(String id, String name, String email) {
		return "{\"profile\":{\"id\":\"%s\",\"firstName\":\"%s\",\"lastName\":\"V\",\"email\":\"%s\"},".formatted(id,
				name, email) + "\"credentials\":{\"password\":\"correct horse 12\"}}";
	}

	private static String refused(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
		assertThat(answer.body()).doesNotContain("ENGINE-", "ProcessEngine");
		return answer.body();
	}

	private Visitor visitor(String door, String user) {
		String password = user.equals("ada") ? "orderflow" : Newcomers.PASSWORD;
		if (door.equals(REST)) {
			return Visitor.withPassword(this.port, user, password).reading("en");
		}
		Visitor visitor = Visitor.stranger(this.port).reading("en");
		visitor.signIn(user, password);
		visitor.get("/camunda/app/tasklist/default/");
		return visitor;
	}

}
