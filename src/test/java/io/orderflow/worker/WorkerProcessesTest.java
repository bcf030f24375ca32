package io.orderflow.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.orderflow.OrderflowTest;
import io.orderflow.SampleFiles;
import io.orderflow.TestTimeouts;
import io.orderflow.conversation.ConversationService;
import io.orderflow.conversation.MessageKind;
import io.orderflow.drawing.HostileFiles;
import io.orderflow.order.TimelineKind;
import io.orderflow.running.RunningApplication;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.OrderScenario;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.externaltask.ExternalTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Workers in processes of their own, that are killed and told to stop as they work. */
@OrderflowTest
class WorkerProcessesTest {

	private static final Duration LONG = Duration.ofMinutes(5);

	@LocalServerPort
	private int port;

	@Autowired
	private Drafts drafts;

	@Autowired
	private Marketplace marketplace;

	@Autowired
	private ConversationService conversations;

	@Autowired
	private ExternalTaskService tasks;

	@Autowired
	private JdbcClient jdbc;

	@TempDir
	private Path folder;

	@BeforeEach
	void keepOthers() {
		this.drafts.keepOthers();
	}

	@AfterEach
	void releaseOthers() {
		this.drafts.releaseOthers();
	}

	@Test
	void of_two_workers_under_load_one_is_killed_and_nothing_is_lost_or_repeated() throws Exception {
		byte[] picture = SampleFiles.picture("jpeg", 1_200, 800);
		List<OrderScenario> orders = IntStream.range(0, 6)
			.mapToObj((i) -> this.drafts.with(Map.of("one.jpg", picture, "two.pdf", SampleFiles.pdf(2))))
			.toList();
		try (WorkerProcess first = start("first"); WorkerProcess second = start("second")) {
			await().atMost(LONG).until(() -> holders(orders).size() == 2);
			first.kill();
			await().atMost(LONG).until(() -> orders.stream().allMatch(Drafts::isReviewed));
			assertThat(second.isAlive()).isTrue();
		}
		for (OrderScenario order : orders) {
			assertThat(order.timeline(TimelineKind.PREVIEW_MADE)).isOne();
			for (String name : List.of("one.jpg", "two.pdf")) {
				assertThat(Drafts.preview(this.port, order, name).at("/outcome").asText()).isEqualTo("DRAWN");
			}
			assertThat(Drafts.preview(this.port, order, "two.pdf").at("/shown")).hasSize(2);
			assertThat(count("select count(*) from attachment where order_number = :order and purpose = 'preview/1'",
					order))
				.as("pictures that were kept")
				.isEqualTo(6);
		}
		long attempts = orders.stream().mapToLong((order) -> count("""
				select sum(attempts) from preview_file where order_id = (select id from orders where number = :order)
				""", order)).sum();
		assertThat(attempts).as("files begun, one of them again at most").isBetween(12L, 13L);
	}

	@Test
	void a_file_at_which_two_workers_were_killed_is_left_by_the_third_and_nothing_stays() throws Exception {
		OrderScenario order = this.drafts.with(Map.of("slow.svg", HostileFiles.slowDrawing()));
		Path temporary = Files.createDirectory(this.folder.resolve("temporary"));
		for (int attempt = 1; attempt <= 2; attempt++) {
			int begun = attempt;
			try (WorkerProcess worker = start("killed-" + attempt, "-Djava.io.tmpdir=" + temporary)) {
				await().atMost(LONG).until(() -> attempts(order) == begun && worker.drawing().isPresent());
				ProcessHandle drawing = worker.drawing().orElseThrow();
				worker.kill();
				assertThat(drawing.onExit()).as("ends with who waits for it").succeedsWithin(TestTimeouts.LIMIT);
			}
			assertThat(left(temporary)).as("what a killed process cannot remove").isEqualTo(1);
			// sooner than its lock runs out
			this.tasks.unlock(this.drafts.task(order).getId());
		}
		try (WorkerProcess third = start("third", "-Djava.io.tmpdir=" + temporary)) {
			await().atMost(LONG).until(() -> Drafts.isReviewed(order));
			assertThat(left(temporary)).isZero();
		}
		assertThat(Drafts.preview(this.port, order, "slow.svg").at("/outcome").asText()).isEqualTo("QUARANTINED");
		assertThat(attempts(order)).isEqualTo(2);
	}

	private static long left(Path temporary) throws IOException {
		try (Stream<Path> folders = Files.list(temporary)) {
			return folders.filter((folder) -> folder.getFileName().toString().startsWith("orderflow-")).count();
		}
	}

