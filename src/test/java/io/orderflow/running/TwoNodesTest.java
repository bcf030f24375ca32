package io.orderflow.running;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

import io.orderflow.EventStream;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import io.orderflow.order.web.Market;
import io.orderflow.scenario.Marketplace;
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

	@Test
	void each_passes_on_what_happens_on_the_other(@TempDir Path folder) {
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
		}
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
