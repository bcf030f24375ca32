package io.orderflow.worker;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import io.orderflow.attachment.AttachmentService;
import io.orderflow.conversation.ConversationService;
import io.orderflow.conversation.MessageKind;
import io.orderflow.drawing.AccessiblePdf;
import io.orderflow.drawing.WritingApplication;
import io.orderflow.order.RevisionPoint.Scope;
import io.orderflow.order.TimelineKind;
import io.orderflow.order.dashboard.OrderViewService;
import io.orderflow.order.flow.OrderDesk;
import io.orderflow.order.note.PrivateNoteService;
import io.orderflow.order.revision.RevisionDesk;
import io.orderflow.order.step.PointInput;
import io.orderflow.order.step.PostProgressUpdate;
import io.orderflow.platform.ReaderFormats;
import io.orderflow.platform.UserStore;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.OrderScenario;
import org.apache.commons.codec.digest.DigestUtils;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.externaltask.ExternalTask;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** From the end of an order to the document in the hands of each side (B7). */
@OrderflowTest
class DossierWorkerTest {

	private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

	private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

	@LocalServerPort
	private int port;

	@Autowired
	private Marketplace marketplace;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private ConversationService conversations;

	@Autowired
	private AttachmentService files;

	@Autowired
	private OrderDesk desk;

	@Autowired
	private RevisionDesk revisions;

	@Autowired
	private PrivateNoteService notes;

	@Autowired
	private OrderViewService reading;

	@Autowired
	private MessageSource messages;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private Drafts drafts;

	@Autowired
	private ExternalTaskService tasks;

	private final SimpleMeterRegistry figures = new SimpleMeterRegistry();

	private WorkerSettings settings;

	private String client;

	private String freelancer;

	private OrderScenario order;

	@BeforeEach
	void twoPeopleFarApart() {
		this.settings = within(Duration.ofSeconds(60));
		this.client = this.newcomers.person("Camille", Locale.FRENCH, PARIS, UserStore.CLIENTS);
		this.freelancer = this.newcomers.person("Noah", Locale.ENGLISH, NEW_YORK, UserStore.FREELANCERS);
		this.order = this.marketplace.anOrder().between(this.client, this.freelancer);
	}

	private WorkerSettings within(Duration time) {
		return new WorkerSettings(true, URI.create("http://localhost:" + this.port + "/engine-rest"), "", "worker",
				"orderflow", Duration.ofSeconds(30), Duration.ofSeconds(2), time, DataSize.ofMegabytes(256), null,
				InetAddress.getLoopbackAddress());
	}

	@Test
	void each_side_gets_everything_in_its_language_and_its_time_when_the_order_closes() throws IOException {
		this.order.requirementsProvided()
			.clarificationAsked("Which fox?")
			.clarified("The red one")
			.requirementsClear()
			.planned();
		this.order.draftSubmitted().previewAnswered("made").changesAsked().draftSubmitted().previewAnswered("made");
		this.order.draftApproved().question().asked("May it snow?").question().answered();
		this.conversations.post(this.order.number(), this.client, MessageKind.MESSAGE, "<b>Bonjour</b> 象",
				List.of(upload("sketch.txt", "sketch")), UUID.randomUUID().toString());
		this.desk.postUpdate(this.order.number(), this.freelancer,
				new PostProgressUpdate.Decision("Half of it stands", null, null));
		this.order.extensionAsked(this.freelancer, Duration.ofDays(1)).refused(this.client);
		this.order.delivered()
			.revisionAsked(new PointInput("A longer tail", "story", Scope.INSIDE),
					new PointInput("A second fox", "something-else", Scope.OUTSIDE));
		this.revisions.object(this.order.number(), this.freelancer, 1, null, "It was never agreed");
		this.notes.write(this.order.number(), this.freelancer, "Never again", List.of(), null);
		this.order.delivered().accepted();
		work();

		assertThat(this.order.timeline(TimelineKind.DOSSIER_MADE)).isOne();
		Instant placed = this.reading.order(this.order.number(), this.client).placedAt();
		String french = text(this.client);
		String english = text(this.freelancer);
		for (String both : List.of("Which fox?", "The red one", "Less red", "May it snow?", "<b>Bonjour</b> 象",
				"Half of it stands", "The fox is shy", "A longer tail", "A second fox", "It was never agreed",
				"sketch.txt", DigestUtils.sha256Hex("sketch"), "Camille Newcomer", "Noah Newcomer", this.order.number(),
				utc(placed))) {
			contains(french, both);
			contains(english, both);
		}
		contains(french, "Dossier de la commande");
		contains(french, "Conditions, telles que convenues");
		contains(french, formatted(placed, Locale.FRENCH, PARIS));
		contains(french, "hors de ce qui a été convenu");
		contains(english, "Dossier of order");
		contains(english, formatted(placed, Locale.ENGLISH, NEW_YORK));
		contains(english, "outside what was agreed");
		for (String dossier : List.of(french, english)) {
			assertThat(dossier).as("the private note").doesNotContain(squeezed("Never again"));
		}
	}

