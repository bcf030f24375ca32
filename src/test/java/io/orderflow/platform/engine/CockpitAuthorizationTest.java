package io.orderflow.platform.engine;

import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Cockpit and Admin ask of the server is for process admins. Camunda itself asks for
 * no right there, and its queries go past the engine's commands: a worker read the
 * numbers of all orders.
 */
@OrderflowTest
class CockpitAuthorizationTest {

	private static final String COCKPIT = "/camunda/api/cockpit/plugin/base/default";

	@LocalServerPort
	private int port;

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

}
