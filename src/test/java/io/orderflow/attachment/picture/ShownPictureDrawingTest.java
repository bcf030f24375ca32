package io.orderflow.attachment.picture;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.SampleFiles;
import io.orderflow.attachment.AttachmentService;
import io.orderflow.platform.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

/** Who waits for a picture to be drawn, and who is told to come again. */
@OrderflowTest
class ShownPictureDrawingTest {

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
		this.places.enter();
		CompletableFuture<ShownPicture> first = waiting(one);
		CompletableFuture<ShownPicture> second = waiting(two);
		try {
			await().until(() -> this.drawing.waiting(this.me) == 2);
			assertThat(catchThrowableOfType(Refusal.class, () -> drawn(third))).extracting(Refusal::code)
				.isEqualTo("busy");
		}
		finally {
			this.places.leave();
		}
		assertThat(first.join().width()).isEqualTo(60);
		assertThat(second.join().width()).isEqualTo(60);
		assertThat(drawn(third).id()).as("it can be sent again").isEqualTo(third);
		assertThat(this.drawing.waiting(this.me)).isZero();
	}

	@Test
	void an_upload_that_is_sent_twice_at_once_is_drawn_once() throws Exception {
		UUID upload = upload();
		this.places.enter();
		CompletableFuture<ShownPicture> one = waiting(upload);
		CompletableFuture<ShownPicture> again = waiting(upload);
		try {
			await().until(() -> this.drawing.waiting(this.me) == 2);
		}
		finally {
			this.places.leave();
		}
		assertThat(one.join()).isEqualTo(again.join());
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
		return this.attachments
			.upload(this.me, "fox.png", null, null, new ByteArrayInputStream(SampleFiles.picture("png", 60, 40)))
			.id();
	}

}
