package io.orderflow.platform;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

import io.orderflow.RefusalAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.orderflow.RefusalAssertions.problemsOf;
import static org.assertj.core.api.Assertions.assertThat;

/** Where pages end and begin. */
class CursorTest {

	private static final UUID ID = UUID.fromString("5f2f8c1e-6a0c-4d34-9d0b-2d0f2c1e7a11");

	@ParameterizedTest
	@ValueSource(strings = { "2026-12-01T09:00:00.123456Z", "1969-12-31T23:59:59.999999Z", "0001-01-01T00:00:00Z",
			"9999-12-31T23:59:59Z" })
	void a_page_goes_on_where_the_one_before_ended(String time) {
		Cursor cursor = new Cursor(Instant.parse(time), ID);
		assertThat(Cursor.decode(cursor.encoded())).contains(cursor);
	}

	@Test
	void a_time_is_kept_as_finely_as_the_database_does() {
		Cursor cursor = new Cursor(Instant.parse("2026-12-01T09:00:00.123456789Z"), ID);
		assertThat(Cursor.decode(cursor.encoded()).orElseThrow().at())
			.isEqualTo(Instant.parse("2026-12-01T09:00:00.123456Z"));
	}

	@Test
	void without_a_cursor_a_list_begins_at_its_beginning() {
		assertThat(Cursor.decode(null)).isEmpty();
		assertThat(Cursor.decode("")).isEmpty();
	}

	@Test
	void what_no_page_gave_out_is_refused() {
		for (String text : List.of("nonsense!", "AAAA", of(Long.MIN_VALUE), of(Long.MAX_VALUE),
				of(-62_135_596_800_000_001L), of(253_402_300_799_000_001L))) {
			assertThat(problemsOf(() -> Cursor.decode(text))).containsExactly("cursor bad-cursor");
		}
		assertThat(Cursor.decode(of(-62_135_596_800_000_000L))).isPresent();
		assertThat(Cursor.decode(of(253_402_300_799_000_000L))).isPresent();
	}

	@Test
	void a_page_holds_one_to_a_hundred() {
		assertThat(Cursor.limit(null)).isEqualTo(20);
		for (int none : new int[] { 0, -3 }) {
			assertThat(RefusalAssertions.problemsOf(() -> Cursor.limit(none)))
				.containsExactly("limit limit-too-small " + none);
		}
		assertThat(Cursor.limit(7)).isEqualTo(7);
		assertThat(Cursor.limit(100)).isEqualTo(100);
		assertThat(Cursor.limit(5_000)).isEqualTo(100);
	}

	@Test
	void a_page_is_followed_by_another_where_there_is_a_row_more_than_it_holds() {
		Cursor b = new Cursor(Instant.EPOCH, new UUID(0, 2));
		Page<String> first = Page.of(List.of("a", "b", "c"), 2,
				(item) -> item.equals("b") ? b : new Cursor(Instant.EPOCH, new UUID(0, 1)));
		assertThat(first).isEqualTo(new Page<>(List.of("a", "b"), b.encoded()));
		assertThat(Page.of(List.of("c", "d"), 2, (item) -> b)).isEqualTo(new Page<>(List.of("c", "d"), null));
		assertThat(first.map(String::length)).isEqualTo(new Page<>(List.of(1, 1), b.encoded()));
	}

	private static String of(long micros) {
		return Base64.getUrlEncoder()
			.withoutPadding()
			.encodeToString(ByteBuffer.allocate(24)
				.putLong(micros)
				.putLong(ID.getMostSignificantBits())
				.putLong(ID.getLeastSignificantBits())
				.array());
	}

}
