package io.orderflow.platform;

import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * A page of a list that is read by key, never by offset.
 *
 * @param <T> what the list is of
 * @param items in the list's order
 * @param next the cursor of the page that follows; null on the last one
 */
public record Page<T>(List<T> items, @Nullable String next) {

	/**
	 * Cuts a page out of rows that were read with a limit of one more than the page
	 * holds.
	 */
	public static <T> Page<T> of(List<T> rows, int size, Function<T, Cursor> cursor) {
		if (rows.size() <= size) {
			return new Page<>(List.copyOf(rows), null);
		}
		List<T> items = List.copyOf(rows.subList(0, size));
		return new Page<>(items, cursor.apply(items.get(size - 1)).encoded());
	}

	public <R> Page<R> map(Function<T, R> mapping) {
		return new Page<>(this.items.stream().map(mapping).toList(), this.next);
	}

}
