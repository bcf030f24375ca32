package io.orderflow.order.web.api;

import java.security.Principal;
import java.util.List;

import io.orderflow.order.dashboard.OrderView;
import io.orderflow.order.dashboard.OrderViewService;
import io.orderflow.order.dashboard.QuestionView;
import io.orderflow.order.question.NewQuestion;
import io.orderflow.order.question.QuestionDesk;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What stops the freelancer between planning and delivery (B1). */
@RestController
@RequestMapping("/api/orders/{number}/questions")
@Tag(name = "Questions in between",
		description = "The clock is stopped until the client answers: one is open at a time (409 question-open-already)")
class QuestionApi {

	private final QuestionDesk questions;

	private final OrderViewService orders;

	QuestionApi(QuestionDesk questions, OrderViewService orders) {
		this.questions = questions;
		this.orders = orders;
	}

	@GetMapping
	@Operation(operationId = "questions", summary = "What was asked and answered, the oldest first")
	List<QuestionView> list(@PathVariable String number, Principal reader) {
		return this.orders.order(number, reader.getName()).questions();
	}

	@PostMapping
	@Operation(operationId = "askQuestion", summary = "Ask what stops the work, with files (B1)",
			description = "By the freelancer, from planning to delivery; 409 question-not-now at any other time")
	OrderView ask(@PathVariable String number, @RequestBody NewQuestion question, Principal actor) {
		this.questions.ask(number, actor.getName(), question);
		return this.orders.order(number, actor.getName());
	}

	@PostMapping("/withdrawal")
	@Operation(operationId = "withdrawQuestion", summary = "Take the open question back",
			description = "By the freelancer; the clock goes on."
					+ " question: the number of the one that was read; where another one is open by now, nothing is done (409)")
	OrderView withdraw(@PathVariable String number, @RequestParam(required = false) @Nullable Integer question,
			Principal actor) {
		this.questions.withdraw(number, actor.getName(), question);
		return this.orders.order(number, actor.getName());
	}

}