	@Test
	void a_side_asks_for_one_while_the_order_runs_and_the_page_has_it() throws IOException {
		this.order.placed();
		Visitor page = page();
		assertThat(page.form("/orders/" + this.order.number() + "/dossier", Map.of()).statusCode()).isEqualTo(302);
		assertThat(page.get("/orders/" + this.order.number()).body()).contains("en préparation")
			.doesNotContain("/api/orders/" + this.order.number() + "/dossier");
		try (RunningWorker running = worker()) {
			await().atMost(Duration.ofMinutes(3))
				.until(() -> page.get("/orders/" + this.order.number())
					.body()
					.contains("/api/orders/" + this.order.number() + "/dossier"));
		}
		assertThat(text(this.client)).contains(squeezed(this.order.number()));
		assertThat(this.order.timeline(TimelineKind.DOSSIER_MADE)).as("of a closed order only").isZero();
	}

	@Test
	void one_that_kills_what_draws_it_twice_is_not_made_and_both_sides_read_so() throws Exception {
		this.order.placed();
		Visitor page = page();
		assertThat(page.form("/orders/" + this.order.number() + "/dossier", Map.of()).statusCode()).isEqualTo(302);
		DrawingProcesses processes = new DrawingProcesses(WritingApplication.class);
		try (RunningWorker running = worker()) {
			for (int i = 0; i < 4; i++) {
				processes.killNext();
			}
			await().atMost(Duration.ofMinutes(3))
				.until(() -> page.get("/orders/" + this.order.number()).body().contains("n’a pas pu être établi"));
		}
		assertThat(page.get("/orders/" + this.order.number()).body()).contains("Établir un dossier")
			.doesNotContain("en préparation");
		assertThat(outcomes()).containsExactly("FAILED", "FAILED");
		assertThat(this.figures.counter("orderflow.worker.dossiers", "outcome", "FAILED").count()).isEqualTo(2);
	}

	private List<String> outcomes() {
		return this.jdbc.sql("""
				select outcome from dossier_side where order_id = (select id from orders where number = :order)
				""").param("order", this.order.number()).query(String.class).list();
	}

	@Test
	void a_long_conversation_is_cut_where_a_worker_has_no_room_for_it_and_the_dossier_is_made() throws IOException {
		this.order.placed();
		for (int i = 0; i < 60; i++) {
			this.conversations.post(this.order.number(), this.client, MessageKind.MESSAGE,
					"Message-" + i + " fox".repeat(4_900),
					(i == 0) ? List.of(upload("first.txt", "sketch")) : List.of(), UUID.randomUUID().toString());
		}
		this.order.cancelledByClient("No more");
		work();
		assertThat(this.order.timeline(TimelineKind.DOSSIER_MADE)).isOne();
		String english = text(this.freelancer);
		contains(english, "Older ones, for which there is no room here, are on the page of the order.");
		contains(english, "Message-59");
		assertThat(english).as("in the table of all files, whatever became of its message")
			.containsOnlyOnce(squeezed("first.txt"))
			.contains(DigestUtils.sha256Hex("sketch"));
		assertThat(english).doesNotContain(squeezed("Message-5 fox"));
	}

	@Test
	void what_fails_for_one_side_does_not_cost_the_other_its_dossier() throws IOException {
		this.order.cancelledByClient("No more");
		try (BreakingLine line = new BreakingLine(this.port,
				(path, body) -> path.endsWith("/client") ? BreakingLine.Fate.FAILS : BreakingLine.Fate.PASSES);
				RunningWorker running = worker(
						new TaskResources(line.application(), this.settings.authorization(), RunningWorker.NAME))) {
			await().atMost(Duration.ofMinutes(3)).until(() -> dossier(this.freelancer).statusCode() == 200);
		}
		assertThat(dossier(this.client).statusCode()).isEqualTo(404);
		assertThat(this.order.timeline(TimelineKind.DOSSIER_NOT_MADE)).as("it is tried again").isZero();
	}

