package io.orderflow.fulfilment;

import java.util.function.Predicate;

import io.orderflow.platform.Refusal;
import org.camunda.bpm.engine.delegate.DelegateTask;

/**
 * A task of the moderators that one of them has claimed is decided by no other, as long
 * as they may decide it themselves. The engine itself lets everyone of the group complete
 * it.
 */
public final class ClaimedTask {

	private ClaimedTask() {
	}

	/**
	 * Asked by the listener of the task, so that it holds for every way in (B9).
	 * @param mayDecide whether somebody is a moderator, and what the task is about not
	 * their own; asked of who has claimed it
	 * @throws Refusal forbidden, with the code, to all but who has claimed it
	 */
	public static void refuseToOthers(DelegateTask task, String person, String code, Predicate<String> mayDecide) {
		String claimer = task.getAssignee();
		if (claimer != null && !claimer.equals(person) && mayDecide.test(claimer)) {
			throw Refusal.forbidden(code);
		}
	}

}
