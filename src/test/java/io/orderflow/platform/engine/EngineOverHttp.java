package io.orderflow.platform.engine;

import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * What attacks on the engine over HTTP begin with: its REST API, the copy of it that the
 * web applications have, who calls them, and a task that waits for Camille.
 */
@OrderflowTest
abstract class EngineOverHttp {

	static final String REST = "/engine-rest";

	static final String WEBAPP = "/camunda/api/engine/engine/default";

	@LocalServerPort
	int port;

	@Autowired
	OneTaskProcess oneTaskProcess;

	@Autowired
	RuntimeService runtime;

	Task task;

	@BeforeEach
	void anOpenTask() {
		this.task = this.oneTaskProcess.taskOf("camille");
	}

	/**
	 * One of the demo, with a password in each call or signed in, as the way wants it.
	 */
	Visitor visitor(String restApi, String person) {
		return restApi.startsWith(REST) ? Visitor.withPassword(this.port, person, "orderflow").reading("en")
				: Visitor.signedIn(this.port, person).reading("en");
	}

}
