package io.orderflow.notification.web;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;

import com.jayway.jsonpath.JsonPath;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import io.orderflow.account.NotificationKind;
import io.orderflow.notification.NewNotification;
import io.orderflow.notification.NotificationService;
import io.orderflow.notification.delivery.NotificationDeliveryService;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** My notifications over HTTP. */
@OrderflowTest
class NotificationApiTest {

	@LocalServerPort
	private int port;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private NotificationService notifications;

	@Autowired
	private NotificationDeliveryService deliveries;

	@Autowired
	private TransactionTemplate transaction;

	@Test
	void i_read_mine_and_see_how_they_were_delivered() {
		String me = this.newcomers.freelancer();
		Visitor visitor = visitor(me);
		this.transaction.executeWithoutResult((status) -> this.notifications.notify(new NewNotification(me,
				NotificationKind.MESSAGE, me, "T-1", "message-posted", List.of("Léa", "T-1"), "/orders/T-1")));

		HttpResponse<String> list = visitor.get("/api/notifications");
		assertThat((String) json(list, "$.items[0].title")).isEqualTo("Léa wrote to you");
		assertThat((int) json(list, "$.unread")).isEqualTo(1);
		String path = "/api/notifications/" + json(list, "$.items[0].id");

		assertThat((String) json(visitor.get(path + "/deliveries"), "$[0].state")).isEqualTo("QUEUED");
		this.deliveries.attempt(UUID.fromString(json(visitor.get(path + "/deliveries"), "$[0].id")));
		assertThat((String) json(visitor.get(path + "/deliveries"), "$[0].attempts[0].outcome")).isEqualTo("DELIVERED");

		assertThat(visitor.post(path + "/read", "").statusCode()).isEqualTo(204);
		assertThat((int) json(visitor.get("/api/notifications"), "$.unread")).isZero();

		Visitor stranger = visitor(this.newcomers.client());
		assertThat(stranger.post(path + "/read", "").statusCode()).isEqualTo(404);
		assertThat(stranger.get(path + "/deliveries").statusCode()).isEqualTo(404);
		assertThat(visitor.get("/api/notifications?cursor=x").statusCode()).isEqualTo(400);
	}

	private Visitor visitor(String account) {
		return Visitor.withPassword(this.port, account, Newcomers.PASSWORD);
	}

	private static <T> T json(HttpResponse<String> answer, String path) {
		return JsonPath.read(answer.body(), path);
	}

}
