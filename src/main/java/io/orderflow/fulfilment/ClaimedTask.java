package io.orderflow.fulfilment;

import io.orderflow.platform.Refusal;
import org.camunda.bpm.engine.delegate.DelegateTask;

/**
 * A task of the moderators that one of them has claimed is decided by no other. The
 * engine itself lets everyone of the group complete it.
 */
public final class ClaimedTask {

	private ClaimedTask() {
	}

	/**
	 * Asked by the listener of the task, so that it holds for every way in (B9).
	 * @throws Refusal forbidden, with the code, to all but who has claimed it
	 */
	public static void refuseToOthers(DelegateTask task, String person, String code) {
		if (task.getAssignee() != null && !task.getAssignee().equals(person)) {
			throw Refusal.forbidden(code);
		}
	}

}
