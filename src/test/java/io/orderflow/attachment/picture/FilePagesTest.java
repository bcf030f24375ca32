package io.orderflow.attachment.picture;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import javax.imageio.ImageIO;

import com.jayway.jsonpath.JsonPath;
import io.orderflow.BareOrders.BareOrder;
import io.orderflow.BareOrders;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.SampleFiles;
import io.orderflow.Statements;
import io.orderflow.Visitor;
import io.orderflow.attachment.Attachment;
import io.orderflow.attachment.AttachmentService;
import io.orderflow.attachment.AttachmentUse;
import io.orderflow.attachment.DerivedFileService;
import io.orderflow.conversation.ConversationService;
import io.orderflow.drawing.HostileFiles;
import io.orderflow.order.OrderStep;
import io.orderflow.order.flow.OrderDesk;
import io.orderflow.order.question.NewQuestion;
import io.orderflow.order.question.QuestionDesk;
import io.orderflow.order.step.AnswerQuestion;
import io.orderflow.order.step.DeliverWork;
import io.orderflow.order.step.SubmitDraft;
import io.orderflow.platform.Refusal;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.OrderScenario;
import io.orderflow.scenario.Storyboard;
import org.apache.commons.codec.digest.DigestUtils;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

/** What is seen of the files of messages, over HTTP, as a browser asks for it. */
@OrderflowTest
class FilePagesTest {

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
	private Marketplace marketplace;

	@Autowired
	private OrderDesk desk;

	@Autowired
	private QuestionDesk questions;

	@Autowired
	private PageRows rows;

	@Autowired
	private DrawingPlaces places;

	@Autowired
	private DerivedFileService derived;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private Clock clock;

	@Autowired
	private Statements statements;

	@Autowired
	private JdbcClient jdbc;

	private String client;

	private String freelancer;

	private UUID talk;

	private int sent;

	@BeforeEach
	void people() {
		this.client = this.newcomers.client();
		this.freelancer = this.newcomers.freelancer();
		BareOrder order = this.orders.placed(this.client, this.freelancer);
		this.talk = this.conversations.openForOrder(order.id(), order.number(), "Storyboard", this.client,
				this.freelancer);
	}

	@Test
	void a_picture_is_seen_small_and_large_by_both_sides_and_by_nobody_else() throws IOException {
		UUID file = posted("fox.jpg", SampleFiles.picture("jpeg", 3_000, 2_000));
		HttpResponse<byte[]> small = bytes(this.freelancer, file, "/1/thumbnail");
		assertThat(small.statusCode()).isEqualTo(200);
		assertThat(ImageIO.read(new ByteArrayInputStream(small.body())).getWidth()).isEqualTo(320);
		assertThat(header(small, "Content-Type")).isEqualTo("image/jpeg");
		assertThat(header(small, "Content-Disposition")).isEqualTo("inline");
		assertThat(header(small, "X-Content-Type-Options")).isEqualTo("nosniff");
		assertThat(header(small, "Content-Security-Policy")).isEqualTo("default-src 'none'; sandbox");
		assertThat(header(small, "Cache-Control")).isEqualTo("private, no-cache");

		String told = get(this.client, file, "").body();
		assertThat((String) JsonPath.read(told, "$.outcome")).isEqualTo("DRAWN");
		assertThat((Integer) JsonPath.read(told, "$.shown[0].width")).isEqualTo(1_600);
		assertThat((Integer) JsonPath.read(told, "$.shown[0].height")).isEqualTo(1_067);
		assertThat(ImageIO.read(new ByteArrayInputStream(bytes(this.client, file, "/1").body())).getWidth())
			.isEqualTo(1_600);
		for (String path : List.of("", "/1", "/1/thumbnail")) {
			assertThat(get(this.newcomers.client(), file, path).statusCode()).as(path).isEqualTo(404);
		}
		assertThat(get(this.client, file, "/2").statusCode()).isEqualTo(404);
		assertThat(attempts(file)).as("how often it was drawn").isOne();
	}

