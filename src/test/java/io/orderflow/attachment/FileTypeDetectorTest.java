package io.orderflow.attachment;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

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
