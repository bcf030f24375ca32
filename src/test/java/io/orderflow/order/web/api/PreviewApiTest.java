package io.orderflow.order.web.api;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderflow.Newcomers;
import io.orderflow.Visitor;
import io.orderflow.order.OrderStatus;
import io.orderflow.order.TimelineKind;
import io.orderflow.platform.UserStore;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static io.orderflow.order.web.Market.created;
import static io.orderflow.order.web.Market.json;
import static io.orderflow.order.web.Market.ok;
import static org.assertj.core.api.Assertions.assertThat;

/** What a worker, the client and the freelancer can do to previews of a draft (B8). */
class PreviewApiTest extends PreviewRequests {

	@Autowired
	private Newcomers newcomers;

	@Test
	void a_worker_reads_the_file_while_it_holds_the_task_and_at_no_other_time() {
		String task = "/api/external-tasks/" + this.task;
		assertThat(this.worker.get(task + "?workerId=w").statusCode()).as("before").isEqualTo(404);
		assertThat(this.worker.get(this.file + "?workerId=w").statusCode()).isEqualTo(404);

		lock("w", 60_000);
		JsonNode asked = ok(this.worker.get(task + "?workerId=w"));
		assertThat(asked.at("/files/0/href").asText()).isEqualTo(this.file);
		assertThat(asked.at("/files/0/contentType").asText()).isEqualTo("text/plain");
		assertThat(asked.at("/watermark").asText())
			.matches(this.order.number() + " · \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC");
		HttpResponse<String> read = this.worker.get(this.file + "?workerId=w");
		assertThat(read.body()).isEqualTo("sketch");
		assertThat(read.headers().firstValue("Repr-Digest")).isPresent();
		HttpResponse<String> part = this.worker
			.send(this.worker.request(this.file + "?workerId=w").header("Range", "bytes=2-3").GET());
		assertThat(part.statusCode()).isEqualTo(206);
		assertThat(part.body()).isEqualTo("et");
		HttpResponse<String> head = this.worker
			.send(this.worker.request(this.file + "?workerId=w").method("HEAD", BodyPublishers.noBody()));
		assertThat(head.statusCode()).isEqualTo(200);
		assertThat(head.headers().firstValueAsLong("Content-Length")).hasValue(6);

		assertThat(this.worker.get(task + "?workerId=another").statusCode()).as("another worker").isEqualTo(404);
		assertThat(this.worker.get(this.file + "?workerId=another").statusCode()).isEqualTo(404);
		for (Visitor person : List.of(this.client, this.freelancer)) {
			assertThat(person.get(this.file + "?workerId=w").statusCode()).as("no worker").isEqualTo(403);
		}
		assertThat(this.worker.get("/api/files/" + this.original).statusCode()).isEqualTo(404);

		complete("w");
		assertThat(this.worker.get(task + "?workerId=w").statusCode()).as("after").isEqualTo(404);
		assertThat(this.worker.get(this.file + "?workerId=w").statusCode()).isEqualTo(404);
		assertThat(handIn("w", "preview", PREVIEW).statusCode()).as("late").isEqualTo(404);
	}

	@Test
	void another_workers_name_is_nobodys_but_that_workers() {
		String account = this.newcomers.person("Wanda", Locale.ENGLISH, ZoneOffset.UTC, UserStore.WORKERS);
		Visitor other = Visitor.withPassword(this.port, account, Newcomers.PASSWORD).reading("en");
		String engine = "/engine-rest/external-task/" + this.task;
		lock("w", 60_000);
		String whole = ok(other.get(engine)).at("/workerId").asText();
		assertThat(whole).as("what everybody reads in the list").isEqualTo("worker/w");
		for (String name : List.of("w", whole)) {
			String as = "?workerId=" + name;
			for (HttpResponse<String> answer : List.of(other.get("/api/external-tasks/" + this.task + as),
					other.get(this.file + as), other.post(this.file + "/attempts" + as, ""),
					other.put(this.file + "/outcome" + as, json(Map.of("outcome", "DAMAGED"))))) {
				assertRefused(answer, 404, "task-not-held");
			}
			for (String what : List.of("complete", "extendLock", "failure")) {
				assertThat(other.post(engine + "/" + what, json(Map.of("workerId", name, "newDuration", 60_000)))
					.statusCode()).as(what).isEqualTo(400);
			}
			assertThat(ok(other.get("/engine-rest/external-task/count?workerId=" + name)).at("/count").asInt())
				.isZero();
		}
		assertRefused(other.post(engine + "/unlock", ""), 403, "task-of-another-worker");
		assertThat(ok(this.worker.get("/engine-rest/external-task/count?workerId=w")).at("/count").asInt())
			.isPositive();
		assertThat(this.worker.get(this.file + "?workerId=w").statusCode()).isEqualTo(200);
		assertThat(this.worker.get(this.file + "?workerId=" + whole).statusCode()).as("as the engine says it")
			.isEqualTo(200);
		complete(whole);
	}

