package io.orderflow.attachment;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.QueryPlans;
import io.orderflow.Visitor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Who uploads and uploads, and uses none of it. */
@OrderflowTest
class UnattachedQuotaTest {

	@LocalServerPort
	private int port;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private AttachmentRows rows;

	@Autowired
	private AttachmentSettings settings;

	@Autowired
	private QueryPlans plans;

	@Autowired
	private JdbcClient jdbc;

	private String id;

	private Visitor person;

	@BeforeEach
	void person() {
		this.id = this.newcomers.client();
		this.person = Visitor.withPassword(this.port, this.id, Newcomers.PASSWORD);
	}

	@AfterEach
	void removeWhatIsNotThere() {
		this.jdbc.sql("delete from attachment where owner = :id").param("id", this.id).update();
	}

	@Test
	void a_file_too_many_is_refused_until_one_is_taken_back() {
		UUID first = UUID.randomUUID();
		this.rows.begin(first, this.id, "a", null, 1, Instant.now());
		for (int i = 1; i < this.settings.maxUnattached(); i++) {
			this.rows.begin(UUID.randomUUID(), this.id, "a", null, 1, Instant.now());
		}
		HttpResponse<String> refused = upload(10);
		assertThat(refused.statusCode()).isEqualTo(413);
		assertThat(refused.body()).contains("unattached-too-many", "le maximum");
		this.jdbc.sql("delete from attachment where id = :id").param("id", first).update();
		assertThat(upload(10).statusCode()).isEqualTo(201);
	}

	@Test
	void what_programs_make_for_a_person_takes_nothing_of_what_they_may_upload() {
		for (int i = 0; i < this.settings.maxUnattached(); i++) {
			this.rows.beginDerived(UUID.randomUUID(), this.id, "PREVIEW-1", Instant.now());
		}
		assertThat(upload(10).statusCode()).isEqualTo(201);
	}

	@Test
	void the_sum_of_all_is_bounded_whether_or_not_a_length_is_announced() {
		leaveRoomFor(10);
		for (HttpResponse<String> refused : List.of(upload(11), uploadInChunks(11))) {
			assertThat(refused.statusCode()).isEqualTo(413);
			assertThat(refused.body()).contains("unattached-too-large", "4 GiB en tout");
		}
		assertThat(upload(10).statusCode()).isEqualTo(201);
	}

	@Test
	void a_form_with_a_file_says_so_in_the_same_way() {
		leaveRoomFor(10);
		HttpResponse<String> refused = this.person.send(this.person.request("/api/files")
			.header("Content-Type", "multipart/form-data; boundary=x")
			.POST(BodyPublishers
				.ofString("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n"
						+ "more than ten bytes\r\n--x--\r\n")));
		assertThat(refused.statusCode()).isEqualTo(413);
		assertThat(refused.body()).contains("unattached-too-large");
	}

	@Test
	void of_two_at_once_that_fit_alone_one_is_taken() throws Exception {
		leaveRoomFor(10);
		ExecutorService executor = Executors.newFixedThreadPool(4);
		try {
			List<Future<Integer>> answers = new ArrayList<>();
			for (int i = 0; i < 4; i++) {
				answers.add(executor.submit(() -> uploadInChunks(8).statusCode()));
			}
			List<Integer> statuses = new ArrayList<>();
			for (Future<Integer> answer : answers) {
				statuses.add(answer.get());
			}
			assertThat(statuses).containsExactlyInAnyOrder(201, 413, 413, 413);
		}
		finally {
			executor.shutdownNow();
		}
	}

	@Test
	void the_sum_is_on_an_index() {
		String another = this.newcomers.client();
		this.plans.amid(() -> this.jdbc.sql("""
				insert into attachment (id, owner, file_name, uploaded_at, arrived)
				select gen_random_uuid(), ?, 'x', now(), 0 from generate_series(1, 5000) n
				""").param(another).update(),
				() -> assertThat(
						this.plans.of(UnattachedQuota.OTHERS, Map.of("owner", this.id, "id", UUID.randomUUID())))
					.contains("attachment_unattached_of_owner"));
	}

	private void leaveRoomFor(int bytes) {
		this.rows.begin(UUID.randomUUID(), this.id, "large", null, this.settings.maxUnattachedSize().toBytes() - bytes,
				Instant.now());
	}

	private HttpResponse<String> upload(int bytes) {
		return this.person.send(this.person.request("/api/files?name=a.bin")
			.header("Content-Type", "application/octet-stream")
			.POST(BodyPublishers.ofByteArray(new byte[bytes])));
	}

	private HttpResponse<String> uploadInChunks(int bytes) {
		return this.person.send(this.person.request("/api/files?name=a.bin")
			.header("Content-Type", "application/octet-stream")
			.POST(BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(new byte[bytes]))));
	}

}
