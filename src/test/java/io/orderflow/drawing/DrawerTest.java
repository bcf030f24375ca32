package io.orderflow.drawing;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

import javax.imageio.ImageIO;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;

import io.orderflow.SampleFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** How good files of all kinds are drawn, in this process. */
class DrawerTest {

	@TempDir
	private Path folder;

	/** Held so, what the camera calls left is above. */
	@Test
	void a_photograph_stands_as_the_camera_was_held() throws Exception {
		byte[] turned = SampleFiles.turned(SampleFiles.picture("jpeg", 400, 200), 6);
		draw(turned, "image/jpeg");
		BufferedImage preview = page(1, "preview");
		assertThat(preview.getWidth()).isEqualTo(200);
		assertThat(preview.getHeight()).isEqualTo(400);
		Color above = average(preview.getSubimage(0, 0, 200, 180));
		assertThat(above.getRed()).as("red was left, and is above").isGreaterThan(above.getBlue() + 60);
	}

	@ParameterizedTest
	@CsvSource({ "2", "3", "4", "5", "7", "8" })
	void however_it_was_held(int orientation) throws Exception {
		byte[] turned = SampleFiles.turned(SampleFiles.picture("jpeg", 400, 200), orientation);
		draw(turned, "image/jpeg");
		BufferedImage preview = page(1, "preview");
		assertThat(preview.getWidth()).isEqualTo((orientation > 4) ? 200 : 400);
		int half = (orientation > 4) ? 100 : 200;
		Color first = average((orientation > 4) ? preview.getSubimage(0, 0, 200, half * 2 - 20)
				: preview.getSubimage(0, 0, half - 20, 200));
		boolean redFirst = Set.of(4, 5).contains(orientation);
		assertThat(first.getRed() > first.getBlue()).as("red first").isEqualTo(redFirst);
	}

	@Test
	void of_what_is_to_be_square_the_middle_is_drawn() throws Exception {
		Path file = Files.write(this.folder.resolve("original"), SampleFiles.picture("png", 900, 300));
		Drawer.of("image/png").draw(file, "image/png", new Sheets(this.folder, 512, 128, 1, "", true, Long.MAX_VALUE));
		BufferedImage large = page(1, "preview");
		assertThat(large.getWidth()).isEqualTo(300).isEqualTo(large.getHeight());
		assertThat(page(1, "thumbnail").getWidth()).isEqualTo(128);
		assertThat(average(large.getSubimage(0, 0, 140, 300)).getRed()).as("of the red half").isGreaterThan(200);
		assertThat(average(large.getSubimage(160, 0, 140, 300)).getBlue()).as("of the blue half").isGreaterThan(200);
	}

	@Test
	void colours_for_print_and_those_of_sixteen_bits_are_drawn() throws Exception {
		draw(SampleFiles.cmykJpeg(), "image/jpeg");
		assertThat(page(1, "preview").getWidth()).isEqualTo(40);
		draw(HostileFiles.png(300, 200, 16, 2, 200), "image/png");
		assertThat(page(1, "preview").getWidth()).isEqualTo(300);
	}

	@Test
	void of_an_animation_the_first_frame_is_drawn() throws Exception {
		draw(SampleFiles.animation(), "image/gif");
		Color first = average(page(1, "preview"));
		assertThat(first.getRed()).isGreaterThan(first.getBlue() + 60);
	}

	@ParameterizedTest
	@CsvSource({ "docx, application/vnd.openxmlformats-officedocument.wordprocessingml.document",
			"xlsx, application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
			"pptx, application/vnd.openxmlformats-officedocument.presentationml.presentation",
			"odt, application/vnd.oasis.opendocument.text", "odt, application/vnd.oasis.opendocument.spreadsheet",
			"odt, application/vnd.oasis.opendocument.presentation" })
	void the_words_of_office_documents_are_drawn(String kind, String type) throws Exception {
		draw(SampleFiles.office(kind, "A fox at night"), type);
		byte[] same = Files.readAllBytes(this.folder.resolve("1-preview.jpg"));
		draw(SampleFiles.office(kind, ""), type);
		assertThat(Files.readAllBytes(this.folder.resolve("1-preview.jpg"))).as("with and without words")
			.isNotEqualTo(same);
	}

	@Test
	void a_scan_in_black_and_white_is_drawn() throws Exception {
		draw(ScannedPages.jbig2(64, 64), "application/pdf");
		BufferedImage preview = page(1, "preview");
		assertThat(new Color(preview.getRGB(800, 800))).as("all of it is black").isEqualTo(Color.BLACK);
	}

	/** Nobody should approve an empty sheet where there is a picture. */
	@Test
	void a_page_whose_picture_cannot_be_read_is_not_shown_without_it() {
		assertThat(outcome(ScannedPages.jpeg2000())).isEqualTo("NOT_DRAWABLE");
		assertThat(outcome(ScannedPages.broken())).isEqualTo("DAMAGED");
		assertThat(outcome(ScannedPages.missing())).isEqualTo("DAMAGED");
	}

