package io.orderflow.fulfilment;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import io.orderflow.Decisions;
import io.orderflow.Newcomers;
import io.orderflow.catalog.RequirementQuestion;
import io.orderflow.catalog.RequirementQuestion.Kind;
import io.orderflow.fulfilment.order.OrderFulfilmentProcess;
import io.orderflow.order.OrderStep;
import io.orderflow.order.placement.PlaceOrder;
import io.orderflow.platform.Refusal;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.OrderScenario;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** What stands beside a form in Tasklist: by when, and what happens by itself. */
class FormContextTest extends ProcessTest {

	@Autowired
	private Newcomers newcomers;

	@Test
	void requirements_are_awaited_until_a_time_that_is_said() {
		OrderScenario order = order();
		assertThat(summary(order, OrderStep.PROVIDE_REQUIREMENTS))
			.contains("Awaited until: " + said(task(order, OrderStep.PROVIDE_REQUIREMENTS).getDueDate().toInstant()))
			.contains("cancelled");
	}

	@Test
	void a_delivery_says_when_silence_accepts_it_also_once_that_was_put_off() {
		OrderScenario order = orderWithoutApproval().requirementsProvided().requirementsClear().planned().delivered();
		Instant before = task(order, OrderStep.REVIEW_DELIVERY).getDueDate().toInstant();
		assertThat(summary(order, OrderStep.REVIEW_DELIVERY)).contains("it is accepted: " + said(before));

		this.clock.advance(Duration.ofHours(68));
		this.requests.ask(order.number(), Marketplace.FREELANCER, Decisions
			.request(Map.of("kind", "cancellation", "reason", "Something came up", "responsible", "freelancer")));
		this.requests.withdraw(order.number(), Marketplace.FREELANCER, null);

		Instant after = task(order, OrderStep.REVIEW_DELIVERY).getDueDate().toInstant();
		assertThat(after).isAfter(before);
		assertThat(summary(order, OrderStep.REVIEW_DELIVERY)).contains("it is accepted: " + said(after));
	}

	@Test
	void a_date_that_is_asked_for_is_today_or_later_where_the_client_is() {
		// half past eleven in the evening in London, the next day in Paris
		this.clock.moveTo(Instant.parse("2031-01-10T23:30:00Z"));
		assertThat(refusalOf(LocalDate.of(2031, 1, 10))).isEqualTo("answer_day date-past");
		assertThat(refusalOf(LocalDate.of(2031, 1, 11))).isNull();
	}

	/** What is wrong with a day in an answer; null where nothing is. */
	private @Nullable String refusalOf(LocalDate day) {
		UUID listing = this.market.anApprovedListing(Marketplace.FREELANCER,
				STORYBOARD.asking(new RequirementQuestion("day", Kind.DATE, "Which day?", true)).content());
		try {
			// an order of Camille's in so far a future would be her newest in every other
			// test
			this.placements.place(this.newcomers.client(),
					new PlaceOrder(listing, null, Decisions.requirements(Map.of("day", day.toString())), null));
			return null;
		}
		catch (Refusal refusal) {
			return refusal.problems().get(0).field() + " " + refusal.code();
		}
	}

	private Task task(OrderScenario order, OrderStep step) {
		return this.engine.getTaskService()
			.createTaskQuery()
			.processInstanceBusinessKey(order.number())
			.taskDefinitionKey(OrderFulfilmentProcess.userTask(step))
			.singleResult();
	}

	private String summary(OrderScenario order, OrderStep step) {
		return (String) this.engine.getFormService()
			.getTaskFormVariables(task(order, step).getId())
			.get(TaskContext.SUMMARY);
	}

	/** As Camille reads it, in Paris; Tasklist is in English. */
	private static String said(Instant time) {
		return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
			.withLocale(Locale.ENGLISH)
			.withZone(ZoneId.of("Europe/Paris"))
			.format(time);
	}

}