	@Test
	void a_name_that_is_too_long_is_refused() {
		assertRefused(this.worker.post("/engine-rest/external-task/" + this.task + "/lock",
				json(Map.of("workerId", "w".repeat(249), "lockDuration", 60_000))), 400, "text-too-long");
		lock("w".repeat(248), 60_000);
	}

	@Test
	void a_token_of_work_is_enough_and_one_that_reads_is_not() {
		lock("w", 60_000);
		assertThat(token("WORK").get(this.file + "?workerId=w").statusCode()).isEqualTo(200);
		assertThat(token("READ").get(this.file + "?workerId=w").statusCode()).isEqualTo(403);
		assertThat(token("WORK").get("/api/files").statusCode()).isEqualTo(403);
	}

	private Visitor token(String scope) {
		JsonNode made = created(
				this.worker.post("/api/me/tokens", json(Map.of("name", "preview", "scopes", List.of(scope)))));
		return Visitor.withToken(this.port, made.at("/token").asText());
	}

	@Test
	void the_client_sees_the_preview_and_reads_the_original_once_the_order_is_accepted() {
		assertThat(draft(this.client).at("/files/0").has("href")).as("while the preview is being made").isFalse();
		refusedUntilAccepted();

		lock("w", 60_000);
		assertThat(handIn("w", "preview", PREVIEW).statusCode()).isEqualTo(204);
		assertThat(handIn("w", "thumbnail", THUMBNAIL).statusCode()).isEqualTo(204);
		assertThat(finish("DRAWN").statusCode()).isEqualTo(204);
		complete("w");

		assertThat(this.order.timeline(TimelineKind.PREVIEW_MADE)).isOne();
		JsonNode draft = draft(this.client);
		assertThat(draft.at("/preview").asText()).isEqualTo("MADE");
		assertThat(draft.at("/files/0").has("href")).isFalse();
		assertThat(draft.at("/previews/0/outcome").asText()).isEqualTo("DRAWN");
		assertThat(draft.at("/previews/0/shown/0/width").asInt()).isEqualTo(1_600);
		String preview = draft.at("/previews/0/shown/0/href").asText();
		assertThat(ok200(this.client, preview)).isEqualTo("image/jpeg");
		assertThat(ok200(this.freelancer, preview)).isEqualTo("image/jpeg");
		assertThat(this.worker.get(preview).statusCode()).as("who made it").isEqualTo(404);
		assertThat(Visitor.signedIn(this.port, "oliver").get(preview).statusCode()).as("a stranger").isEqualTo(404);
		String page = Visitor.signedIn(this.port, this.order.client()).get("/orders/" + this.order.number()).body();
		assertThat(page).contains("src=\"" + preview).doesNotContain("/api/files/" + this.original);

		this.order.draftApproved();
		refusedUntilAccepted();
		this.order.delivered();
		refusedUntilAccepted();
		this.order.accepted();
		assertThat(draft(this.client).at("/files/0/href").asText()).isEqualTo("/api/files/" + this.original);
		assertThat(this.client.get("/api/files/" + this.original).body()).isEqualTo("sketch");
	}

	private void refusedUntilAccepted() {
		HttpResponse<String> refused = this.client.get("/api/files/" + this.original);
		assertThat(refused.statusCode()).isEqualTo(403);
		assertThat(refused.body()).contains("draft-until-accepted");
		assertThat(this.client
			.send(this.client.request("/api/files/" + this.original)
				.header("If-None-Match", "\"" + DigestUtils.sha256Hex("sketch") + "\"")
				.GET())
			.statusCode()).isEqualTo(403);
		assertThat(
				this.client.send(this.client.request("/api/files/" + this.original).header("Range", "bytes=0-1").GET())
					.statusCode())
			.as("a part of it")
			.isEqualTo(403);
		assertThat(this.client
			.send(this.client.request("/api/files/" + this.original).method("HEAD", BodyPublishers.noBody()))
			.statusCode()).as("what is known of it").isEqualTo(403);
		assertThat(this.freelancer.get("/api/files/" + this.original).body()).isEqualTo("sketch");
	}

	@Test
	void of_an_order_that_is_cancelled_the_client_never_reads_the_original() {
		this.order.cancellationAsked(this.order.freelancer()).accepted(this.order.client());
		assertThat(this.order.status()).isEqualTo(OrderStatus.CANCELLED);
		refusedUntilAccepted();
	}

