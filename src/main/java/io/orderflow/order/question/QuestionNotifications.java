package io.orderflow.order.question;

import io.orderflow.account.NotificationKind;
import io.orderflow.order.BlockingQuestion;
import io.orderflow.order.Order;
import io.orderflow.order.process.OrderNotifications;
import io.orderflow.order.step.AnswerQuestion;
import org.springframework.stereotype.Component;

/**
 * Tells each side what the other did about a question, once (S2, B1). That it is asked,
 * the client is told by the step that waits.
 */
@Component
class QuestionNotifications {

	private static final String PLACE = "#questions";

	private final OrderNotifications order;

	QuestionNotifications(OrderNotifications order) {
		this.order = order;
	}

	void answered(Order order, BlockingQuestion question) {
		this.order.tell(order, order.freelancer(), NotificationKind.STATUS, key(question, "answered"),
				"order.question.answered", PLACE, question.answer());
	}

	/** Nothing is to do for the client any more. */
	void withdrawn(Order order, BlockingQuestion question) {
		this.order.done(order, order.client(), AnswerQuestion.TOLD_AS);
		this.order.tell(order, order.client(), NotificationKind.STATUS, key(question, "withdrawn"),
				"order.question.withdrawn", PLACE);
	}

	private static String key(BlockingQuestion question, String what) {
		return "question/" + question.no() + "/" + what;
	}

}
