package io.orderflow.order.question;

/**
 * What questions need of the process engine. Nothing here decides: the order has already.
 * The answer is a step like any other
 * ({@link io.orderflow.order.flow.OrderFlow#complete}). Called in the transaction of what
 * it follows, with the order's row locked.
 */
public interface QuestionFlow {

	/**
	 * The client is asked to answer.
	 * @throws io.orderflow.platform.Refusal {@code questions-unknown} where the order's
	 * process is of a model without questions
	 */
	void asked(String orderNumber);

	/** Nobody waits for the answer any more. */
	void withdrawn(String orderNumber);

}
