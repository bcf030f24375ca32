package io.orderflow.order.question;

import java.util.List;

import io.orderflow.order.BlockingQuestion;
import io.orderflow.order.Order;
import io.orderflow.order.lookup.OrderByNumber;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The order's side of what its process does about questions: called in the engine's
 * transaction; every call can be repeated.
 */
@Service
@Transactional
public class QuestionProcessService {

	private final OrderByNumber orders;

	private final QuestionNotifications notifications;

	QuestionProcessService(OrderByNumber orders, QuestionNotifications notifications) {
		this.orders = orders;
		this.notifications = notifications;
	}

	/** Tells the freelancer that the newest question was answered. */
	public void notifyFreelancerOfAnswer(String number) {
		Order order = this.orders.get(number);
		List<BlockingQuestion> asked = order.questions().all();
		this.notifications.answered(order, asked.get(asked.size() - 1));
	}

}