	@Test
	void a_machine_that_is_too_busy_is_waited_for_two_hours() throws Exception {
		this.order.cancelledByClient("No more");
		// one attempt is left, which it keeps
		this.tasks.setRetries(this.drafts.task(this.order).getId(), 1);
		this.settings = within(Duration.ofSeconds(10));
		DrawingProcesses writing = new DrawingProcesses(WritingApplication.class);
		try (RunningWorker running = worker()) {
			for (int i = 0; i < 4; i++) {
				writing.stopNext();
			}
			waits(Duration.ofMinutes(1));
			this.tasks.unlock(this.drafts.task(this.order).getId());
			for (int i = 0; i < 4; i++) {
				writing.stopNext();
			}
			waits(Duration.ofMinutes(2));
			assertThat(this.drafts.task(this.order).getRetries()).isOne();
			assertThat(outcomes()).doesNotContain("TOO_SLOW");
			assertThat(this.order.timeline(TimelineKind.DOSSIER_NOT_MADE)).isZero();
			ExternalTask task = this.drafts.task(this.order);
			this.tasks.handleFailure(task.getId(), task.getWorkerId(), "It waits",
					"Put off since the machine was too busy, times: 12", 1, 0);
			for (int i = 0; i < 4; i++) {
				writing.stopNext();
			}
			await().atMost(Duration.ofMinutes(3)).until(() -> this.order.timeline(TimelineKind.DOSSIER_NOT_MADE) == 1);
		}
		assertThat(outcomes()).containsExactly("TOO_SLOW", "TOO_SLOW");
	}

	/** It is told so, and comes again after that time. */
	private void waits(Duration time) {
		await().atMost(Duration.ofMinutes(3)).untilAsserted(() -> {
			ExternalTask task = this.drafts.task(this.order);
			assertThat(task.getErrorMessage()).contains("waits: The machine was too busy to write it");
			assertThat(task.getLockExpirationTime()).isBetween(Instant.now().plus(time).minusSeconds(30),
					Instant.now().plus(time));
		});
	}

	@Test
	void a_conflict_that_is_no_result_is_tried_again_until_both_have_their_dossiers() throws IOException {
		this.order.cancelledByClient("No more");
		AtomicBoolean first = new AtomicBoolean(true);
		try (BreakingLine line = new BreakingLine(this.port,
				(path, body) -> path.endsWith("/client") && first.getAndSet(false) ? BreakingLine.Fate.COLLIDES
						: BreakingLine.Fate.PASSES);
				RunningWorker running = worker(
						new TaskResources(line.application(), this.settings.authorization(), RunningWorker.NAME))) {
			await().atMost(Duration.ofMinutes(3))
				.until(() -> Integer.valueOf(3).equals(this.drafts.task(this.order).getRetries()));
			this.tasks.unlock(this.drafts.task(this.order).getId());
			await().atMost(Duration.ofMinutes(3)).until(() -> this.order.waitsAt().isEmpty());
		}
		assertThat(dossier(this.client).statusCode()).isEqualTo(200);
		assertThat(this.order.timeline(TimelineKind.DOSSIER_MADE)).isOne();
	}

	private Visitor page() {
		Visitor page = Visitor.stranger(this.port);
		page.signIn(this.client, Newcomers.PASSWORD);
		page.readCsrf();
		return page;
	}

	private UUID upload(String name, String content) throws IOException {
		byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
		return this.files.upload(this.client, name, null, (long) bytes.length, new ByteArrayInputStream(bytes)).id();
	}

	private void work() {
		try (RunningWorker running = worker()) {
			await().atMost(Duration.ofMinutes(3)).until(() -> this.order.waitsAt().isEmpty());
		}
	}

	private RunningWorker worker() {
		return worker(resources());
	}

	private TaskResources resources() {
		return new TaskResources(URI.create("http://localhost:" + this.port), this.settings.authorization(),
				RunningWorker.NAME);
	}

	private RunningWorker worker(TaskResources resources) {
		return RunningWorker.on(this.order.number(), this.settings,
				(drawing, locks) -> new DossierWorker(resources, drawing, locks, new WorkerMeter(this.figures)));
	}

	private String text(String person) throws IOException {
		HttpResponse<InputStream> answer = dossier(person);
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.headers().firstValue("Content-Type")).contains("application/pdf");
		byte[] dossier = answer.body().readAllBytes();
		AccessiblePdf.check(dossier);
		try (PDDocument document = Loader.loadPDF(dossier)) {
			return squeezed(new PDFTextStripper().getText(document));
		}
	}

	private HttpResponse<InputStream> dossier(String person) {
		Visitor reader = Visitor.withPassword(this.port, person, Newcomers.PASSWORD);
		return reader.begin(reader.request("/api/orders/" + this.order.number() + "/dossier").GET());
	}

	private String formatted(Instant time, Locale language, ZoneId zone) {
		return new ReaderFormats(this.messages, language, zone, time).time(time);
	}

	private static String utc(Instant time) {
		return time.toString().substring(0, 19).replace('T', ' ');
	}

	private static void contains(String dossier, String text) {
		assertThat(dossier).contains(squeezed(text));
	}

	/** Without the spaces at which lines break. */
	private static String squeezed(String text) {
		return text.replaceAll("[\\s\\u00A0\\u202F\\u200B]", "");
	}

}
