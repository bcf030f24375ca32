package io.orderflow.drawing;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

import com.sun.net.httpserver.HttpServer;
import io.orderflow.SampleFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

/** Files of all kinds, drawn in a process of their own: good ones, and hostile ones. */
class DrawingProcessTest {

	private static final Duration DEADLINE = Duration.ofSeconds(30);

	@TempDir
	private Path folder;

	private Path results;

	@ParameterizedTest
	@CsvSource({ "png, image/png", "jpeg, image/jpeg", "gif, image/gif", "bmp, image/bmp", "tiff, image/tiff" })
	void a_picture_gets_a_preview_with_a_watermark_and_a_thumbnail(String format, String type) throws Exception {
		BufferedImage red = new BufferedImage(3_000, 2_000, BufferedImage.TYPE_INT_RGB);
		Graphics2D graphics = red.createGraphics();
		graphics.setColor(Color.RED);
		graphics.fillRect(0, 0, 3_000, 2_000);
		graphics.dispose();
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		assertThat(ImageIO.write(red, format, bytes)).isTrue();

		assertThat(draw(bytes.toByteArray(), type).outcome()).isEqualTo("DRAWN");
		BufferedImage preview = page(1, "preview");
		assertThat(preview.getWidth()).isEqualTo(1_600);
		assertThat(preview.getHeight()).isEqualTo(1_067);
		assertThat(page(1, "thumbnail").getWidth()).isEqualTo(320);
		// in every part of it, as wide and high as a fifth
		for (int x = 0; x < 5; x++) {
			for (int y = 0; y < 5; y++) {
				assertThat(marked(preview.getSubimage(x * 320, y * 213, 320, 213))).as(x + ", " + y)
					.isGreaterThan(0.01);
			}
		}
	}

	/** Which part of a red picture is not red. */
	private static double marked(BufferedImage part) {
		int other = 0;
		for (int x = 0; x < part.getWidth(); x++) {
			for (int y = 0; y < part.getHeight(); y++) {
				Color color = new Color(part.getRGB(x, y));
				other += (color.getRed() < 200 || color.getGreen() > 60) ? 1 : 0;
			}
		}
		return (double) other / (part.getWidth() * part.getHeight());
	}

	@Test
	void a_drawing_is_drawn_without_scripts_and_without_what_is_elsewhere() throws Exception {
		Path secret = Files.write(this.folder.resolve("secret.png"), SampleFiles.picture("png", 20, 10));
		AtomicInteger asked = new AtomicInteger();
		HttpServer elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		elsewhere.createContext("/", (exchange) -> {
			asked.incrementAndGet();
			exchange.sendResponseHeaders(404, -1);
			exchange.close();
		});
		elsewhere.start();
		try {
			String svg = """
					<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="100" height="50">
					<script>while (true) {}</script>
					<rect width="100" height="50" fill="#00ff00"/>
					<image xlink:href="%1$s" width="100" height="50"/><image href="%1$s" width="100" height="50"/>
					<image xlink:href="%2$s/a.png" width="10" height="10"/><image href="%2$s/b.png" width="10" height="10"/>
					<style>@import url(%2$s/c.css);</style>
					</svg>"""
				.formatted(secret.toUri(), "http://localhost:" + elsewhere.getAddress().getPort());
			assertThat(draw(svg.getBytes(StandardCharsets.UTF_8), "image/svg+xml").outcome()).isEqualTo("DRAWN");
		}
		finally {
			elsewhere.stop(0);
		}
		assertThat(asked).as("what was asked for elsewhere").hasValue(0);
		assertThat(page(1, "preview").getWidth()).isEqualTo(1_600);
		for (int x : new int[] { 2, 1_597 }) {
			Color corner = new Color(page(1, "preview").getRGB(x, 2));
			assertThat(corner.getGreen()).as("no part of a picture of red and blue").isGreaterThan(200);
			assertThat(corner.getRed() + corner.getBlue()).isLessThan(100);
		}
	}