	@Test
	void what_a_browser_has_is_not_sent_again() {
		UUID file = posted("fox.png", SampleFiles.picture("png", 60, 40));
		String etag = header(bytes(this.client, file, "/1"), "ETag");
		Visitor visitor = visitor(this.client);
		HttpResponse<String> again = visitor
			.send(visitor.request("/api/files/" + file + "/pages/1").GET().header("If-None-Match", etag));
		assertThat(again.statusCode()).isEqualTo(304);
		assertThat(again.body()).isEmpty();
	}

	@Test
	void the_pages_of_a_document_are_seen_and_a_drawing_without_its_scripts() {
		String pdf = get(this.client, posted("plan.pdf", SampleFiles.pdf(12)), "").body();
		assertThat((Integer) JsonPath.read(pdf, "$.pages")).isEqualTo(12);
		assertThat((Integer) JsonPath.read(pdf, "$.shown.length()")).isEqualTo(10);

		UUID svg = posted("logo.svg", SampleFiles.svgWithScript());
		assertThat(header(bytes(this.client, svg, "/1"), "Content-Type")).isEqualTo("image/jpeg");
		HttpResponse<String> original = visitor(this.client).get("/api/files/" + svg);
		assertThat(original.headers().firstValue("Content-Disposition").orElse("")).startsWith("attachment;");
	}