	private String outcome(byte[] pdf) {
		return catchThrowableOfType(NotDrawnException.class, () -> draw(pdf, "application/pdf")).outcome();
	}

	@Test
	void a_recording_is_not_drawn_and_tells_how_long_it_lasts() throws Exception {
		NotDrawnException told = catchThrowableOfType(NotDrawnException.class,
				() -> draw(SampleFiles.wav(65), "audio/vnd.wave"));
		assertThat(told.outcome()).isEqualTo("NOT_DRAWABLE");
		assertThat(told.seconds()).isEqualTo(65);
		byte[] cut = { 'R', 'I', 'F', 'F', -1, -1, -1, -1 };
		assertThat(catchThrowableOfType(NotDrawnException.class, () -> draw(cut, "audio/vnd.wave")).seconds()).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "film.mp4, video/mp4", "film.m4v, video/x-m4v", "film.3gp, video/3gpp", "film.mov, video/quicktime",
			"film.avi, video/x-msvideo", "sound.m4a, audio/mp4" })
	void film_and_sound_of_seven_seconds_tell_so(String recording, String type) throws Exception {
		assertThat(seconds(recording(recording), type)).isEqualTo(7);
	}

	/**
	 * As screens are recorded: the head was written when nobody knew how long it would
	 * last.
	 */
	@Test
	void a_film_in_pieces_whose_head_says_nothing_has_no_length() throws Exception {
		assertThat(seconds(recording("fragmented.mp4"), "video/mp4")).isNull();
	}

	private static byte[] recording(String name) throws IOException {
		try (InputStream recording = DrawerTest.class.getResourceAsStream("/recordings/" + name)) {
			return recording.readAllBytes();
		}
	}

	@Test
	void a_recording_whose_head_makes_no_sense_is_one_without_a_length() {
		byte[] shorterThanItsName = "\0\0\0\4ftypmp42\0\0\0\0mp42isom".getBytes(StandardCharsets.US_ASCII);
		NotDrawnException told = catchThrowableOfType(NotDrawnException.class,
				() -> draw(shorterThanItsName, "video/mp4"));
		assertThat(told.outcome()).isEqualTo("NOT_DRAWABLE");
		assertThat(told.seconds()).isNull();
	}

	@Test
	void where_one_reader_fails_over_a_picture_another_is_asked() throws Exception {
		IIORegistry readers = IIORegistry.getDefaultInstance();
		ImageReaderSpi failing = new FailingReader.Provider();
		readers.registerServiceProvider(failing, ImageReaderSpi.class);
		try {
			readers.getServiceProviders(ImageReaderSpi.class, (other) -> other != failing, false)
				.forEachRemaining((other) -> readers.setOrdering(ImageReaderSpi.class, failing, other));
			draw(SampleFiles.picture("bmp", 60, 40), "image/bmp");
			assertThat(page(1, "preview").getWidth()).isEqualTo(60);
			assertThat(FailingReader.asked).as("the one that fails was first").isPositive();
		}
		finally {
			readers.deregisterServiceProvider(failing, ImageReaderSpi.class);
		}
	}

	@Test
	void the_frames_of_an_mp3_are_counted_whatever_their_rate() {
		assertThat(seconds(SampleFiles.mp3(2_488, 0x90), "audio/mpeg")).isEqualTo(65);
		assertThat(seconds(SampleFiles.mp3(2_488, 0x90, 0x50), "audio/mpeg")).as("at two rates").isEqualTo(65);
		assertThat(seconds(new byte[] { 'I', 'D', '3', -1, -1, -1 }, "audio/mpeg")).isNull();
	}

	private Integer seconds(byte[] recording, String type) {
		return catchThrowableOfType(NotDrawnException.class, () -> draw(recording, type)).seconds();
	}

	private static Color average(BufferedImage part) {
		long red = 0;
		long blue = 0;
		for (int x = 0; x < part.getWidth(); x++) {
			for (int y = 0; y < part.getHeight(); y++) {
				Color color = new Color(part.getRGB(x, y));
				red += color.getRed();
				blue += color.getBlue();
			}
		}
		int pixels = part.getWidth() * part.getHeight();
		return new Color((int) (red / pixels), 0, (int) (blue / pixels));
	}

	private void draw(byte[] content, String type) throws IOException, NotDrawnException {
		Path file = Files.write(this.folder.resolve("original"), content);
		Drawer.of(type).draw(file, type, new Sheets(this.folder, 1_600, 320, 5, "", false, Long.MAX_VALUE));
	}

	private BufferedImage page(int page, String name) throws IOException {
		return ImageIO.read(this.folder.resolve(page + "-" + name + ".jpg").toFile());
	}

}
