package io.orderflow.attachment.picture;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.jayway.jsonpath.JsonPath;
import io.orderflow.BareOrders;
import io.orderflow.BareOrders.BareOrder;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.SampleFiles;
import io.orderflow.Visitor;
import io.orderflow.attachment.Attachment;
import io.orderflow.attachment.AttachmentService;
import io.orderflow.attachment.DerivedFileService;
import io.orderflow.conversation.ConversationService;
import io.orderflow.drawing.DrawingApplication;
import io.orderflow.drawing.HostileFiles;
import io.orderflow.platform.Refusal;
import io.orderflow.worker.DrawingProcesses;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

/** How often a file of a message is drawn where that fails, and what is said of it. */
@OrderflowTest
class FileAttemptsTest {

	@LocalServerPort
	private int port;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private BareOrders orders;

	@Autowired
	private ConversationService conversations;

	@Autowired
	private AttachmentService attachments;

	@Autowired
	private PageRows rows;

	@Autowired
	private DerivedFileService derived;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private Clock clock;

	@Autowired
	private JdbcClient jdbc;

	private String client;

	private String freelancer;

	private int sent;

	private UUID talk;

	@BeforeEach
	void people() {
		this.client = this.newcomers.client();
		this.freelancer = this.newcomers.freelancer();
		BareOrder order = this.orders.placed(this.client, this.freelancer);
		this.talk = this.conversations.openForOrder(order.id(), order.number(), "Storyboard", this.client,
				this.freelancer);
	}

	@Test
	void a_file_that_killed_what_drew_it_twice_is_tried_no_more() {
		UUID file = posted("fox.png", SampleFiles.picture("png", 60, 40));
		this.jdbc.sql("insert into file_drawing (source, attempts) values (:file, 2)").param("file", file).update();
		assertThat((String) JsonPath.read(get(file, "").body(), "$.outcome")).isEqualTo("QUARANTINED");
	}

	@Test
	void what_may_still_be_drawn_elsewhere_is_in_no_quarantine() {
		UUID file = posted("fox.png", SampleFiles.picture("png", 60, 40));
		this.jdbc.sql("insert into file_drawing (source, attempts, begun_at) values (:file, 2, now())")
			.param("file", file)
			.update();
		for (String path : List.of("", "/1", "/1/thumbnail")) {
			assertThat(get(file, path).statusCode()).as(path).isEqualTo(503);
		}
		this.jdbc.sql("update file_drawing set begun_at = now() - interval '2 minutes' where source = :file")
			.param("file", file)
			.update();
		assertThat((String) JsonPath.read(get(file, "").body(), "$.outcome")).isEqualTo("QUARANTINED");
	}

	@Test
	void what_had_no_processor_is_in_no_quarantine_and_is_drawn_again_on_another_day() throws Exception {
		UUID file = posted("fox.jpg", SampleFiles.picture("jpeg", 7_296, 5_472));
		this.jdbc.sql("insert into file_drawing (source, attempts, begun_at) values (:file, 1, now())")
			.param("file", file)
			.update();
		FileDrawing starved = drawing(DataSize.ofMegabytes(256), Duration.ofSeconds(15));
		Attachment attachment = this.attachments.get(this.client, file);
		Future<?> drawn = Executors.newSingleThreadExecutor().submit(() -> {
			starved.draw(attachment, DrawingTime.ALL);
			return null;
		});
		new DrawingProcesses(DrawingApplication.class).stopNext();
		drawn.get();
		assertThat((String) JsonPath.read(get(file, "").body(), "$.outcome")).isEqualTo("TOO_SLOW");
		this.jdbc.sql("update file_drawing set begun_at = now() - interval '25 hours' where source = :file")
			.param("file", file)
			.update();
		assertThat((String) JsonPath.read(get(file, "").body(), "$.outcome")).isEqualTo("DRAWN");
		assertThat(attempts(file)).isOne();
	}

	@Test
	void what_fails_for_our_reasons_does_not_count_against_the_file() {
		UUID file = posted("fox.png", SampleFiles.picture("png", 60, 40));
		FileDrawing without = drawing(DataSize.ofBytes(0), Duration.ofSeconds(30));
		Attachment attachment = this.attachments.get(this.client, file);
		for (int i = 0; i < 3; i++) {
			assertThatIOException().as("no process is begun")
				.isThrownBy(() -> without.draw(attachment, DrawingTime.FIRST));
			assertThat(attempts(file)).isZero();
		}
		assertThat((String) JsonPath.read(get(file, "").body(), "$.outcome")).isEqualTo("DRAWN");
	}

