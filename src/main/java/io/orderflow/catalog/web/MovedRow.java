package io.orderflow.catalog.web;

/**
 * Which button of a list has the keyboard once one of its rows was moved or removed, on a
 * form whose rows have no first up and no last down.
 */
final class MovedRow {

	private MovedRow() {
	}

	/**
	 * The same button of the row where it stands now, or the other one where it has got
	 * to an end; of a row that is gone the button of that which has taken its place.
	 * @param move {@code earlier}, {@code later} or {@code remove}
	 * @param row which it was, from 0
	 * @param rows how many there are now, at least one
	 */
	static String button(String move, int row, int rows) {
		int last = rows - 1;
		return switch (move) {
			case "earlier" -> (row > 1) ? "earlier-" + (row - 1) : "later-0";
			case "later" -> (row + 1 < last) ? "later-" + (row + 1) : "earlier-" + last;
			default -> "remove-" + Math.min(row, last);
		};
	}

}
