package io.orderflow.order.web;

import java.net.http.HttpResponse;

import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** Somebody loads the address that a form was sent to. */
@OrderflowTest
class FormAddressesTest {

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@CsvSource({ "/orders/OF-7K3M-9QXD/messages, /orders/OF-7K3M-9QXD",
			"/orders/of7k3m9qxd/steps/reviewDraft, /orders/OF-7K3M-9QXD" })
	void it_leads_to_the_order(String address, String order) {
		HttpResponse<String> answer = Visitor.signedIn(this.port, "camille").get(address);
		assertThat(answer.statusCode()).isEqualTo(302);
		assertThat(answer.headers().firstValue("Location"))
			.hasValueSatisfying((page) -> assertThat(page).endsWith(order));
	}

	/** What stands in braces is no variable of ours. */
	@ParameterizedTest
	@ValueSource(strings = { "/orders/%7Bfoo%7D/messages", "/orders/%7Bnumber%7D/steps/x", "/orders/$%7B7*7%7D/note",
			"/orders/none/requests" })
	void what_is_no_number_leads_nowhere(String address) {
		assertThat(Visitor.signedIn(this.port, "camille").get(address).statusCode()).isEqualTo(404);
	}

}
