package io.orderflow.drawing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;

import javax.imageio.ImageIO;

import io.orderflow.SampleFiles;
import io.orderflow.worker.DrawingProcesses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

/** What a file may take of the machine, beside time. */
class DrawingBoundsTest {

	/**
	 * What it is given is 512 MB, and may be more for the moment until somebody looks.
	 */
	private static final long MEGABYTES = 700;

	@TempDir
	private Path folder;

	private Path results;

	@Test
	@EnabledOnOs(OS.LINUX)
	void a_scan_that_its_reader_keeps_whole_outside_of_the_heap_is_too_large() throws Exception {
		byte[] pdf = ScannedPages.jpeg(JpegScans.progressive(40_000, 40_000), 40_000, 40_000);
		assertThat(pdf.length).as("in a few bytes").isLessThan(5_000_000);
		try (MostMemory most = new MostMemory()) {
			assertThat(draw(pdf, "application/pdf").outcome()).isEqualTo("TOO_LARGE");
			assertThat(most.megabytes()).as("of memory, all in all").isBetween(256L, MEGABYTES);
			assertThat(most.firstToGo()).as("where the machine has none left").isEqualTo("1000");
		}
	}

	/** The container was full, and whatever draws is the first to go. */
	@Test
	@EnabledOnOs(OS.LINUX)
	void of_one_that_is_killed_far_below_its_bound_nothing_is_said() throws Exception {
		this.results = Files.createTempDirectory(this.folder, "results");
		Path file = Files.write(this.folder.resolve("endless.svg"), HostileFiles.endlessDrawing());
		DrawingProcess process = new DrawingProcess(Duration.ofSeconds(30), DataSize.ofMegabytes(32));
		try (MostMemory most = new MostMemory()) {
			CompletableFuture<DrawingProcess.Drawn> drawn = CompletableFuture.supplyAsync(() -> {
				try {
					return process.draw(new DrawingProcess.Request(file, "image/svg+xml", 1_600, 320, 5, ""),
							this.results);
				}
				catch (IOException | InterruptedException ex) {
					throw new CompletionException(ex);
				}
			});
			await().during(Duration.ofMillis(200)).until(() -> most.megabytes() > 40);
			new DrawingProcesses(DrawingApplication.class).killNext();
			assertThat(drawn.join().outcome()).isNull();
			assertThat(most.megabytes()).as("more than its heap").isBetween(40L, 250L);
		}
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void a_jpeg_in_many_scans_is_too_large_long_before_others_are() throws Exception {
		try (MostMemory most = new MostMemory()) {
			assertThat(draw(JpegScans.progressive(7_000, 7_000), "image/jpeg").outcome()).isEqualTo("TOO_LARGE");
			assertThat(draw(JpegScans.sequential(14_000, 14_000), "image/jpeg").outcome()).isEqualTo("TOO_LARGE");
			assertThat(draw(JpegScans.filled(14_000, 14_000), "image/jpeg").outcome()).isEqualTo("TOO_LARGE");
			assertThat(most.megabytes()).as("of memory: it is not even read").isBetween(1L, 200L);
		}
	}

	/** Each scan takes as long as the whole picture. */
	@Test
	void a_small_jpeg_in_more_scans_than_any_program_writes_is_too_large() throws Exception {
		byte[] small = JpegScans.progressive(300, 200);
		assertThat(draw(JpegScans.repeated(small, 20), "image/jpeg").outcome()).isEqualTo("DRAWN");
		assertThat(draw(JpegScans.repeated(small, 100), "image/jpeg").outcome()).isEqualTo("TOO_LARGE");
	}

	@Test
	void one_of_the_size_of_a_photograph_is_drawn() throws Exception {
		assertThat(draw(JpegScans.sequential(3_000, 2_000), "image/jpeg").outcome()).isEqualTo("DRAWN");
		assertThat(draw(JpegScans.filled(3_000, 2_000), "image/jpeg").outcome()).isEqualTo("DRAWN");
		assertThat(draw(JpegScans.progressive(3_000, 2_000), "image/jpeg").outcome()).isEqualTo("DRAWN");
	}

	@Test
	void a_picture_is_made_less_fine_until_it_fits_and_is_too_large_where_it_never_does() throws Exception {
		byte[] noise = noise();
		assertThat(draw(noise, "image/png", 150_000).outcome()).isEqualTo("DRAWN");
		assertThat(Files.size(this.results.resolve("1-preview.jpg"))).isBetween(1L, 150_000L);
		assertThat(draw(noise, "image/png", 10_000).outcome()).isEqualTo("TOO_LARGE");
	}

	private static byte[] noise() throws IOException {
		BufferedImage noise = new BufferedImage(800, 600, BufferedImage.TYPE_INT_RGB);
		Random random = new Random(1);
		for (int i = 0; i < 800 * 600; i++) {
			noise.setRGB(i % 800, i / 800, random.nextInt(0x1000000));
		}
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		ImageIO.write(noise, "png", bytes);
		return bytes.toByteArray();
	}

	/** No file is to blame for a disk that is full. */
	@Test
	@EnabledOnOs(OS.LINUX)
	void where_there_is_no_room_for_what_is_drawn_nothing_is_said_of_the_file() {
		for (String full : new String[] { "1-preview.jpg", "1-thumbnail.jpg", DrawingApplication.OUTCOME }) {
			assertThatIOException().as(full)
				.isThrownBy(() -> drawInto(full, SampleFiles.picture("png", 60, 40)))
				.withMessageContaining("no room");
		}
	}

	private void drawInto(String full, byte[] content) throws IOException, InterruptedException {
		this.results = Files.createTempDirectory(this.folder, "results");
		Files.createSymbolicLink(this.results.resolve(full), Path.of("/dev/full"));
		drawIntoResults(content, "image/png", Long.MAX_VALUE);
	}

	private DrawingProcess.Drawn draw(byte[] content, String type) throws IOException, InterruptedException {
		return draw(content, type, Long.MAX_VALUE);
	}

	private DrawingProcess.Drawn draw(byte[] content, String type, long maxBytes)
			throws IOException, InterruptedException {
		this.results = Files.createTempDirectory(this.folder, "results");
		return drawIntoResults(content, type, maxBytes);
	}

	private DrawingProcess.Drawn drawIntoResults(byte[] content, String type, long maxBytes)
			throws IOException, InterruptedException {
		Path file = Files.write(this.folder.resolve("original"), content);
		return new DrawingProcess(Duration.ofSeconds(30), DataSize.ofMegabytes(256))
			.draw(new DrawingProcess.Request(file, type, 1_600, 320, 5, "", false, maxBytes), this.results);
	}

}
