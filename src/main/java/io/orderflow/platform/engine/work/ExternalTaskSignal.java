package io.orderflow.platform.engine.work;

import io.orderflow.platform.live.LiveNotifier;
import io.orderflow.platform.live.NodeSignal;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.util.SingleConsumerCondition;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Says to the other nodes that there is an external task to be taken, one that is new or
 * was given back, and wakes the workers that wait for one here when another node says so.
 * The engine itself wakes those of the node that committed it; the others would find it
 * when they ask again.
 */
@Component
class ExternalTaskSignal implements NodeSignal, DisposableBean {

	private static final String NAME = "external-tasks";

	/**
	 * That what is signalled was heard of another node, and is not to be said again: by
	 * none of the applications of this process, which the engine tells all.
	 */
	private static final ThreadLocal<Boolean> HEARING = ThreadLocal.withInitial(() -> false);

	private final Committed committed = new Committed();

	private final LiveNotifier nodes;

	ExternalTaskSignal(LiveNotifier nodes) {
		this.nodes = nodes;
		ProcessEngineImpl.EXT_TASK_CONDITIONS.addConsumer(this.committed);
	}

	/** What the engine tells right after the commit, like everyone who waits. */
	private final class Committed extends SingleConsumerCondition {

		private Committed() {
			super(Thread.currentThread());
		}

		@Override
		public void signal() {
			if (!HEARING.get()) {
				ExternalTaskSignal.this.nodes.signal(NAME);
			}
		}

	}

	@Override
	public String name() {
		return NAME;
	}

	@Override
	public void heard() {
		HEARING.set(true);
		try {
			ProcessEngineImpl.EXT_TASK_CONDITIONS.signalAll();
		}
		finally {
			HEARING.remove();
		}
	}

	@Override
	public void destroy() {
		ProcessEngineImpl.EXT_TASK_CONDITIONS.removeConsumer(this.committed);
	}

}
