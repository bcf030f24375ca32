package io.orderflow.attachment.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Random;
import java.util.UUID;

import javax.imageio.ImageIO;

import io.orderflow.BareOrders;
import io.orderflow.BareOrders.BareOrder;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.Statements;
import io.orderflow.Visitor;
import io.orderflow.attachment.AttachmentService;
import io.orderflow.conversation.ConversationService;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** How pictures of files are read: in pieces, and only when they are sent. */
@OrderflowTest
class PictureBytesTest {

	private static final int PIECE = 256 * 1024;

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
	private Statements statements;

	@Test
	void a_picture_is_read_in_pieces_and_not_at_all_for_its_headers() throws IOException {
		String client = this.newcomers.client();
		Visitor visitor = Visitor.withPassword(this.port, client, Newcomers.PASSWORD);
		String page = "/api/files/" + posted(client) + "/pages/1";
		HttpResponse<byte[]> drawn = visitor.bytes(visitor.request(page).GET());
		assertThat(drawn.statusCode()).isEqualTo(200);
		assertThat(drawn.body()).hasSizeGreaterThan(2 * PIECE);
		assertThat(drawn.headers().firstValue("ETag")).contains('"' + DigestUtils.sha256Hex(drawn.body()) + '"');
		assertThat(drawn.headers().firstValueAsLong("Content-Length")).hasValue(drawn.body().length);

		assertThat(reads(() -> assertThat(visitor.bytes(visitor.request(page).GET()).body()).isEqualTo(drawn.body())))
			.hasSize((drawn.body().length + PIECE - 1) / PIECE);
		assertThat(reads(() -> {
			HttpResponse<byte[]> head = visitor.bytes(visitor.request(page).method("HEAD", BodyPublishers.noBody()));
			assertThat(head.statusCode()).isEqualTo(200);
			assertThat(head.headers().map()).containsEntry("Content-Length",
					List.of(String.valueOf(drawn.body().length)));
		})).isEmpty();
	}

	private List<String> reads(Runnable deed) {
		return this.statements.of(deed).stream().filter((sql) -> sql.contains("attachment_chunk")).toList();
	}

	private UUID posted(String client) throws IOException {
		String freelancer = this.newcomers.freelancer();
		BareOrder order = this.orders.placed(client, freelancer);
		byte[] noise = noise();
		UUID file = this.attachments
			.upload(client, "noise.png", null, (long) noise.length, new ByteArrayInputStream(noise))
			.id();
		UUID talk = this.conversations.openForOrder(order.id(), order.number(), "Storyboard", client, freelancer);
		this.conversations.post(talk, client, "Here it is", List.of(file), "noise");
		return file;
	}

	/** What no program makes small. */
	private static byte[] noise() throws IOException {
		Random random = new Random(1);
		BufferedImage picture = new BufferedImage(1_600, 1_600, BufferedImage.TYPE_INT_RGB);
		for (int x = 0; x < picture.getWidth(); x++) {
			for (int y = 0; y < picture.getHeight(); y++) {
				picture.setRGB(x, y, random.nextInt());
			}
		}
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		ImageIO.write(picture, "png", bytes);
		return bytes.toByteArray();
	}

}
