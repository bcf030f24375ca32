package io.orderflow.attachment;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

import io.orderflow.MovableClock;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.SampleFiles;
import io.orderflow.attachment.picture.PictureShape;
import io.orderflow.attachment.picture.ShownPicture;
import io.orderflow.attachment.picture.ShownPictureService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of pictures that were chosen and that nothing shows. */
@OrderflowTest
class ForgottenPicturesTest {

	@Autowired
	private AttachmentService attachments;

	@Autowired
	private ShownPictureService pictures;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private MovableClock clock;

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
	void a_picture_that_nothing_shows_goes_like_an_upload_that_was_forgotten() throws IOException {
		UUID kept = picture();
		UUID forgotten = picture();
		this.transaction.executeWithoutResult(
				(status) -> this.pictures.keep(this.me, List.of(kept), "person/" + this.me, (number) -> "picture"));
		this.clock.advance(Duration.ofHours(24).plusSeconds(1));
		this.attachments.removeForgotten();
		assertThat(this.pictures.own(this.me, List.of(kept, forgotten))).extracting(ShownPicture::id)
			.containsExactly(kept);
		assertThat(this.jdbc.sql("select count(*) from attachment where owner = ?")
			.param(this.me)
			.query(Integer.class)
			.single()).as("files in two sizes of the one that is left").isEqualTo(2);
	}

	private UUID picture() throws IOException {
		UUID upload = this.attachments
			.upload(this.me, "fox.png", null, null, new ByteArrayInputStream(SampleFiles.picture("png", 60, 40)))
			.id();
		return this.pictures.of(this.me, upload, PictureShape.WHOLE, "picture").id();
	}

}
