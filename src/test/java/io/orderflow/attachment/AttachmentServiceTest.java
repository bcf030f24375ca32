package io.orderflow.attachment;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import io.orderflow.MovableClock;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.QueryPlans;
import io.orderflow.Statements;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.quota.AccountQuota;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What becomes of uploaded files. */
@OrderflowTest
class AttachmentServiceTest {

	@Autowired
	private AttachmentService attachments;

	@Autowired
	private AccountQuota made;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private QueryPlans plans;

	@Autowired
	private Statements statements;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private MovableClock clock;

	private final String order = "T-" + UUID.randomUUID();

	private String me;

	@BeforeEach
	void arrive() {
		this.me = this.newcomers.freelancer();
	}

	@AfterEach
	void backToTheRealTime() {
		this.clock.reset();
	}

	@Test
	void a_step_takes_files_and_keeps_them() {
		UUID file = upload("brief.txt");
		attach(file, use("requirements"));
		Attachment attached = this.attachments.get(this.me, file);
		assertThat(attached.orderNumber()).isEqualTo(this.order);
		assertThat(attached.purpose()).isEqualTo("requirements");
		assertThat(refusal(() -> this.attachments.discard(this.me, file)).code()).isEqualTo("file-already-attached");
	}

	@Test
	void a_file_belongs_to_one_thing_but_the_same_step_may_repeat() {
		UUID file = upload("once.txt");
		attach(file, use("draft/1"));
		attach(file, use("draft/1"));
		assertThat(refusal(() -> attach(file, use("draft/2"))).code()).isEqualTo("file-already-used");
	}

	@Test
	void every_file_at_fault_is_named_on_the_field_it_came_in() {
		UUID text = upload("notes.txt");
		UUID strangers = upload(this.newcomers.client(), "theirs.txt");
		UUID unknown = UUID.randomUUID();
		AttachmentUse pictures = new AttachmentUse(this.order, "requirements", List.of("image/*"));
		Refusal refusal = refusal(
				() -> this.attachments.attach(this.me, List.of(text, strangers, unknown), "answer_logo", pictures));
		assertThat(refusal.kind()).isEqualTo(Refusal.Kind.INVALID);
		assertThat(refusal.problems()).extracting(Refusal.Problem::field).containsOnly("answer_logo");
		assertThat(refusal.problems()).extracting(Refusal.Problem::code)
			.containsExactly("wrong-file-type", "unknown-file", "unknown-file");
		assertThat(this.attachments.get(this.me, text).attached()).isFalse();
	}

	@Test
	void a_step_takes_twenty_files_and_no_more() {
		List<UUID> files = IntStream.range(0, 21).mapToObj((i) -> UUID.randomUUID()).toList();
		assertThat(refusal(() -> this.attachments.attach(this.me, files, "files", use("delivery/1"))).code())
			.isEqualTo("too-many-files");
		String slot = this.order + "/deliverWork/files";
		IntStream.range(0, 20).forEach((i) -> upload(this.me, i + ".txt", slot));
		assertThat(refusal(() -> upload(this.me, "21.txt", slot)).code()).isEqualTo("too-many-files");
	}

	@Test
	void when_the_step_is_undone_its_files_are_free_again() {
		UUID file = upload("undone.txt");
		this.transaction.executeWithoutResult((status) -> {
			attach(file, use("draft/1"));
			status.setRollbackOnly();
		});
		attach(file, use("delivery/1"));
		assertThat(this.attachments.get(this.me, file).purpose()).isEqualTo("delivery/1");
	}

	@Test
	void of_two_steps_at_once_that_want_one_file_one_gets_it() throws Exception {
		UUID file = upload("wanted.txt");
		CyclicBarrier together = new CyclicBarrier(2);
		ExecutorService both = Executors.newFixedThreadPool(2);
		try {
			List<Callable<Refusal>> steps = List.of(() -> attachTogether(together, file, "draft/1"),
					() -> attachTogether(together, file, "delivery/1"));
			List<Future<Refusal>> ends = both.invokeAll(steps);
			Refusal first = ends.get(0).get();
			Refusal second = ends.get(1).get();
			assertThat(List.of(first == null, second == null)).containsExactlyInAnyOrder(true, false);
			assertThat(((first != null) ? first : second).code()).isEqualTo("file-already-used");
		}
		finally {
			both.shutdownNow();
		}
	}

