package io.orderflow.attachment;

import java.io.ByteArrayInputStream;
import java.io.IOException;

import io.orderflow.platform.Refusal;
import org.junit.jupiter.api.Test;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class UploadInputStreamTest {

	@Test
	void a_file_of_just_the_largest_size_arrives() throws IOException {
		UploadInputStream file = arriving(1024);
		assertThat(file.readAllBytes()).hasSize(1024);
		assertThat(file.sha256Hex()).hasSize(64);
		assertThat(file.beginning()).hasSize(1024);
	}

	@Test
	void one_byte_more_is_refused_naming_the_limit() {
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> arriving(1025).readAllBytes())
			.satisfies((refusal) -> {
				assertThat(refusal.kind()).isEqualTo(Refusal.Kind.TOO_LARGE);
				assertThat(refusal.args()).containsExactly("1 KiB");
			});
	}

	@Test
	void sizes_read_as_people_say_them() {
		assertThat(SizeFormat.text(DataSize.ofGigabytes(1))).isEqualTo("1 GiB");
		assertThat(SizeFormat.text(DataSize.ofMegabytes(1500))).isEqualTo("1500 MiB");
		assertThat(SizeFormat.text(DataSize.ofBytes(1000))).isEqualTo("1000 B");
	}

	private static UploadInputStream arriving(int size) {
		return new UploadInputStream(new ByteArrayInputStream(new byte[size]), DataSize.ofKilobytes(1), (arrived) -> {
		});
	}

}
