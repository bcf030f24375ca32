package io.orderflow.platform.engine;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.orderflow.OrderflowTest;
import io.orderflow.platform.Refusal;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.orm.ObjectOptimisticLockingFailureException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@OrderflowTest
class ConflictRetryInterceptorTest {

	@Autowired
	private ProcessEngineConfigurationImpl engine;

	@Autowired
	private PlatformTransactionManager transactions;

	private final AtomicInteger attempts = new AtomicInteger();

	private int loseTimes(int times, RuntimeException failure) {
		return this.engine.getCommandExecutorTxRequired().execute((context) -> {
			if (this.attempts.incrementAndGet() <= times) {
				throw failure;
			}
			return this.attempts.get();
		});
	}

	@Test
	void who_loses_three_times_still_gets_through() {
		assertThat(loseTimes(3, new OptimisticLockingException("lost"))).isEqualTo(4);
	}

	@Test
	void collisions_of_aggregates_and_deadlocks_count_too() {
		assertThat(loseTimes(1, new ObjectOptimisticLockingFailureException("Order", "1"))).isEqualTo(2);
		this.attempts.set(0);
		assertThat(loseTimes(1, new IllegalStateException(new SQLException("deadlock", "40P01")))).isEqualTo(2);
		this.attempts.set(0);
		assertThat(loseTimes(1,
				new ProcessEngineException("There was an exception while invoking the TaskListener",
						new NullValueException(
								"Cannot restore state of process instance 1: list of executions is empty"))))
			.isEqualTo(2);
	}

	@Test
	void what_vanished_deep_in_the_engine_was_ended_by_somebody_else() {
		assertThat(loseTimes(1, missingIn("org.camunda.bpm.engine.impl.core.variable.scope.AbstractVariableScope")))
			.isEqualTo(2);
		for (String nobodys : List.of("org.camunda.bpm.engine.impl.cmd.GetTaskVariablesCmd",
				"org.camunda.bpm.engine.impl.cfg.auth.AuthorizationCommandChecker",
				"org.camunda.bpm.engine.impl.persistence.entity.MeterLogManager", "io.orderflow.order.Order")) {
			this.attempts.set(0);
			assertThatExceptionOfType(NullPointerException.class).isThrownBy(() -> loseTimes(1, missingIn(nobodys)));
			assertThat(this.attempts).as("not repeated").hasValue(1);
		}
	}

	private static NullPointerException missingIn(String type) {
		NullPointerException missing = new NullPointerException("execution");
		missing.setStackTrace(new StackTraceElement[] { new StackTraceElement(type, "execute", "Any.java", 1) });
		return missing;
	}

	@Test
	void who_always_loses_is_refused() {
		assertThatExceptionOfType(Refusal.class)
			.isThrownBy(() -> loseTimes(100, new OptimisticLockingException("lost")))
			.satisfies((refusal) -> assertThat(refusal.code()).isEqualTo("changed-meanwhile"));
		assertThat(this.attempts).hasValue(4);
	}

	@Test
	void within_a_larger_transaction_nothing_is_repeated() {
		TransactionTemplate transaction = new TransactionTemplate(this.transactions);
		assertThatExceptionOfType(OptimisticLockingException.class).isThrownBy(() -> transaction
			.executeWithoutResult((status) -> loseTimes(1, new OptimisticLockingException("lost"))));
		assertThat(this.attempts).hasValue(1);
	}

	@Test
	void other_failures_are_not_repeated() {
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> loseTimes(1, new IllegalStateException("no")));
		assertThat(this.attempts).hasValue(1);
	}

}
