package io.orderflow.fulfilment;

import java.time.Duration;
import java.util.List;

import io.orderflow.notification.NotificationView;
import io.orderflow.platform.Refusal;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.OrderScenario;
import io.orderflow.scenario.RequestScenario;
import org.junit.jupiter.api.AfterEach;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Orders of whose sides one asks something of the other. */
abstract class RequestProcessTest extends ProcessTest {

	static final Duration TWO_DAYS = Duration.ofDays(2);

	@AfterEach
	void nobodyIsSignedIn() {
		this.engine.getIdentityService().clearAuthentication();
	}

	OrderScenario underWay() {
		return order().requirementsProvided().requirementsClear();
	}

	OrderScenario delivered() {
		return orderWithoutApproval().requirementsProvided().requirementsClear().planned().delivered();
	}

	RequestScenario extension(OrderScenario order) {
		return order.extensionAsked(Marketplace.FREELANCER, TWO_DAYS);
	}

	RequestScenario cancellation(OrderScenario order, String person) {
		return order.cancellationAsked(person);
	}

	List<String> told(String person, OrderScenario order) {
		return this.market.told(person)
			.stream()
			.filter((told) -> order.number().equals(told.orderNumber()))
			.map(NotificationView::title)
			.toList();
	}

	static void refused(String code, Runnable deed) {
		assertThatExceptionOfType(Refusal.class).isThrownBy(deed::run).extracting(Refusal::code).isEqualTo(code);
	}

	void signIn(String person, String group) {
		this.engine.getIdentityService().setAuthentication(person, List.of(group));
	}

}