	@Test
	void a_result_that_is_wrong_huge_or_another_is_refused_and_the_task_goes_on() {
		lock("w", 60_000);
		assertThat(put("w", "preview", PREVIEW, null).body()).contains("digest-missing");
		assertRefused(
				put("w", "preview", PREVIEW, "sha-256=:" + Base64.getEncoder().encodeToString(new byte[32]) + ":"), 400,
				"digest-wrong");
		assertRefused(handIn("w", "preview", "<html>".getBytes(StandardCharsets.UTF_8)), 400, "wrong-file-type");
		assertRefused(handIn("w", "preview", picture(1_601, 10)), 413, "picture-too-large");
		assertRefused(handIn("w", "thumbnail", PREVIEW), 413, "picture-too-large");
		assertRefused(handIn("w", "preview", new byte[5 * 1024 * 1024]), 413, "file-too-large");
		assertRefused(handIn("w", "portrait", PREVIEW), 404, "no-such-picture");
		assertRefused(handIn("another", "preview", PREVIEW), 404, "task-not-held");
		assertRefused(finish("DRAWN"), 409, "preview-missing");

		assertThat(handIn("w", "preview", PREVIEW).statusCode()).isEqualTo(204);
		assertThat(handIn("w", "preview", PREVIEW).statusCode()).as("a repeat").isEqualTo(204);
		assertRefused(handIn("w", "preview", THUMBNAIL), 409, "preview-handed-in");
		assertThat(draft(this.client).at("/previews/0/shown")).hasSize(1);
		assertThat(handIn("w", "thumbnail", THUMBNAIL).statusCode()).isEqualTo(204);
		assertThat(finish("DRAWN").statusCode()).isEqualTo(204);
		assertRefused(finish("DAMAGED"), 409, "preview-finished");
		complete("w");
		assertThat(this.order.waitsAt()).contains("userTask_reviewDraft");
	}

	/** The engine takes the lock for held as long as the task is not tried again. */
	@Test
	void after_a_failure_it_reads_on_only_until_the_task_is_tried_again() {
		lock("w", 60_000);
		fail(60_000);
		assertThat(this.worker.get(this.file + "?workerId=w").statusCode()).isEqualTo(200);
		fail(0);
		assertThat(this.worker.get(this.file + "?workerId=w").statusCode()).isEqualTo(404);
	}

	private void fail(int triedAgainAfter) {
		assertThat(this.worker
			.post("/engine-rest/external-task/" + this.task + "/failure",
					json(Map.of("workerId", "w", "errorMessage", "full", "retries", 2, "retryTimeout",
							triedAgainAfter)))
			.statusCode()).isEqualTo(204);
	}

	@Test
	void a_lock_that_ran_out_is_none() {
		lock("w", 1);
		assertRefused(handIn("w", "preview", PREVIEW), 404, "task-not-held");
	}

	@Test
	void a_file_that_was_begun_twice_without_an_outcome_is_in_quarantine() {
		lock("w", 60_000);
		String attempts = this.file + "/attempts?workerId=w";
		assertThat(this.worker.post(attempts, "").statusCode()).isEqualTo(201);
		assertThat(created(this.worker.post(attempts, "")).at("/attempts").asInt()).isEqualTo(2);
		assertRefused(this.worker.post(attempts, ""), 409, "preview-quarantined");
		complete("w");
		assertThat(draft(this.client).at("/previews/0/outcome").asText()).isEqualTo("QUARANTINED");
		assertThat(this.order.timeline(TimelineKind.PREVIEW_NOT_MADE)).isOne();
	}

	@Test
	void a_worker_that_stops_takes_its_attempt_back() {
		lock("w", 60_000);
		String attempts = this.file + "/attempts?workerId=w";
		for (int i = 0; i < 3; i++) {
			assertThat(created(this.worker.post(attempts, "")).at("/attempts").asInt()).isOne();
			assertThat(this.worker.delete(attempts).statusCode()).isEqualTo(204);
		}
		assertThat(this.worker.delete(attempts).statusCode()).as("more often than it began").isEqualTo(204);
		assertThat(created(this.worker.post(attempts, "")).at("/attempts").asInt()).isOne();
		assertThat(this.worker.delete(this.file + "/attempts?workerId=another").statusCode()).isEqualTo(404);
	}

	@Test
	void a_beginning_is_taken_back_once_and_not_when_all_is_finished() {
		lock("w", 60_000);
		String attempts = this.file + "/attempts?workerId=w";
		created(this.worker.post(attempts, ""));
		assertThat(created(this.worker.post(attempts, "")).at("/attempts").asInt()).isEqualTo(2);
		assertThat(this.worker.delete(attempts).statusCode()).isEqualTo(204);
		assertThat(this.worker.delete(attempts).statusCode()).isEqualTo(204);
		assertThat(created(this.worker.post(attempts, "")).at("/attempts").asInt()).as("with the one that died")
			.isEqualTo(2);
		assertThat(finish("DAMAGED").statusCode()).isEqualTo(204);
		assertRefused(this.worker.delete(attempts), 409, "preview-finished");
	}

	private static String ok200(Visitor reader, String path) {
		HttpResponse<String> answer = reader.get(path);
		assertThat(answer.statusCode()).isEqualTo(200);
		return answer.headers().firstValue("Content-Type").orElse("");
	}

}
