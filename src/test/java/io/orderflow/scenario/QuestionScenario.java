package io.orderflow.scenario;

import io.orderflow.order.question.NewQuestion;
import io.orderflow.order.step.AnswerQuestion;

/** What stops the work of an order in between: each sentence leads back to the order. */
public final class QuestionScenario {

	private final Marketplace market;

	private final OrderScenario order;

	QuestionScenario(Marketplace market, OrderScenario order) {
		this.market = market;
		this.order = order;
	}

	public OrderScenario asked() {
		return asked("Which fox?");
	}

	public OrderScenario asked(String question) {
		this.market.questions.ask(this.order.number(), this.order.freelancer(), new NewQuestion(question, null));
		return this.order;
	}

	public OrderScenario answered() {
		return this.order.decided(new AnswerQuestion.Decision("The red one", null));
	}

	public OrderScenario withdrawn() {
		this.market.questions.withdraw(this.order.number(), this.order.freelancer(), null);
		return this.order;
	}

}
