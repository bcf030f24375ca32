package io.orderflow.worker;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WorkerRunnerTest {

	@Test
	void no_two_processes_answer_for_each_others_tasks() {
		assertThat(WorkerRunner.nameOfThisProcess()).startsWith("orderflow-")
			.isNotEqualTo(WorkerRunner.nameOfThisProcess());
	}

}