	@Test
	void what_cannot_be_drawn_says_why_and_everything_else_is_downloaded_only() {
		UUID broken = posted("broken.png", new byte[] { (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 1, 2, 3 });
		assertThat(get(this.client, broken, "/1").statusCode()).isEqualTo(404);
		HttpResponse<byte[]> instead = bytes(this.client, broken, "/1/thumbnail");
		assertThat(instead.statusCode()).isEqualTo(303);
		assertThat(visitor(this.client).get(header(instead, "Location")).statusCode()).isEqualTo(200);
		assertThat((String) JsonPath.read(get(this.client, broken, "").body(), "$.outcome")).isEqualTo("DAMAGED");

		UUID text = posted("page.html", "<!DOCTYPE html><p>hello".getBytes(StandardCharsets.UTF_8));
		HttpResponse<String> none = get(this.client, text, "");
		assertThat(none.statusCode()).isEqualTo(404);
		assertThat((String) JsonPath.read(none.body(), "$.type")).endsWith("page-not-there");
		UUID staged = upload("staged.png", SampleFiles.picture("png", 60, 40));
		assertThat(get(this.client, staged, "").statusCode()).as("of what belongs to nothing yet").isEqualTo(404);
	}

	@Test
	void nobody_takes_the_places_of_others_and_whoever_leaves_gives_theirs_back() throws InterruptedException {
		FilePages pages = new FilePages(this.attachments, this.rows, drawing(DataSize.ofMegabytes(256)),
				new DrawingPlaces(settings(DataSize.ofMegabytes(256))), settings(DataSize.ofMegabytes(256)));
		try {
			UUID slow = posted("slow.svg", HostileFiles.slowDrawing());
			pages.of(this.client, slow);
			await().until(() -> attempts(slow) == 1);
			UUID[] files = IntStream.range(0, 4)
				.mapToObj((i) -> posted(i + ".png", SampleFiles.picture("png", 60, 40)))
				.toArray(UUID[]::new);
			List<CompletableFuture<PageView>> first = IntStream.range(0, 20)
				.mapToObj((i) -> pages.of(this.client, files[0]))
				.toList();
			assertBusy(() -> pages.of(this.client, files[0]));
			pages.of(this.client, files[1]);
			assertBusy(() -> pages.of(this.client, files[2]));
			assertThat(pages.of(this.freelancer, files[2])).as("of the same owner, for another").isNotDone();

			first.subList(1, 20).forEach((one) -> one.cancel(false));
			assertBusy(() -> pages.of(this.client, files[3]));
			first.get(0).cancel(false);
			assertThat(pages.of(this.client, files[3])).as("once nobody waits for the first").isNotDone();
		}
		finally {
			pages.stop();
		}
	}

	/** Others only look: it is not theirs to pause. */
	@Test
	void whose_files_were_drawn_for_too_long_pauses_and_nobody_else() {
		UUID file = posted("fox.png", SampleFiles.picture("png", 60, 40));
		this.places.spend(this.client, Duration.ofMinutes(5).plusMinutes(1));
		HttpResponse<String> own = get(this.client, file, "");
		assertThat(own.statusCode()).isEqualTo(429);
		assertThat(own.body()).contains("drawn-too-long");
		assertThat(Integer.parseInt(header(own, "Retry-After"))).isBetween(240, 370);
		HttpResponse<String> looking = get(this.freelancer, file, "");
		assertThat(looking.statusCode()).isEqualTo(503);
		assertThat(Integer.parseInt(header(looking, "Retry-After"))).isBetween(240, 370);
		assertThat(attempts(file)).isZero();

		String others = this.newcomers.freelancer();
		UUID picture = upload(others, "fox.png", SampleFiles.picture("png", 60, 40));
		assertThat(visitor(others).put("/api/me/picture", "{\"file\": \"" + picture + "\"}").statusCode())
			.isEqualTo(200);
	}

	private static void assertBusy(ThrowingCallable asking) {
		assertThat(catchThrowableOfType(Refusal.class, asking)).extracting(Refusal::code).isEqualTo("busy");
	}

	private FileDrawing drawing(DataSize memory) {
		return new FileDrawing(this.rows, this.attachments, this.derived, settings(memory), this.transaction,
				this.clock);
	}

	/** Of twenty places, two are for one person. */
	private static PictureSettings settings(DataSize memory) {
		return new PictureSettings(1, 20, Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofMinutes(5),
				Duration.ofMinutes(30), memory, DataSize.ofMegabytes(200), 10, 2);
	}

	private int attempts(UUID file) {
		return this.jdbc.sql("select coalesce(max(attempts), 0) from file_drawing where source = :source")
			.param("source", file)
			.query(Integer.class)
			.single();
	}

	@Test
	void what_we_made_is_not_drawn_once_more_and_goes_with_what_was_seen_of_it() throws IOException {
		byte[] picture = SampleFiles.picture("jpeg", 60, 40);
		String sha256 = DigestUtils.sha256Hex(picture);
		for (String purpose : List.of("preview/1", "dossier/client", "page/" + this.talk)) {
			Attachment made = this.derived.receive(this.client, "made", DataSize.ofMegabytes(1), sha256,
					new ByteArrayInputStream(picture));
			this.transaction
				.executeWithoutResult((status) -> this.derived.attach(made, new AttachmentUse(null, purpose)));
			HttpResponse<String> none = get(this.client, made.id(), "");
			assertThat(none.statusCode()).as(purpose).isEqualTo(404);
			assertThat((String) JsonPath.read(none.body(), "$.type")).endsWith("page-not-there");

			this.jdbc.sql("insert into file_drawing (source, attempts) values (:file, 1)")
				.param("file", made.id())
				.update();
			this.transaction.executeWithoutResult((status) -> this.derived.remove(made.id()));
			assertThat(this.jdbc.sql("select count(*) from file_drawing where source = :file")
				.param("file", made.id())
				.query(Integer.class)
				.single()).isZero();
		}
	}

	@Test
	void of_a_draft_that_is_withheld_the_client_sees_no_page_without_a_watermark() throws IOException {
		OrderScenario order = this.marketplace.anOrder().until(OrderStep.SUBMIT_DRAFT);
		byte[] content = SampleFiles.picture("png", 60, 40);
		UUID draft = this.attachments
			.upload(order.freelancer(), "draft.png", null, (long) content.length, new ByteArrayInputStream(content))
			.id();
		this.desk.decide(order.number(), order.freelancer(),
				new SubmitDraft.Decision("Three sketches", List.of(draft), null, null));
		for (String path : List.of("", "/1", "/1/thumbnail")) {
			HttpResponse<String> refused = Visitor.withPassword(this.port, order.client(), "orderflow")
				.get("/api/files/" + draft + "/pages" + path);
			assertThat(refused.statusCode()).as(path).isEqualTo(403);
			assertThat((String) JsonPath.read(refused.body(), "$.type")).endsWith("draft-until-accepted");
		}
		assertThat(Visitor.withPassword(this.port, order.freelancer(), "orderflow")
			.get("/api/files/" + draft + "/pages")
			.statusCode()).isEqualTo(200);
	}

	@Test
	void a_page_takes_no_statement_more_for_its_pictures() {
		Visitor visitor = Visitor.stranger(this.port);
		visitor.signIn(this.client, Newcomers.PASSWORD);
		String page = "/conversations/" + this.talk;
		posted("one.png", SampleFiles.picture("png", 60, 40));
		visitor.get(page);
		int withOne = this.statements.of(() -> visitor.get(page)).size();
		UUID[] more = new UUID[5];
		for (int i = 0; i < more.length; i++) {
			more[i] = upload(i + ".png", SampleFiles.picture("png", 60, 40));
		}
		this.conversations.post(this.talk, this.client, "Five more", List.of(more), "more");
		visitor.get(page);
		assertThat(this.statements.of(() -> assertThat(visitor.get(page).body().split("class=\"thumb\"")).hasSize(7)))
			.hasSizeLessThanOrEqualTo(withOne);
	}

	@Test
	void the_files_of_requirements_questions_and_deliveries_have_small_pictures_too() {
		byte[] picture = SampleFiles.picture("png", 60, 40);
		UUID logo = upload(this.client, "logo.png", picture);
		OrderScenario order = this.marketplace.anOrder()
			.between(this.client, this.freelancer)
			.of(Storyboard.asksEverything())
			.requirementsProvided(Map.of("story", "A fox", "logo", List.of(logo.toString())))
			.requirementsClear()
			.planned()
			.draftSubmitted()
			.previewAnswered("made")
			.draftApproved();
		UUID asked = upload(this.freelancer, "asked.png", picture);
		this.questions.ask(order.number(), this.freelancer, new NewQuestion("Which fox?", List.of(asked)));
		UUID answer = upload(this.client, "answer.png", picture);
		this.desk.decide(order.number(), this.client, new AnswerQuestion.Decision("This one", List.of(answer)));
		UUID work = upload(this.freelancer, "work.png", picture);
		this.desk.decide(order.number(), this.freelancer, new DeliverWork.Decision("Here", List.of(work), null, null));
		Visitor reader = Visitor.stranger(this.port);
		reader.signIn(this.client, Newcomers.PASSWORD);
		String page = reader.get("/orders/" + order.number()).body();
		for (UUID file : List.of(logo, asked, answer, work)) {
			assertThat(page).contains("class=\"thumb\"", "/api/files/" + file + "/pages/1/thumbnail");
		}
	}

	private UUID posted(String name, byte[] content) {
		UUID file = upload(name, content);
		this.conversations.post(this.talk, this.client, "Here it is", List.of(file), "message-" + this.sent++);
		return file;
	}

	private UUID upload(String name, byte[] content) {
		return upload(this.client, name, content);
	}

	private UUID upload(String owner, String name, byte[] content) {
		try {
			return this.attachments.upload(owner, name, null, (long) content.length, new ByteArrayInputStream(content))
				.id();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private HttpResponse<String> get(String account, UUID file, String path) {
		return visitor(account).get("/api/files/" + file + "/pages" + path);
	}

	private HttpResponse<byte[]> bytes(String account, UUID file, String path) {
		Visitor visitor = visitor(account);
		return visitor.bytes(visitor.request("/api/files/" + file + "/pages" + path).GET());
	}

	private Visitor visitor(String account) {
		return Visitor.withPassword(this.port, account, Newcomers.PASSWORD);
	}

	private static String header(HttpResponse<?> answer, String name) {
		return answer.headers().firstValue(name).orElse("");
	}

}
