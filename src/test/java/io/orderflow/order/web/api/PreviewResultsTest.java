package io.orderflow.order.web.api;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.SubmissionPublisher;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderflow.TestTimeouts;
import io.orderflow.order.TimelineKind;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static io.orderflow.order.web.Market.created;
import static io.orderflow.order.web.Market.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Which results of a worker count, also where somebody else acts at the same moment. */
class PreviewResultsTest extends PreviewRequests {

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private PlatformTransactionManager transactions;

	private final ExecutorService sender = Executors.newSingleThreadExecutor();

	@AfterEach
	void nobodySends() {
		this.sender.shutdownNow();
	}

	@Test
	void a_picture_is_not_taken_whose_sender_lost_the_task_while_it_came() throws Exception {
		lock("w", 60_000);
		int before = pictures();
		byte[] picture = picture(800, 600);
		int half = picture.length / 2;
		try (SubmissionPublisher<ByteBuffer> line = new SubmissionPublisher<>()) {
			Future<HttpResponse<String>> sent = this.sender
				.submit(() -> this.worker.send(this.worker.request(this.file + "/pages/1/preview?workerId=w")
					.header("Content-Type", "image/jpeg")
					.header("Content-Digest", digest(picture))
					.PUT(BodyPublishers.fromPublisher(line))));
			await().atMost(TestTimeouts.LIMIT).until(() -> sent.isDone() || line.hasSubscribers());
			line.submit(ByteBuffer.wrap(picture, 0, half));
			await().atMost(TestTimeouts.LIMIT).until(() -> sent.isDone() || pictures() == before + 1);
			this.engine.unlock(this.task);
			lock("another", 60_000);
			line.submit(ByteBuffer.wrap(picture, half, picture.length - half));
			line.close();
			assertRefused(sent.get(), 404, "task-not-held");
		}
		assertThat(pictures()).as("nothing is kept of it").isEqualTo(before);
		assertThat(handIn("another", "preview", picture).statusCode()).isEqualTo(204);
	}

	private int pictures() {
		return this.jdbc.sql("select count(*) from attachment where file_name = 'PREVIEW-1'")
			.query(Integer.class)
			.single();
	}

	private static String digest(byte[] content) {
		return "sha-256=:" + Base64.getEncoder().encodeToString(DigestUtils.sha256(content)) + ":";
	}

	@Test
	void what_comes_while_the_task_is_completed_is_either_counted_or_not_there() throws Exception {
		lock("w", 60_000);
		Future<HttpResponse<String>> sent = new TransactionTemplate(this.transactions).execute((tx) -> {
			this.engine.complete(this.task, "worker/w");
			Future<HttpResponse<String>> sending = this.sender.submit(() -> handIn("w", "preview", PREVIEW));
			await().atMost(TestTimeouts.LIMIT).until(() -> sending.isDone() || somebodyWaits());
			return sending;
		});
		assertRefused(sent.get(), 404, "task-not-held");
		assertThat(this.order.timeline(TimelineKind.PREVIEW_NOT_MADE)).isOne();
		assertThat(draft(this.client).at("/previews/0/shown")).isEmpty();
	}

	private boolean somebodyWaits() {
		return this.jdbc
			.sql("""
					select exists (select from pg_stat_activity where wait_event_type = 'Lock' and query like '%from orders%')
					""")
			.query(Boolean.class)
			.single();
	}

	@Test
	void pages_of_a_file_that_a_worker_gave_up_are_no_preview() {
		lock("w", 60_000);
		int before = pictures();
		assertThat(handIn("w", "preview", PREVIEW).statusCode()).isEqualTo(204);
		assertThat(draft(this.client).at("/previews/0/shown")).as("so far").hasSize(1);
		assertThat(finish("DAMAGED").statusCode()).isEqualTo(204);
		assertThat(finish("DAMAGED").statusCode()).as("a repeat").isEqualTo(204);
		assertThat(pictures()).as("nothing is kept that nobody sees").isEqualTo(before);
		complete("w");
		assertThat(this.order.timeline(TimelineKind.PREVIEW_NOT_MADE)).isOne();
		assertThat(draft(this.client).at("/previews/0/shown")).isEmpty();
	}