	@Test
	void a_webp_is_drawn() throws Exception {
		byte[] dot = Base64.getDecoder().decode("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA");
		assertThat(draw(dot, "image/webp").outcome()).isEqualTo("DRAWN");
	}

	@Test
	void of_a_long_document_the_first_pages_are_drawn() throws Exception {
		DrawingProcess.Drawn drawn = draw(SampleFiles.pdf(9), "application/pdf");
		assertThat(drawn.outcome()).isEqualTo("DRAWN");
		assertThat(drawn.pages()).isEqualTo(9);
		assertThat(this.results.resolve("5-preview.jpg")).exists();
		assertThat(this.results.resolve("6-preview.jpg")).doesNotExist();
		assertThat(page(1, "preview").getHeight()).isBetween(1_598, 1_600);
	}

	@Test
	void a_text_is_drawn_whatever_its_encoding() throws Exception {
		for (byte[] text : new byte[][] { "Éléphant, 象, 🐘\n".repeat(500).getBytes(StandardCharsets.UTF_8),
				"Éléphant".getBytes(StandardCharsets.ISO_8859_1), {} }) {
			assertThat(draw(text, "text/plain").outcome()).isEqualTo("DRAWN");
			assertThat(page(1, "preview").getHeight()).isEqualTo(1_600);
		}
	}

	@Test
	void an_office_document_that_unpacks_without_end_is_no_more_than_damaged() throws Exception {
		assertThat(draw(HostileFiles.office("word/document.xml", 256),
				"application/vnd.openxmlformats-officedocument.wordprocessingml.document")
			.outcome()).isIn("DAMAGED", "TOO_LARGE");
	}

	@Test
	void a_font_that_leads_to_nowhere_spoils_its_letters_and_no_more() throws Exception {
		assertThat(draw(HostileFiles.brokenFont(), "application/pdf").outcome()).isIn("DRAWN", "DAMAGED");
	}

	@Test
	void a_document_with_a_password_is_not_opened() throws Exception {
		assertThat(draw(HostileFiles.folder().get("locked.pdf"), "application/pdf").outcome()).isEqualTo("ENCRYPTED");
	}

	@Test
	void a_picture_of_50000_by_50000_pixels_is_too_large() throws Exception {
		assertThat(draw(HostileFiles.png(50_000, 50_000, 8, 0, 1_000), "image/png").outcome()).isEqualTo("TOO_LARGE");
	}

	@Test
	void a_small_file_that_unpacks_to_a_large_picture_is_drawn_in_little_memory() throws Exception {
		byte[] bomb = HostileFiles.png(12_000, 12_000, 8, 2, 12_000);
		assertThat(bomb.length).isLessThan(2_000_000);
		assertThat(draw(bomb, "image/png").outcome()).isIn("DRAWN", "TOO_SLOW");
	}

	@Test
	void what_is_not_what_it_says_is_damaged() throws Exception {
		for (String type : new String[] { "image/png", "image/jpeg", "image/webp", "image/tiff", "image/gif",
				"image/bmp", "application/pdf", "image/svg+xml" }) {
			assertThat(draw("GIF89a;%PDF-1.7 <svg".getBytes(StandardCharsets.US_ASCII), type).outcome()).as(type)
				.isIn("DAMAGED", "TOO_LARGE");
		}
	}

	@Test
	void entities_that_unfold_without_end_are_not_followed() throws Exception {
		assertThat(draw(HostileFiles.entities(), "image/svg+xml").outcome()).isIn("DAMAGED", "DRAWN", "TOO_LARGE");
	}

	@Test
	void a_drawing_that_draws_itself_ten_to_the_tenth_times_ends_in_time() throws Exception {
		DrawingProcess process = process(Duration.ofSeconds(10));
		assertThat(draw(process, HostileFiles.endlessDrawing(), "image/svg+xml").outcome()).isIn("TOO_SLOW", "DAMAGED",
				"TOO_LARGE");
	}

