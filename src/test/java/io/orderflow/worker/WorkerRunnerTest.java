package io.orderflow.worker;

import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.orderflow.OrderflowTest;
import io.orderflow.TestTimeouts;
import io.orderflow.worker.BreakingLine.Fate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

@OrderflowTest
class WorkerRunnerTest {

	@LocalServerPort
	private int port;

	@Autowired
	private Drafts drafts;

	@Test
	void no_two_processes_answer_for_each_others_tasks() {
		assertThat(WorkerRunner.nameOfThisProcess()).startsWith("orderflow-")
			.isNotEqualTo(WorkerRunner.nameOfThisProcess());
	}

	@Test
	void of_two_workers_one_that_does_not_reach_the_engine_is_not_hidden_by_the_other() throws Exception {
		AtomicBoolean broken = new AtomicBoolean(true);
		AtomicInteger ofPreviews = new AtomicInteger();
		this.drafts.keepOthers();
		try (BreakingLine line = new BreakingLine(this.port, (path, body) -> {
			if (body.contains(PreviewWorker.TOPIC)) {
				ofPreviews.incrementAndGet();
			}
			return broken.get() && body.contains(DossierWorker.TOPIC) ? Fate.FAILS : Fate.PASSES;
		})) {
			WorkerRunner runner = runner(new WorkerSettings(true, line.engine(), "", "worker", "orderflow",
					Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofSeconds(30), DataSize.ofMegabytes(256),
					null, InetAddress.getLoopbackAddress()));
			runner.start();
			try {
				// it asks again once it was answered
				await().atMost(TestTimeouts.LIMIT).until(() -> ofPreviews.get() >= 2);
				assertThat(runner.reachesEngine()).isFalse();
				broken.set(false);
				await().atMost(TestTimeouts.LIMIT).until(runner::reachesEngine);
			}
			finally {
				runner.stop();
			}
		}
		finally {
			this.drafts.releaseOthers();
		}
	}

	@Test
	void a_process_without_an_engine_says_so_and_does_not_wait_for_one() {
		WorkerRunner runner = runner(
				new WorkerSettings(true, null, "ofl_none", "worker", "", Duration.ofSeconds(30), Duration.ofSeconds(1),
						Duration.ofSeconds(30), DataSize.ofMegabytes(256), null, InetAddress.getLoopbackAddress()));
		assertThatIllegalStateException().isThrownBy(runner::ready).withMessageContaining("orderflow.worker.engine");
	}

	private static WorkerRunner runner(WorkerSettings settings) {
		return new WorkerRunner(settings, new WorkerMeter(new SimpleMeterRegistry()));
	}

}
