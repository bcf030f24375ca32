package io.orderflow.fulfilment.order;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.orderflow.order.flow.OrderDesk;
import io.orderflow.order.process.OrderLock;
import io.orderflow.order.request.RequestProcessService;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.UserStore;
import io.orderflow.platform.engine.TaskLock;
import io.orderflow.platform.engine.claim.ClaimCheck;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Whoever completes a step in Tasklist takes the order's row before the engine reads
 * anything, as our own pages and API do: of what is sent at the same moment one counts,
 * and the others hear how the order stands. No side of an order gets the task of ruling
 * on it.
 */
@Component
class OrderTaskLock implements TaskLock, ClaimCheck {

	private static final Set<String> PROCESSES = Set.of(OrderFulfilmentProcess.KEY, ChangeRequestProcess.KEY);

	private final OrderLock lock;

	private final OrderDesk desk;

	private final RequestProcessService requests;

	/** The engine asks for this bean when it is asked, long after it has started. */
	OrderTaskLock(@Lazy OrderLock lock, @Lazy OrderDesk desk, @Lazy RequestProcessService requests) {
		this.lock = lock;
		this.desk = desk;
		this.requests = requests;
	}

	@Override
	public void take(String processDefinitionKey, @Nullable String businessKey, Authentication person) {
		if (businessKey == null || !PROCESSES.contains(processDefinitionKey)) {
			return;
		}
		List<String> groups = groups(person);
		if (groups.contains(UserStore.MODERATORS) || groups.contains(UserStore.PROCESS_ADMINS)) {
			this.lock.take(businessKey);
		}
		else {
			this.lock.takeIfSide(businessKey, person.getUserId());
		}
	}

	/**
	 * A side, a process admin, and a moderator of what was disputed hear how the order
	 * stands.
	 */
	@Override
	public Refusal told(String processDefinitionKey, @Nullable String businessKey, Authentication person,
			Refusal refusal) {
		if (businessKey == null || !PROCESSES.contains(processDefinitionKey)) {
			return refusal;
		}
		List<String> groups = groups(person);
		boolean sees = groups.contains(UserStore.PROCESS_ADMINS) || groups.contains(UserStore.MODERATORS)
				&& this.requests.disputedByOthers(businessKey, person.getUserId());
		return sees ? this.desk.told(businessKey, refusal)
				: this.desk.toldToSide(businessKey, person.getUserId(), refusal);
	}

	@Override
	public Optional<Refusal> refusal(String processDefinitionKey, @Nullable String businessKey, String person) {
		return (businessKey != null && PROCESSES.contains(processDefinitionKey)
				&& !this.requests.mayRule(businessKey, person)) ? Optional.of(Refusal.forbidden("moderator-is-a-side"))
						: Optional.empty();
	}

	private static List<String> groups(Authentication person) {
		return (person.getGroupIds() != null) ? person.getGroupIds() : List.of();
	}

}