	@Test
	void a_file_that_takes_long_is_put_off_and_holds_up_nobody() throws InterruptedException {
		UUID slow = posted("slow.svg", HostileFiles.slowDrawing());
		UUID other = posted(this.freelancer, "fox.png", SampleFiles.picture("png", 60, 40));
		PictureSettings settings = new PictureSettings(1, 20, Duration.ofMinutes(5), Duration.ofSeconds(15),
				Duration.ofMinutes(5), Duration.ofMinutes(30), DataSize.ofMegabytes(256), DataSize.ofMegabytes(200), 10,
				2);
		DrawingPlaces places = new DrawingPlaces(settings);
		FilePages pages = new FilePages(this.attachments, this.rows, drawing(settings), places, settings);
		try {
			DrawingPlaces.Turn somebody = places.enterWithin("somebody", DrawingTime.ALL, 1).orElseThrow();
			CompletableFuture<PageView> seen = pages.of(this.client, slow);
			await().until(() -> attempts(slow) == 1);
			assertThat(pages.of(this.client, other).join().outcome()).isEqualTo(PageOutcome.DRAWN);
			assertThat(attempts(slow)).as("what is put off is as if it had not begun").isZero();
			places.leave(somebody);
			await().until(() -> attempts(slow) == 1);
			assertThat(seen).as("which is drawn in its second turn").isNotDone();
		}
		finally {
			pages.stop();
		}
	}

	@Test
	void where_no_more_may_wait_the_last_of_those_with_most_is_told_to_come_again() throws InterruptedException {
		PictureSettings settings = new PictureSettings(1, 10, Duration.ofSeconds(30), Duration.ofSeconds(5),
				Duration.ofMinutes(5), Duration.ofMinutes(30), DataSize.ofMegabytes(256), DataSize.ofMegabytes(200), 10,
				2);
		DrawingPlaces places = new DrawingPlaces(settings);
		FilePages pages = new FilePages(this.attachments, this.rows, drawing(settings), places, settings);
		try {
			places.enterWithin("somebody", DrawingTime.FIRST, 1).orElseThrow();
			List<CompletableFuture<PageView>> waiting = new ArrayList<>();
			for (int i = 0; i < 5; i++) {
				people();
				waiting.add(pages.of(this.client, posted("a.png", SampleFiles.picture("png", 60, 40))));
				waiting.add(pages.of(this.freelancer, posted("b.png", SampleFiles.picture("png", 60, 40))));
			}
			people();
			CompletableFuture<PageView> newcomer = pages.of(this.client,
					posted("c.png", SampleFiles.picture("png", 60, 40)));
			assertThatThrownBy(waiting.get(9)::join).rootCause()
				.asInstanceOf(type(Refusal.class))
				.returns("busy", Refusal::code);
			assertThat(waiting.subList(0, 9)).noneMatch(CompletableFuture::isDone);
			assertThat(newcomer).isNotDone();
		}
		finally {
			pages.stop();
		}
	}

	private FileDrawing drawing(DataSize memory, Duration within) {
		return drawing(new PictureSettings(1, 20, within, Duration.ofSeconds(5), Duration.ofMinutes(5),
				Duration.ofMinutes(30), memory, DataSize.ofMegabytes(200), 10, 2));
	}

	private FileDrawing drawing(PictureSettings settings) {
		return new FileDrawing(this.rows, this.attachments, this.derived, settings, this.transaction, this.clock);
	}

	private int attempts(UUID file) {
		return this.jdbc.sql("select coalesce(max(attempts), 0) from file_drawing where source = :source")
			.param("source", file)
			.query(Integer.class)
			.single();
	}

	private UUID posted(String name, byte[] content) {
		return posted(this.client, name, content);
	}

	private UUID posted(String owner, String name, byte[] content) {
		try {
			UUID file = this.attachments
				.upload(owner, name, null, (long) content.length, new ByteArrayInputStream(content))
				.id();
			this.conversations.post(this.talk, owner, "Here it is", List.of(file), "message-" + this.sent++);
			return file;
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private HttpResponse<String> get(UUID file, String path) {
		return Visitor.withPassword(this.port, this.client, Newcomers.PASSWORD)
			.get("/api/files/" + file + "/pages" + path);
	}

}
