package io.orderflow.platform;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PageTest {

	@Test
	void a_page_ends_where_it_has_enough_characters_and_tells_where_to_go_on() {
		Page<Integer> page = page(List.of(Page.MOST_CHARACTERS - 1, 1, 1, 5), 10);
		assertThat(page.items()).hasSize(2);
		assertThat(page.next()).isNotNull();
	}

	@Test
	void one_that_is_too_long_alone_is_a_page() {
		assertThat(page(List.of(Page.MOST_CHARACTERS + 1, 1), 10).items()).hasSize(1);
		Page<Integer> last = page(List.of(Page.MOST_CHARACTERS + 1), 10);
		assertThat(last.items()).hasSize(1);
		assertThat(last.next()).isNull();
	}

	@Test
	void short_ones_fill_it() {
		Page<Integer> page = page(List.of(1, 2, 3), 2);
		assertThat(page.items()).containsExactly(1, 2);
		assertThat(page.next()).isNotNull();
		assertThat(page(List.of(1, 2, 3), 3).next()).isNull();
		assertThat(page(List.of(), 3).items()).isEmpty();
	}

	private static Page<Integer> page(List<Integer> rows, int size) {
		return Page.of(rows, size, (row) -> new Cursor(Instant.EPOCH, new UUID(0, row)), (row) -> row);
	}

}