	@Test
	void pages_without_an_outcome_count_once_the_first_is_there_in_both_sizes() {
		lock("w", 60_000);
		assertThat(handIn("w", "preview", PREVIEW).statusCode()).isEqualTo(204);
		assertThat(handIn("w", "thumbnail", THUMBNAIL).statusCode()).isEqualTo(204);
		complete("w");
		assertThat(this.order.timeline(TimelineKind.PREVIEW_MADE)).isOne();
	}

	@Test
	void one_size_alone_is_no_preview() {
		lock("w", 60_000);
		assertThat(handIn("w", "preview", PREVIEW).statusCode()).isEqualTo(204);
		complete("w");
		assertThat(this.order.timeline(TimelineKind.PREVIEW_NOT_MADE)).isOne();
	}

	@Test
	void a_worker_says_of_no_file_that_it_is_in_quarantine() {
		lock("w", 60_000);
		assertRefused(finish("QUARANTINED"), 400, "choice-unknown");
		assertThat(draft(this.client).at("/previews/0").has("outcome")).isFalse();
	}

	@Test
	void the_same_outcome_with_other_numbers_is_another() {
		lock("w", 60_000);
		assertThat(finish(Map.of("outcome", "NOT_DRAWABLE", "seconds", 65)).statusCode()).isEqualTo(204);
		assertThat(finish(Map.of("outcome", "NOT_DRAWABLE", "seconds", 65)).statusCode()).as("a repeat").isEqualTo(204);
		assertRefused(finish(Map.of("outcome", "NOT_DRAWABLE", "seconds", 66)), 409, "preview-finished");
		JsonNode told = draft(this.client).at("/previews/0");
		assertThat(told.at("/seconds").asInt()).isEqualTo(65);
	}

	@Test
	void what_is_malformed_or_comes_after_the_end_is_refused() {
		lock("w", 60_000);
		byte[] broken = Arrays.copyOf(PREVIEW, 20);
		assertRefused(handIn("w", "preview", broken), 400, "picture-broken");
		byte[] cut = Arrays.copyOf(PREVIEW, PREVIEW.length - 20);
		assertRefused(handIn("w", "preview", cut), 400, "picture-broken");
		assertRefused(page(6), 400, "page-unknown");
		assertRefused(page(0), 400, "page-unknown");
		assertRefused(finish(Map.of("outcome", "DAMAGED", "pages", 0)), 400, "page-count-malformed");
		assertRefused(finish(Map.of("outcome", "DAMAGED", "seconds", -1)), 400, "seconds-malformed");
		for (String told : new String[] { "/attempts", "/outcome" }) {
			String another = this.file + told + "?workerId=another";
			HttpResponse<String> answer = told.equals("/attempts") ? this.worker.post(another, "")
					: this.worker.put(another, json(Map.of("outcome", "DAMAGED")));
			assertRefused(answer, 404, "task-not-held");
		}
		assertThat(created(this.worker.post(this.file + "/attempts?workerId=w", "")).at("/attempts").asInt()).isOne();
		assertThat(finish("DAMAGED").statusCode()).isEqualTo(204);
		assertRefused(handIn("w", "preview", PREVIEW), 409, "preview-finished");
		assertRefused(this.worker.post(this.file + "/attempts?workerId=w", ""), 409, "preview-finished");
	}

	private HttpResponse<String> page(int page) {
		return this.worker.send(this.worker.request(this.file + "/pages/" + page + "/preview?workerId=w")
			.header("Content-Type", "image/jpeg")
			.header("Content-Digest", digest(PREVIEW))
			.PUT(BodyPublishers.ofByteArray(PREVIEW)));
	}

	private HttpResponse<String> finish(Map<String, Object> body) {
		return this.worker.put(this.file + "/outcome?workerId=w", json(body));
	}

}
