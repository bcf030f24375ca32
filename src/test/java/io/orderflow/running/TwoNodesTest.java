package io.orderflow.running;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import com.jayway.jsonpath.JsonPath;
import io.orderflow.EventStream;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.TestTimeouts;
import io.orderflow.Visitor;
import io.orderflow.order.OrderStep;
import io.orderflow.order.web.Market;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.OrderScenario;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.util.SingleConsumerCondition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** Two nodes on one database are one application to those who use them. */
@OrderflowTest
class TwoNodesTest {

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcConnectionDetails database;

	@Autowired
	private Marketplace marketplace;

	@Autowired
	private Newcomers newcomers;

	@Test
	void each_passes_on_what_happens_on_the_other(@TempDir Path folder) throws InterruptedException {
		String order = new Market(this.port, this.marketplace).placed();
		int otherPort = RunningApplication.freePort();
		try (RunningApplication other = RunningApplication.beside(this.database.getJdbcUrl(),
				folder.resolve("node.log"), otherPort)) {
			Visitor camille = Visitor.withPassword(this.port, "camille", "orderflow");
			Visitor lea = Visitor.withPassword(otherPort, "lea", "orderflow");
			tells(camille, "/api/orders/" + order + "/requirements",
					"{\"answers\":{\"story\":\"A fox\",\"format\":\"4:3\"}}", lea, order);
			tells(lea, "/api/orders/" + order + "/requirements/review",
					"{\"decision\":\"clarify\",\"question\":\"Which fox?\"}", camille, order);
			assertThat(other.address()).endsWith(String.valueOf(otherPort));
			endsSessions(this.newcomers.client(), otherPort);
			wakesWorkers(otherPort);
		}
	}

	/** A session that was ended here is over there, and so is what was heard in it. */
	private void endsSessions(String account, int otherPort) {
		Visitor here = signedIn(this.port, account);
		Visitor there = signedIn(otherPort, account);
		try (EventStream stream = EventStream.open(there.request("/api/events"), there)) {
			assertThat(stream.next().type()).isEqualTo("ready");
			List<String> handles = JsonPath.read(here.get("/api/me/sessions").body(),
					"$.sessions[?(@.current == false)].handle");
			assertThat(handles).hasSize(1);
			assertThat(here.delete("/api/me/sessions/" + handles.get(0)).statusCode()).isEqualTo(204);
			assertThat(stream.next().type()).isEqualTo("closed");
		}
		assertThat(there.get("/api/me").statusCode()).isEqualTo(401);
		assertThat(there.get("/account").statusCode()).isEqualTo(302);
		assertThat(here.get("/api/me").statusCode()).isEqualTo(200);
	}

	/**
	 * Workers that wait here are woken for what comes to be done there. Nothing is
	 * committed here meanwhile: an external task of this node would wake them too.
	 */
	private void wakesWorkers(int otherPort) throws InterruptedException {
		OrderScenario order = this.marketplace.anOrderOverHttp(otherPort).until(OrderStep.SUBMIT_DRAFT);
		CountDownLatch woken = new CountDownLatch(1);
		SingleConsumerCondition waiting = new SingleConsumerCondition(Thread.currentThread()) {

			@Override
			public void signal() {
				woken.countDown();
			}

		};
		ProcessEngineImpl.EXT_TASK_CONDITIONS.addConsumer(waiting);
		try {
			order.draftSubmitted();
			assertThat(woken.await(TestTimeouts.LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
		}
		finally {
			ProcessEngineImpl.EXT_TASK_CONDITIONS.removeConsumer(waiting);
		}
	}

	private static Visitor signedIn(int port, String account) {
		Visitor visitor = Visitor.stranger(port);
		visitor.signIn(account, Newcomers.PASSWORD);
		visitor.readCsrf();
		assertThat(visitor.get("/api/me").statusCode()).isEqualTo(200);
		return visitor;
	}

	/** What the one does, and a message after it, the other hears on the other node. */
	private static void tells(Visitor one, String path, String decision, Visitor other, String order) {
		try (EventStream stream = EventStream.open(other.request("/api/events"))) {
			assertThat(stream.next().type()).isEqualTo("ready");
			assertThat(one.post(path, decision).statusCode()).isEqualTo(200);
			assertThat(one.post("/api/orders/" + order + "/messages", "{\"message\":\"Hello\"}").statusCode())
				.isEqualTo(201);
			Set<String> heard = new HashSet<>();
			stream.until((event) -> {
				if (event.data().contains(order)) {
					heard.add(event.type());
				}
				return heard.containsAll(Set.of("order", "notification", "message"));
			});
		}
	}

}
