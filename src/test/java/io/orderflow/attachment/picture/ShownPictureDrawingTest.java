package io.orderflow.attachment.picture;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.SampleFiles;
import io.orderflow.Visitor;
import io.orderflow.attachment.Attachment;
import io.orderflow.attachment.AttachmentService;
import io.orderflow.attachment.DerivedFileService;
import io.orderflow.platform.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

/** Who waits for a picture to be drawn, and who is told to come again. */
@OrderflowTest
class ShownPictureDrawingTest {

	@LocalServerPort
	private int port;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private AttachmentService attachments;

	@Autowired
	private ShownPictureService pictures;

	@Autowired
	private ShownPictureDrawing drawing;

	@Autowired
	private DrawingPlaces places;

	@Autowired
	private ShownPictureRows rows;

	@Autowired
	private DerivedFileService derived;

	@Autowired
	private Clock clock;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private String me;

	@BeforeEach
	void arrive() {
		this.me = this.newcomers.freelancer();
	}

	@AfterEach
	void leave() {
		this.threads.shutdownNow();
	}

	@Test
	void two_of_a_person_wait_and_the_third_comes_again() throws Exception {
		UUID third = upload();
		UUID one = upload();
		UUID two = upload();
		DrawingPlaces.Turn other = place("somebody");
		CompletableFuture<ShownPicture> first = waiting(one);
		CompletableFuture<ShownPicture> second = waiting(two);
		try {
			await().until(() -> this.drawing.waiting(this.me) == 2);
			assertThat(catchThrowableOfType(Refusal.class, () -> drawn(third))).extracting(Refusal::code)
				.isEqualTo("busy");
		}
		finally {
			this.places.leave(other);
		}
		assertThat(first.join().width()).isEqualTo(60);
		assertThat(second.join().width()).isEqualTo(60);
		assertThat(drawn(third).id()).as("it can be sent again").isEqualTo(third);
		assertThat(this.drawing.waiting(this.me)).isZero();
	}

	@Test
	void an_upload_that_is_sent_twice_at_once_is_drawn_once() throws Exception {
		UUID upload = upload();
		DrawingPlaces.Turn other = place("somebody");
		CompletableFuture<ShownPicture> one = waiting(upload);
		CompletableFuture<ShownPicture> again = waiting(upload);
		try {
			await().until(() -> this.drawing.waiting(this.me) == 2);
		}
		finally {
			this.places.leave(other);
		}
		assertThat(one.join()).isEqualTo(again.join());
	}

	/** A few kilobytes can take all the time that a picture may. */
	@Test
	void whoever_keeps_the_drawing_busy_holds_nobody_up() throws Exception {
		String lea = this.me;
		String camille = this.newcomers.client();
		UUID[] hers = { upload(), upload() };
		UUID other = upload(camille);
		DrawingPlaces.Turn drawing = place(lea);
		List<String> answered = new CopyOnWriteArrayList<>();
		try {
			for (UUID one : hers) {
				chosen(lea, one, answered);
			}
			await().until(() -> this.drawing.waiting(lea) == 2);
			chosen(camille, other, answered);
			await().until(() -> this.drawing.waiting(camille) == 1);
		}
		finally {
			this.places.leave(drawing);
		}
		await().until(() -> answered.size() == 3);
		assertThat(answered).containsExactly(camille + " 200", lea + " 200", lea + " 200");
	}

	/**
	 * Nobody shows it, and changes a service or a portrait, for a session that has ended.
	 */
	@Test
	void whoever_was_signed_out_while_it_was_drawn_gets_no_picture() throws Exception {
		PictureSettings settings = new PictureSettings(1, 200, Duration.ofSeconds(50), Duration.ofSeconds(30),
				Duration.ofMinutes(5), Duration.ofMinutes(30), DataSize.ofMegabytes(256), DataSize.ofMegabytes(200), 10,
				2);
		ShownPictureDrawing drawing = new ShownPictureDrawing(this.rows, this.attachments, this.derived, settings,
				new DrawingPlaces(settings), () -> {
					throw Refusal.forbidden("not-signed-in");
				}, this.clock);
		Attachment upload = this.attachments.get(this.me, upload());
		assertThat(catchThrowableOfType(Refusal.class, () -> drawing.draw(upload, PictureShape.WHOLE, "picture")))
			.extracting(Refusal::code)
			.isEqualTo("not-signed-in");
	}

	@Test
	void a_picture_that_takes_longer_than_its_first_turn_is_drawn_beside_the_others() throws Exception {
		// in a millisecond nothing is drawn
		PictureSettings settings = new PictureSettings(1, 200, Duration.ofSeconds(50), Duration.ofMillis(1),
				Duration.ofMinutes(5), Duration.ofMinutes(30), DataSize.ofMegabytes(256), DataSize.ofMegabytes(200), 10,
				2);
		DrawingPlaces lines = new DrawingPlaces(settings);
		ShownPictureDrawing patient = new ShownPictureDrawing(this.rows, this.attachments, this.derived, settings,
				lines, () -> {
				}, this.clock);
		Attachment upload = this.attachments.get(this.me, upload());
		DrawingPlaces.Turn beside = lines.enterWithin("somebody", DrawingTime.ALL, 1).orElseThrow();
		assertThat(catchThrowableOfType(Refusal.class, () -> patient.draw(upload, PictureShape.WHOLE, "picture")))
			.extracting(Refusal::code)
			.isEqualTo("busy");
		lines.leave(lines.enterWithin("another", DrawingTime.FIRST, 1).orElseThrow());
		lines.leave(beside);
		assertThat(patient.draw(upload, PictureShape.WHOLE, "picture").width()).isEqualTo(60);
	}

	@Test
	void whoever_has_kept_it_busy_for_long_is_told_when_to_come_again() throws Exception {
		UUID upload = upload();
		this.places.spend(this.me, Duration.ofMinutes(5).plusMinutes(1));
		HttpResponse<String> answer = choose(this.me, upload);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(429);
		assertThat(answer.body()).contains("drawn-too-long");
		assertThat(answer.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(240L, 370L);
	}

	private void chosen(String person, UUID upload, List<String> answered) {
		this.threads.execute(() -> answered.add(person + " " + choose(person, upload).statusCode()));
	}

	private HttpResponse<String> choose(String person, UUID upload) {
		return Visitor.withPassword(this.port, person, Newcomers.PASSWORD)
			.put("/api/me/picture", "{\"file\": \"" + upload + "\"}");
	}

	private DrawingPlaces.Turn place(String person) throws InterruptedException {
		return this.places.enterWithin(person, DrawingTime.FIRST, 60_000).orElseThrow();
	}

	private CompletableFuture<ShownPicture> waiting(UUID upload) {
		return CompletableFuture.supplyAsync(() -> {
			try {
				return drawn(upload);
			}
			catch (Refusal refusal) {
				throw new CompletionException(refusal);
			}
		}, this.threads);
	}

	private ShownPicture drawn(UUID upload) {
		return this.pictures.of(this.me, upload, PictureShape.WHOLE, "picture");
	}

	private UUID upload() throws IOException {
		return upload(this.me);
	}

	private UUID upload(String owner) throws IOException {
		return this.attachments
			.upload(owner, "fox.png", null, null, new ByteArrayInputStream(SampleFiles.picture("png", 60, 40)))
			.id();
	}

}
