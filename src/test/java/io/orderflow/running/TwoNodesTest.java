package io.orderflow.running;

import java.nio.file.Path;
import java.util.List;

import io.orderflow.BareOrders;
import io.orderflow.BareOrders.BareOrder;
import io.orderflow.EventStream;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import io.orderflow.conversation.Conversations;
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
	private Conversations conversations;

	@Autowired
	private BareOrders orders;

	@Test
	void each_passes_on_what_happens_on_the_other(@TempDir Path folder) {
		BareOrder placed = this.orders.placed("camille", "noah");
		String order = placed.number();
		this.conversations.openForOrder(placed.id(), order, "Storyboard", "camille", "noah");
		int otherPort = RunningApplication.freePort();
		try (RunningApplication other = RunningApplication.beside(this.database.getJdbcUrl(),
				folder.resolve("node.log"), otherPort)) {
			for (List<Integer> ports : List.of(List.of(this.port, otherPort), List.of(otherPort, this.port))) {
				Visitor camille = Visitor.withPassword(ports.get(0), "camille", "orderflow");
				Visitor noah = Visitor.withPassword(ports.get(1), "noah", "orderflow");
				try (EventStream stream = EventStream.open(noah.request("/api/events"))) {
					assertThat(stream.next().type()).isEqualTo("ready");
					assertThat(
							camille.post("/api/orders/" + order + "/messages", "{\"message\":\"Hello\"}").statusCode())
						.isEqualTo(201);
					assertThat(stream.until((event) -> event.type().equals("message") && event.data().contains(order)))
						.isNotEmpty();
				}
			}
			assertThat(other.address()).endsWith(String.valueOf(otherPort));
		}
	}

}