	@Test
	void a_document_that_is_wrong_line_by_line_fills_no_disk_and_no_memory_of_ours() throws Exception {
		assertThat(draw(HostileFiles.wrongInstructions(20_000), "application/pdf").outcome()).isEqualTo("DRAWN");
		try (Stream<Path> made = Files.list(this.results)) {
			assertThat(made.map(Path::toFile).filter((file) -> file.isFile() && !file.getName().endsWith(".jpg")))
				.isNotEmpty()
				.allSatisfy((file) -> assertThat(file.length()).as(file.getName()).isLessThan(1_000));
		}
		InputStream talk = new ByteArrayInputStream("x".repeat(1_000_000).getBytes(StandardCharsets.US_ASCII));
		assertThat(FirstWords.of(talk).text()).hasSize(500);
		assertThat(talk.available()).as("what the process would wait with").isZero();
	}

	@Test
	void a_process_that_cannot_be_begun_says_nothing_of_the_file() {
		DrawingProcess without = new DrawingProcess(DEADLINE, DataSize.ofBytes(0));
		assertThatIOException().isThrownBy(() -> draw(without, SampleFiles.picture("png", 60, 40), "image/png"))
			.withMessageContaining("did not begin");
	}

	@Test
	void one_that_has_no_time_to_begin_says_nothing_of_it_either() {
		DrawingProcess busy = process(Duration.ofMillis(1));
		// whether it had a processor in so short a time is chance
		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> draw(busy, SampleFiles.picture("png", 60, 40), "image/png"))
			.withMessageContaining("did not begin in time");
	}

	@Test
	void what_a_killed_process_left_is_removed_and_what_a_living_one_has_is_not() throws Exception {
		Process ended = new ProcessBuilder("true").start();
		ended.waitFor();
		Path left = Files.createDirectory(this.folder.resolve("pages-" + ended.pid() + "-1-77"));
		Files.write(left.resolve("original"), new byte[] { 1 });
		Path leftBefore = Files
			.createDirectory(this.folder.resolve("pages-" + ProcessHandle.current().pid() + "-1-77"));
		Path others = Files.createDirectory(this.folder.resolve("pages-of-others"));
		Path living = new DrawingFolders(this.folder, "pages").make();
		assertThat(left).doesNotExist();
		assertThat(leftBefore).as("of the same number, as in a container").doesNotExist();
		Path reckoned = Files.createDirectory(this.folder.resolve("pages-" + ProcessHandle.current().pid() + "-"
				+ ProcessHandle.current().info().startInstant().orElseThrow().plusSeconds(1).toEpochMilli() + "-77"));
		Path another = Files.createDirectory(this.folder.resolve("pages-" + ProcessHandle.current().pid() + "-"
				+ ProcessHandle.current().info().startInstant().orElseThrow().toEpochMilli() + "-w00000000-77"));
		new DrawingFolders(this.folder, "pages");
		assertThat(another).as("of a container that began again at once").doesNotExist();
		assertThat(living).exists();
		assertThat(reckoned).as("by a clock that was set since").exists();
		assertThat(others).exists();
	}

	private DrawingProcess.Drawn draw(byte[] content, String type) throws IOException, InterruptedException {
		return draw(process(DEADLINE), content, type);
	}

	private DrawingProcess.Drawn draw(DrawingProcess process, byte[] content, String type)
			throws IOException, InterruptedException {
		this.results = Files.createTempDirectory(this.folder, "results");
		Path file = Files.write(this.folder.resolve("original"), content);
		return process.draw(new DrawingProcess.Request(file, type, 1_600, 320, 5, "OF-2026-000042 · 2026-11-28"),
				this.results);
	}

	private static DrawingProcess process(Duration deadline) {
		return new DrawingProcess(deadline, DataSize.ofMegabytes(256));
	}

	private BufferedImage page(int page, String name) throws IOException {
		return ImageIO.read(this.results.resolve(page + "-" + name + ".jpg").toFile());
	}

}
