package io.orderflow.order.preview;

import io.orderflow.order.OrderStatus;
import io.orderflow.order.flow.OrderDesk;
import io.orderflow.platform.Refusal;
import org.springframework.stereotype.Service;

/** What the sides of an order can do about the preview of its draft (B8). */
@Service
public class PreviewService {

	private final OrderDesk desk;

	private final PreviewRows rows;

	private final ExternalTaskLocks tasks;

	PreviewService(OrderDesk desk, PreviewRows rows, ExternalTaskLocks tasks) {
		this.desk = desk;
		this.rows = rows;
		this.tasks = tasks;
	}

	/**
	 * Has the preview of the newest draft tried again, which could not be made so far; a
	 * transaction of its own.
	 * @throws Refusal {@code no-such-order} to strangers; conflict
	 * {@code preview-not-stuck} where a worker is at it, or nobody waits for one
	 */
	public void askAgain(String number, String actor) {
		this.desk.change(number, actor, (order) -> {
			if (order.status() != OrderStatus.DRAFT_IN_REVIEW || !this.rows.isStuck(order.id())) {
				throw Refusal.conflict("preview-not-stuck");
			}
			this.tasks.tryAgain(order.number(), PreviewDesk.TOPIC);
		});
	}

}
