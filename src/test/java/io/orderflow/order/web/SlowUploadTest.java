package io.orderflow.order.web;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import javax.management.JMException;
import javax.management.ObjectName;

import com.jayway.jsonpath.JsonPath;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import io.orderflow.attachment.SubmittedFormReader;
import io.orderflow.catalog.ListingView;
import io.orderflow.order.Order;
import io.orderflow.order.dashboard.OrderSheet;
import io.orderflow.order.dashboard.OrderView;
import io.orderflow.platform.web.body.SlowConnection;
import io.orderflow.scenario.Marketplace;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An order may have megabytes of texts, and a file may come for hours: nothing keeps the
 * one in memory while the other comes.
 */
@OrderflowTest
class SlowUploadTest {

	private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

	/** Of what is large, whoever holds it. */
	private static final List<Class<?>> LARGE = List.of(OrderSheet.class, OrderView.class, Order.class,
			ListingView.class);

	@LocalServerPort
	private int port;

	@Autowired
	private Marketplace marketplace;

	@Test
	void nothing_large_is_kept_while_the_files_of_a_form_come() throws JMException {
		Visitor lea = Visitor.signedIn(this.port, "lea");
		Matcher token = TOKEN.matcher(lea.get("/account/security").body());
		assertThat(token.find()).isTrue();
		Map<String, String> fields = Map.of(address("/orders/ORDER/steps/deliverWork"), "files",
				address("/orders/ORDER/questions"), "files", address("/orders/ORDER/messages"), "file",
				address("/sell/listings/SERVICE"), "picture");
		Map<String, Long> before = alive();
		List<SlowConnection> senders = new ArrayList<>();
		try {
			fields.forEach((address, field) -> senders.add(new SlowConnection(this.port)
				.head("POST " + address + "?_csrf=" + token.group(1), "Content-Type: multipart/form-data; boundary=b",
						"Content-Length: 100000", "Cookie: " + lea.cookie())
				.send("--b\r\nContent-Disposition: form-data; name=\"" + field + "\"; filename=\"slow.bin\"\r\n\r\n"
						+ "x".repeat(1_000))));
			Awaitility.await().until(() -> coming() == fields.size());
			assertThat(alive()).isEqualTo(before);
		}
		finally {
			senders.forEach(SlowConnection::close);
		}
	}

	/** Of an order, or of a service, of its own. */
	private String address(String path) {
		if (path.contains("ORDER")) {
			return path.replace("ORDER",
					this.marketplace.anOrder().placed().requirementsProvided().requirementsClear().planned().number());
		}
		String service = Marketplace.visitor(this.port, "lea").post("/api/listings", """
				{"title": "Storyboard", "description": "Six images", "language": "en",
				 "price": {"amount": "120", "currency": "EUR"}, "deliveryTime": "P2D"}""").body();
		return path.replace("SERVICE", JsonPath.read(service, "$.id"));
	}

	/** How many there are of each, of which somebody holds one. */
	private static Map<String, Long> alive() throws JMException {
		String histogram = (String) ManagementFactory.getPlatformMBeanServer()
			.invoke(new ObjectName("com.sun.management:type=DiagnosticCommand"), "gcClassHistogram",
					new Object[] { new String[0] }, new String[] { String[].class.getName() });
		return LARGE.stream().collect(Collectors.toMap(Class::getSimpleName, (type) -> {
			Matcher line = Pattern
				.compile("(?m)^\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+" + Pattern.quote(type.getName()) + "\\s")
				.matcher(histogram);
			return line.find() ? Long.parseLong(line.group(1)) : 0L;
		}));
	}

	/** How many threads wait for more of a form. */
	private static long coming() {
		return Thread.getAllStackTraces()
			.values()
			.stream()
			.filter((stack) -> has(stack, SubmittedFormReader.class.getName())
					&& has(stack, "io.orderflow.platform.web.body.IncomingBody"))
			.count();
	}

	private static boolean has(StackTraceElement[] stack, String type) {
		return Arrays.stream(stack).anyMatch((frame) -> frame.getClassName().startsWith(type));
	}

}
