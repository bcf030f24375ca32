package io.orderflow.platform;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;

import org.jspecify.annotations.Nullable;

/**
 * A page of a list that is read by key, never by offset.
 *
 * @param <T> what the list is of
 * @param items in the list's order
 * @param next the cursor of the page that follows; null on the last one
 */
public record Page<T>(List<T> items, @Nullable String next) {

	/** Characters on a page of texts, which is in memory as a whole. */
	static final int MOST_CHARACTERS = 200_000;

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

	/**
	 * The same of rows with long texts: a page ends early where it has enough of them,
	 * but not before its first.
	 * @param characters how many a row has
	 */
	public static <T> Page<T> of(List<T> rows, int size, Function<T, Cursor> cursor, ToIntFunction<T> characters) {
		return of(rows, fitting(rows, size, characters), cursor);
	}

	/**
	 * How many of the rows a page takes, for lists with cursors of their own.
	 * @param characters how many a row has
	 */
	public static <T> int fitting(List<T> rows, int size, ToIntFunction<T> characters) {
		int items = 0;
		long sum = 0;
		while (items < Math.min(rows.size(), size)) {
			sum += characters.applyAsInt(rows.get(items));
			if (sum > MOST_CHARACTERS && items > 0) {
				break;
			}
			items++;
		}
		return items;
	}

	public <R> Page<R> map(Function<T, R> mapping) {
		return new Page<>(this.items.stream().map(mapping).toList(), this.next);
	}

}