	@Test
	void a_worker_that_is_told_to_stop_gives_its_task_back_at_once_and_blames_no_file() throws Exception {
		OrderScenario order = this.drafts.with(Map.of("slow.svg", HostileFiles.slowDrawing()));
		int metrics = RunningApplication.freePort();
		try (WorkerProcess worker = start("stopped", "--orderflow.worker.metrics-port=" + metrics,
				"--orderflow.worker.draw-within=10m")) {
			stopDrawing(worker);
			assertThat(attempts(order)).isOne();
			// once both workers in it were answered
			await().atMost(LONG).until(() -> isHealthy(metrics));
			worker.terminate();
			assertThat(isHealthy(metrics)).isFalse();
		}
		ExternalTask task = this.drafts.task(order);
		assertThat(task.getLockExpirationTime()).isNull();
		assertThat(task.getErrorMessage()).isNull();
		assertThat(attempts(order)).isZero();
	}

	@Test
	void a_dossier_is_made_while_a_file_is_drawn_that_takes_long() throws Exception {
		OrderScenario order = this.drafts.with(Map.of("slow.svg", HostileFiles.slowDrawing()));
		try (WorkerProcess worker = start("both", "--orderflow.worker.draw-within=10m")) {
			stopDrawing(worker);
			OrderScenario closed = this.marketplace.anOrder().cancelledByClient("No more");
			await().atMost(LONG).until(() -> closed.timeline(TimelineKind.DOSSIER_MADE) == 1);
			assertThat(Drafts.isReviewed(order)).isFalse();
			worker.terminate();
		}
		assertThat(this.drafts.task(order).getLockExpirationTime()).isNull();
		assertThat(attempts(order)).isZero();
	}

	@Test
	void a_worker_that_is_killed_as_it_writes_dossiers_leaves_them_to_another_and_each_is_there_once()
			throws Exception {
		OrderScenario order = this.marketplace.anOrder().placed();
		for (int i = 0; i < 40; i++) {
			this.conversations.post(order.number(), order.client(), MessageKind.MESSAGE, "fox ".repeat(1_200),
					List.of(), UUID.randomUUID().toString());
		}
		order.cancelledByClient("No more");
		Path temporary = Files.createDirectory(this.folder.resolve("temporary"));
		try (WorkerProcess worker = start("killed", "-Djava.io.tmpdir=" + temporary)) {
			ProcessHandle writing = await().atMost(LONG)
				.pollInterval(Duration.ofMillis(10))
				.until(() -> worker.drawing().orElse(null), Objects::nonNull);
			worker.kill();
			assertThat(writing.onExit()).as("ends with who waits for it").succeedsWithin(TestTimeouts.LIMIT);
		}
		assertThat(documents(order)).isZero();
		try (WorkerProcess other = start("other", "-Djava.io.tmpdir=" + temporary)) {
			await().atMost(LONG).until(() -> order.timeline(TimelineKind.DOSSIER_MADE) == 1);
			assertThat(other.isAlive()).isTrue();
		}
		assertThat(documents(order)).isEqualTo(2);
		assertThat(order.timeline(TimelineKind.DOSSIER_MADE)).isOne();
		assertThat(left(temporary)).as("what the killed one left").isZero();
	}

	private long documents(OrderScenario order) {
		return count("select count(*) from attachment where order_number = :order and purpose like 'dossier/%'", order);
	}

	/** Lets it take as long as the test does. */
	private static void stopDrawing(WorkerProcess worker) throws Exception {
		await().atMost(LONG).until(() -> worker.drawing().isPresent());
		String drawing = String.valueOf(worker.drawing().orElseThrow().pid());
		assertThat(new ProcessBuilder("bash", "-c", "kill -STOP " + drawing).start().waitFor()).isZero();
	}

	private WorkerProcess start(String name, String... settings) throws Exception {
		String[] all = new String[settings.length + 1];
		all[0] = "--orderflow.worker.lock-for=6s";
		System.arraycopy(settings, 0, all, 1, settings.length);
		return WorkerProcess.start(this.port, this.folder.resolve(name + ".log"), all);
	}

	private Set<String> holders(List<OrderScenario> orders) {
		return orders.stream()
			.map(this.drafts::task)
			.filter(Objects::nonNull)
			.filter((task) -> task.getLockExpirationTime() != null)
			.map(ExternalTask::getWorkerId)
			.collect(Collectors.toSet());
	}

	private long attempts(OrderScenario order) {
		return count("""
				select coalesce(sum(attempts), 0) from preview_file
				where order_id = (select id from orders where number = :order)
				""", order);
	}

	private long count(String sql, OrderScenario order) {
		return this.jdbc.sql(sql).param("order", order.number()).query(Long.class).single();
	}

	/** As the container asks. */
	private static boolean isHealthy(int port) throws Exception {
		return new ProcessBuilder("bash", "docker/healthy.sh", String.valueOf(port), "/health").start().waitFor() == 0;
	}

}
