package io.orderflow.attachment.picture;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
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

	private UUID talk;

	@BeforeEach
	void people() {
		this.client = this.newcomers.client();
		String freelancer = this.newcomers.freelancer();
		BareOrder order = this.orders.placed(this.client, freelancer);
		this.talk = this.conversations.openForOrder(order.id(), order.number(), "Storyboard", this.client, freelancer);
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
			starved.draw(attachment);
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
			assertThatIOException().as("no process is begun").isThrownBy(() -> without.draw(attachment));
			assertThat(attempts(file)).isZero();
		}
		assertThat((String) JsonPath.read(get(file, "").body(), "$.outcome")).isEqualTo("DRAWN");
	}

	private FileDrawing drawing(DataSize memory, Duration within) {
		PictureSettings settings = new PictureSettings(1, 20, within, Duration.ofMinutes(5), Duration.ofMinutes(30),
				memory, DataSize.ofMegabytes(200), 10, 2);
		return new FileDrawing(this.rows, this.attachments, this.derived, settings, this.transaction, this.clock);
	}

	private int attempts(UUID file) {
		return this.jdbc.sql("select coalesce(max(attempts), 0) from file_drawing where source = :source")
			.param("source", file)
			.query(Integer.class)
			.single();
	}

	private UUID posted(String name, byte[] content) {
		try {
			UUID file = this.attachments
				.upload(this.client, name, null, (long) content.length, new ByteArrayInputStream(content))
				.id();
			this.conversations.post(this.talk, this.client, "Here it is", List.of(file), "message");
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
