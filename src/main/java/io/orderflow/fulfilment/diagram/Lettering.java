package io.orderflow.fulfilment.diagram;

import java.util.ArrayList;
import java.util.List;

/**
 * How wide words are, about: browsers have other letters than servers, so that nothing
 * more exact would be true.
 */
final class Lettering {

	private static final String NARROW = "ijltfIr.,:;'’|!()[] ";

	private static final String WIDE = "mwMW@%";

	private Lettering() {
	}

	/** In lines as long as fit; a word that is longer has a line of its own. */
	static List<String> wrapped(String text, double width, int size) {
		List<String> lines = new ArrayList<>();
		for (String word : text.strip().split("\\s+")) {
			int last = lines.size() - 1;
			if (last >= 0 && width(lines.get(last) + " " + word, size) <= width) {
				lines.set(last, lines.get(last) + " " + word);
			}
			else if (!word.isEmpty()) {
				lines.add(word);
			}
		}
		return lines;
	}

	static double width(String text, int size) {
		return text.codePoints().mapToDouble(Lettering::width).sum() * size;
	}

	private static double width(int letter) {
		return (NARROW.indexOf(letter) >= 0) ? .28
				: (WIDE.indexOf(letter) >= 0) ? .85 : Character.isUpperCase(letter) ? .69 : .55;
	}

}
