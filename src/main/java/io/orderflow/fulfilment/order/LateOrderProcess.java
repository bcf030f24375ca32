package io.orderflow.fulfilment.order;

/**
 * The names that code and {@code lateOrder.bpmn} and {@code deadlineSweep.bpmn} share; a
 * test keeps them equal. The business key of a late order's process is the order's
 * number; the sweep has none.
 */
public final class LateOrderProcess {

	public static final String KEY = "lateOrder";

	public static final String SWEEP = "deadlineSweep";

	/** When to ask again whether the client may cancel alone. */
	public static final String NEXT_LATENESS_CHECK = "nextLatenessCheck";

	public static final String CANCELLABLE_ALONE = "cancellableAlone";

	public static final String LATENESS_ENDED = "lateness.ended";

	private LateOrderProcess() {
	}

}