	private Refusal attachTogether(CyclicBarrier together, UUID file, String purpose) throws Exception {
		together.await();
		try {
			attach(file, use(purpose));
			return null;
		}
		catch (Refusal ex) {
			return ex;
		}
	}

	@Test
	void what_no_step_takes_goes_after_a_day_and_what_one_took_stays() {
		UUID taken = upload("taken.txt");
		attach(taken, use("draft/1"));
		UUID forgotten = upload("forgotten.txt");
		UUID torn = UUID.randomUUID();
		this.jdbc.sql("insert into attachment (id, owner, file_name, uploaded_at) values (?, ?, 'torn', now())")
			.params(torn, this.me)
			.update();
		this.attachments.removeForgotten();
		assertThat(this.attachments.get(this.me, forgotten)).isNotNull();

		this.clock.advance(Duration.ofHours(24).plusSeconds(1));
		this.attachments.removeForgotten();
		assertThat(refusal(() -> this.attachments.get(this.me, forgotten)).kind()).isEqualTo(Refusal.Kind.NOT_FOUND);
		assertThat(chunksOf(forgotten)).isZero();
		assertThat(this.jdbc.sql("select count(*) from attachment where id = ?").param(torn).query(Long.class).single())
			.isZero();
		assertThat(this.attachments.get(this.me, taken)).isNotNull();
		assertThat(chunksOf(taken)).isOne();
	}

	@Test
	void what_is_staged_is_found_by_step_and_only_by_its_owner() {
		UUID first = upload(this.me, "1.txt", this.order + "/deliverWork/files");
		UUID second = upload(this.me, "2.txt", this.order + "/deliverWork/files");
		upload(this.me, "3.txt", this.order + "/deliverWorkX/files");
		upload(this.newcomers.client(), "4.txt", this.order + "/deliverWork/files");
		assertThat(this.attachments.staged(this.me, this.order + "/deliverWork/")).extracting(Attachment::id)
			.containsExactly(first, second);
		assertThat(this.attachments.staged(this.me, "%")).isEmpty();
		attach(first, use("delivery/1"));
		assertThat(this.attachments.staged(this.me, this.order + "/deliverWork/")).extracting(Attachment::id)
			.containsExactly(second);
	}

