package io.orderflow.platform.engine;

import java.time.Instant;
import java.util.Date;
import java.util.Optional;

import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.jobexecutor.TimerCatchIntermediateEventJobHandler;
import org.camunda.bpm.engine.impl.jobexecutor.TimerEventJobHandler.TimerJobConfiguration;
import org.camunda.bpm.engine.impl.jobexecutor.TimerExecuteNestedActivityJobHandler;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TimerEntity;
import org.springframework.beans.factory.ObjectProvider;

/**
 * The engine's own handler of boundary timers, which asks {@link TimerCheck} first. A
 * timer that is put off is replaced by one that is due later; the step that it belongs to
 * waits on as it is.
 */
final class CheckedTimerJobHandler extends TimerExecuteNestedActivityJobHandler {

	private final ObjectProvider<TimerCheck> checks;

	CheckedTimerJobHandler(ObjectProvider<TimerCheck> checks) {
		this.checks = checks;
	}

	@Override
	public void execute(TimerJobConfiguration configuration, ExecutionEntity execution, CommandContext context,
			String tenantId) {
		if (!putOff(this.checks, configuration, execution, context)) {
			super.execute(configuration, execution, context, tenantId);
		}
	}

	private static boolean putOff(ObjectProvider<TimerCheck> checks, TimerJobConfiguration configuration,
			ExecutionEntity execution, CommandContext context) {
		Optional<Instant> later = checks.orderedStream()
			.flatMap((check) -> check
				.putOff(execution, configuration.getTimerElementKey(),
						(element) -> execution.getProcessDefinition().findActivity(element) == null)
				.stream())
			.findFirst();
		if (later.isPresent() && context.getCurrentJob() instanceof TimerEntity timer) {
			timer.createNewTimerJob(Date.from(later.get()));
			return true;
		}
		return false;
	}

	/** The same of timers that are waited for by themselves. */
	static final class Intermediate extends TimerCatchIntermediateEventJobHandler {

		private final ObjectProvider<TimerCheck> checks;

		Intermediate(ObjectProvider<TimerCheck> checks) {
			this.checks = checks;
		}

		@Override
		public void execute(TimerJobConfiguration configuration, ExecutionEntity execution, CommandContext context,
				String tenantId) {
			if (!putOff(this.checks, configuration, execution, context)) {
				super.execute(configuration, execution, context, tenantId);
			}
		}

	}

}
