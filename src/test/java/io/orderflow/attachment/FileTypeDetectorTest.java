package io.orderflow.attachment;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.orderflow.SampleFiles;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FileTypeDetectorTest {

	private static final byte[] PNG = HexFormat.of().parseHex("89504e470d0a1a0a0000000d49484452");

	private static final byte[] NOTHING_KNOWN = HexFormat.of().parseHex("00ff17f3a9c401e2");

	private final FileTypeDetector types = new FileTypeDetector();

	@Test
	void the_content_counts_not_the_name() {
		assertThat(this.types.recognise(PNG, "brief.pdf")).isEqualTo("image/png");
		assertThat(this.types.recognise(text("hello, a note"), "logo.png")).isEqualTo("text/plain");
		assertThat(this.types.recognise(text("<svg xmlns=\"http://www.w3.org/2000/svg\"/>"), "logo.xml"))
			.isEqualTo("image/svg+xml");
		assertThat(this.types.recognise(NOTHING_KNOWN, "logo.png")).isEqualTo("application/octet-stream");
	}

	@Test
	void the_name_makes_it_more_precise() {
		assertThat(this.types.recognise(text("a,b\n1,2\n"), "table.csv")).isEqualTo("text/csv");
		assertThat(this.types.recognise(text("<svg xmlns=\"http://www.w3.org/2000/svg\"/>"), "logo.svg"))
			.isEqualTo("image/svg+xml");
	}

	@Test
	void films_and_sounds_are_played_as_browsers_know_them_and_nothing_else_is() {
		assertThat(playedAs(SampleFiles.wav(1), "jingle.wav")).isEqualTo("audio/wav");
		assertThat(playedAs(SampleFiles.mp3(3, 0x90), "jingle.mp3")).isEqualTo("audio/mpeg");
		assertThat(playedAs(HexFormat.of().parseHex("0000001866747970" + "69736f6d00000200"), "film.mp4"))
			.isEqualTo("video/mp4");
		assertThat(playedAs(HexFormat.of().parseHex("1a45dfa39f428681"), "film.webm")).isEqualTo("video/webm");
		assertThat(playedAs(PNG, "film.mp4")).isNull();
		assertThat(playedAs(text("<html><script>alert(1)</script></html>"), "jingle.mp3")).isNull();
		assertThat(playedAs(text("<html><script>alert(1)</script></html>"), "jingle.ogg")).isNull();
		assertThat(playedAs(SampleFiles.pdf(1), "film.webm")).isNull();
	}

	private @Nullable String playedAs(byte[] content, String name) {
		return PlayedTypes.of(this.types.recognise(content, name));
	}

	/** Each is compared with all before it. */
	@Test
	void thousands_of_declarations_before_the_first_element_take_no_time() {
		String attributes = IntStream.range(0, 6_000)
			.mapToObj((number) -> " " + "a" + Integer.toString(number, 36) + " ID \"\"")
			.collect(Collectors.joining());
		byte[] declarations = text("<?xml version=\"1.0\"?><!DOCTYPE a [<!ATTLIST a" + attributes + ">]><a/>");
		ThreadMXBean threads = ManagementFactory.getThreadMXBean();
		long before = threads.getCurrentThreadCpuTime();
		assertThat(this.types.recognise(declarations, "a.xml")).isEqualTo("application/xml");
		assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - before)).isLessThan(Duration.ofMillis(1_500));
	}

	@Test
	void a_use_takes_the_types_it_names_and_groups_of_them() {
		AttachmentUse pictures = new AttachmentUse("T-1", "requirements", List.of("image/*", "application/pdf"));
		assertThat(pictures.accepts("image/png")).isTrue();
		assertThat(pictures.accepts("application/pdf")).isTrue();
		assertThat(pictures.accepts("text/plain")).isFalse();
		assertThat(pictures.accepts("not a type")).isFalse();
		assertThat(new AttachmentUse("T-1", "requirements").accepts("text/plain")).isTrue();
	}

	private static byte[] text(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