	@Test
	void an_upload_never_runs_in_a_transaction() {
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> this.transaction.executeWithoutResult((status) -> upload("slow.txt")));
	}

	/** Two megabytes, and no end. */
	private static InputStream breaking() {
		return new InputStream() {

			private int given;

			@Override
			public int read() throws IOException {
				if (this.given++ < 2_000_000) {
					return 'x';
				}
				throw new IOException("The line is gone");
			}

		};
	}

	@Test
	void an_upload_that_fails_half_way_leaves_nothing() {
		String name = UUID.randomUUID().toString();
		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> this.attachments.upload(this.me, name, null, null, breaking()));
		assertThat(this.jdbc.sql("select count(*) from attachment where file_name = ?")
			.param(name)
			.query(Long.class)
			.single()).isZero();
	}

	@Test
	void a_small_file_comes_with_what_is_known_about_it() throws IOException {
		byte[] content = "small".getBytes(StandardCharsets.UTF_8);
		assertThat(this.statements.of(() -> uploadAnnounced("small.txt", content, content.length))).hasSize(4);
		Attachment file = this.attachments.get(this.me, uploadAnnounced("small.txt", content, content.length));
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		this.attachments.copy(file, 0, file.size(), out);
		assertThat(out.toByteArray()).isEqualTo(content);
	}

	@Test
	void a_small_file_that_is_not_as_long_as_announced_is_refused() {
		String name = UUID.randomUUID().toString();
		byte[] content = new byte[20_000];
		for (int announced : List.of(content.length + 1, content.length - 1, 10_000)) {
			assertThat(refusal(() -> uploadAnnounced(name, content, announced)).problems())
				.extracting(Refusal.Problem::code)
				.containsExactly("file-incomplete");
		}
		assertThat(this.jdbc.sql("select count(*) from attachment where file_name = ?")
			.param(name)
			.query(Long.class)
			.single()).isZero();
	}

	private UUID uploadAnnounced(String name, byte[] content, int announced) {
		try {
			return this.attachments.upload(this.me, name, null, (long) announced, new ByteArrayInputStream(content))
				.id();
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	@Test
	void what_fails_for_our_reasons_takes_nothing_of_what_they_may_upload() {
		InputStream forgotten = new InputStream() {

			private int given;

			@Override
			public int read() {
				if (this.given == 0) {
					AttachmentServiceTest.this.jdbc.sql("delete from attachment where owner = ?")
						.param(AttachmentServiceTest.this.me)
						.update();
				}
				return (this.given++ < 2_000_000) ? 'x' : -1;
			}

		};
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> this.attachments.upload(this.me, "a", null, null, forgotten));
		this.made.checkRoom(this.me, AccountQuota.Made.UPLOADED_MEGABYTE, 100_000_000);

		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> this.attachments.upload(this.me, "a", null, null, breaking()));
		assertThat(refusal(() -> this.made.checkRoom(this.me, AccountQuota.Made.UPLOADED_MEGABYTE, 100_000_000)).code())
			.isEqualTo("too-many-uploads");
	}

	@Test
	void names_and_slots_that_cannot_be_are_refused() {
		assertThat(refusal(() -> upload("  ")).code()).isEqualTo("file-name-missing");
		assertThat(refusal(() -> upload("a\0b")).code()).isEqualTo("text-null-character");
		assertThat(refusal(() -> upload("x".repeat(256))).code()).isEqualTo("file-name-too-long");
		assertThat(refusal(() -> upload(this.me, "a.txt", "../%/x")).code()).isEqualTo("slot-malformed");
		assertThat(upload("é".repeat(255))).isNotNull();
	}

	@Test
	void a_part_is_read_without_the_rest() throws IOException {
		Attachment file = this.attachments.get(this.me, upload("text.txt"));
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		this.attachments.copy(file, 4, 3, out);
		assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("ent");
	}

	@Test
	void staged_and_forgotten_files_are_found_by_an_index() {
		this.plans.amid(() -> this.jdbc
			.sql("""
					insert into attachment (id, owner, file_name, slot, uploaded_at, completed_at, content_type, size, sha256,
						order_number, purpose, attached_at)
					select gen_random_uuid(), ?, 'x', 'P-' || n || '/deliverWork/files', now(), now(), 'text/plain', 0,
						repeat('0', 64), 'P-' || n, 'delivery/1', now()
					from generate_series(1, 20000) n
					""")
			.param(this.me)
			.update(), () -> {
				assertThat(
						this.plans.of(AttachmentRows.STAGED, Map.of("owner", this.me, "pattern", "P-77/deliverWork/%")))
					.contains("attachment_staged")
					.doesNotContain("Seq Scan");
				assertThat(this.plans.of(AttachmentRows.FORGOTTEN,
						Map.of("time", OffsetDateTime.now(ZoneOffset.UTC), "limit", 100)))
					.contains("attachment_unattached")
					.doesNotContain("Seq Scan");
			});
	}

	private UUID upload(String name) {
		return upload(this.me, name);
	}

	private UUID upload(String owner, String name) {
		return upload(owner, name, null);
	}

	private UUID upload(String owner, String name, String slot) {
		try {
			return this.attachments
				.upload(owner, name, slot, null,
						new ByteArrayInputStream("content of a file".getBytes(StandardCharsets.UTF_8)))
				.id();
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	private void attach(UUID file, AttachmentUse use) {
		this.attachments.attach(this.me, List.of(file), "files", use);
	}

	private AttachmentUse use(String purpose) {
		return new AttachmentUse(this.order, purpose);
	}

	private int chunksOf(UUID file) {
		return this.jdbc.sql("select count(*) from attachment_chunk where attachment_id = ?")
			.param(file)
			.query(Integer.class)
			.single();
	}

	private static Refusal refusal(Runnable refused) {
		return catchThrowableOfType(Refusal.class, refused::run);
	}

}
