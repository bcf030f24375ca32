package io.orderflow.platform.engine;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;

import io.orderflow.Visitor;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Cockpit and Admin ask of the server is for process admins. Camunda itself asks for
 * no right there, and its queries go past the engine's commands: a worker read the
 * numbers of all orders.
 */
class CockpitAuthorizationTest extends EngineOverHttp {

	private static final String COCKPIT = "/camunda/api/cockpit/plugin/base/default";

	@Autowired
	private HistoryService history;

	@Autowired
	private ManagementService management;

	/** Whoever runs what is due must not clean up what other tests look at. */
	@AfterEach
	void leaveNoCleanUpThatIsDue() {
		Date far = Date.from(Instant.now().plus(36_500, ChronoUnit.DAYS));
		this.history.findHistoryCleanupJobs().forEach((job) -> this.management.setJobDuedate(job.getId(), far));
	}

	@ParameterizedTest
	@ValueSource(strings = { "camille", "lea", "mona", "worker" })
	void only_process_admins_ask_cockpit_and_admin(String person) {
		Visitor ada = Visitor.signedIn(this.port, "ada");
		Visitor visitor = Visitor.signedIn(this.port, person);
		for (String path : new String[] { COCKPIT + "/process-instance?firstResult=0&maxResults=5",
				COCKPIT + "/process-instance/count", COCKPIT + "/incident/count",
				COCKPIT + "/process-definition/statistics-count" }) {
			assertThat(ada.get(path).statusCode()).as(path).isEqualTo(200);
			assertThat(visitor.get(path).statusCode()).as(path).isEqualTo(403);
		}
		assertThat(ada.post(COCKPIT + "/process-instance/count", "{}").statusCode()).isEqualTo(200);
		assertThat(visitor.post(COCKPIT + "/process-instance/count", "{}").statusCode()).isEqualTo(403);
		assertThat(visitor
			.get("/camunda/api/admin/plugin/adminPlugins/default/metrics/aggregated"
					+ "?subscriptionStartDate=2026-01-01&groupBy=month&metrics=process-instances")
			.statusCode()).isEqualTo(403);
	}

	/**
	 * The engine shows a job, an incident or a log that belongs to no process to whoever
	 * asks, and counts the others.
	 */
	@ParameterizedTest
	@ValueSource(strings = { REST, WEBAPP })
	void what_runs_the_engine_is_for_process_admins(String restApi) {
		this.history.cleanUpHistoryAsync(true);
		String job = this.history.findHistoryCleanupJobs().get(0).getId();
		Visitor admin = visitor(restApi, "ada");
		assertThat(admin.get(restApi + "/job/" + job).statusCode()).isEqualTo(200);
		for (String person : List.of("camille", "lea", "mona")) {
			Visitor visitor = visitor(restApi, person);
			for (String path : List.of("/job/" + job, "/job/" + job + "/stacktrace", "/history/cleanup/job",
					"/history/cleanup/jobs", "/external-task/topic-names", "/metrics?maxResults=10",
					"/metrics/task-users/sum", "/metrics/unique-task-workers/sum", "/history/job-log/none",
					"/history/batch/cleanable-batch-report?maxResults=1")) {
				HttpResponse<String> answer = visitor.get(restApi + path);
				assertThat(answer.statusCode()).as(person + path + answer.body()).isEqualTo(403);
				assertThat(answer.body()).as(path).doesNotContain(job);
			}
			for (String list : List.of("/job", "/job-definition", "/incident", "/history/incident", "/history/job-log",
					"/external-task", "/history/external-task-log", "/batch", "/history/batch", "/event-subscription",
					"/deployment", "/authorization", "/history/identity-link-log", "/schema/log",
					"/history/process-definition/cleanable-process-instance-report")) {
				HttpResponse<String> answer = visitor.get(restApi + list + "?maxResults=5");
				assertThat(answer.statusCode()).as(person + list + answer.body()).isEqualTo(403);
				if (!list.equals("/schema/log")) {
					assertThat(visitor.get(restApi + list + "/count").statusCode()).as(person + list).isEqualTo(403);
					assertThat(admin.get(restApi + list + "/count").statusCode()).as(list).isEqualTo(200);
				}
			}
		}
	}

}
