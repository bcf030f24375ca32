package io.orderflow.drawing;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;

/**
 * What people wrote, so that all of it can be seen on paper: characters that control a
 * terminal or turn the direction of reading stand there by their number, as
 * {@code [U+202E]}, and do nothing. What no font has is {@code U+FFFD}: whoever draws it
 * would look for each such character in each font again, and a text of them would take
 * all the time there is.
 */
final class LegibleText {

	/** Longer ones may be broken there: looking for a place takes long. */
	private static final int LONGEST_WORD = 200;

	private static final char MAY_BREAK = '\u200B';

	private static final int NOT_THERE = 0xFFFD;

	private static final int FIRST_VARIATION = 0xFE00;

	private static final int LAST_VARIATION = 0xFE0F;

	/** They choose among shapes of which these fonts have one. */
	private static final int FIRST_IDEOGRAPHIC_VARIATION = 0xE0100;

	private static final int LAST_IDEOGRAPHIC_VARIATION = 0xE01EF;

	/** How long what stands for a hidden character is. */
	private static final int HIDDEN = 8;

	private static final char ZERO_WIDTH_NON_JOINER = '\u200C';

	private static final char ZERO_WIDTH_JOINER = '\u200D';

	private LegibleText() {
	}

	static SimpleModule module() {
		return new SimpleModule().addDeserializer(String.class, new Reader());
	}

	static String of(String text) {
		StringBuilder legible = new StringBuilder(text.length());
		int[] word = { 0 };
		text.replace("\r\n", "\n").codePoints().forEach((character) -> {
			boolean hidden = isHidden(character) && character != '\t' && character != '\n' && character != '\r';
			word[0] = (!hidden && Character.isWhitespace(character)) ? 0 : word[0] + (hidden ? HIDDEN : 1);
			if (word[0] >= LONGEST_WORD) {
				legible.append(MAY_BREAK);
				word[0] = 0;
			}
			if (character == '\t') {
				legible.append("    ");
			}
			else if (character == '\n' || character == '\r') {
				legible.append('\n');
			}
			else if (hidden) {
				legible.append("[U+%04X]".formatted(character));
			}
			else if (character < FIRST_IDEOGRAPHIC_VARIATION || character > LAST_IDEOGRAPHIC_VARIATION) {
				legible
					.appendCodePoint((hasNoShape(character) || DocumentFonts.have(character)) ? character : NOT_THERE);
			}
		});
		return legible.toString();
	}

	/** Spaces, and what only changes its neighbours. */
	private static boolean hasNoShape(int character) {
		return Character.isWhitespace(character) || Character.isSpaceChar(character)
				|| Character.getType(character) == Character.FORMAT
				|| (character >= FIRST_VARIATION && character <= LAST_VARIATION);
	}

	private static boolean isHidden(int character) {
		return switch (Character.getType(character)) {
			case Character.CONTROL, Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE,
					Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
				true;
			// marks, embeddings, overrides, isolates, and what nobody sees; joiners of
			// words and emoji, and places where a word may be broken, do their work
			case Character.FORMAT ->
				character != ZERO_WIDTH_JOINER && character != ZERO_WIDTH_NON_JOINER && character != MAY_BREAK;
			default -> false;
		};
	}

	private static final class Reader extends StdScalarDeserializer<String> {

		private static final long serialVersionUID = 1L;

		private Reader() {
			super(String.class);
		}

		@Override
		public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
			return of(parser.getText());
		}

	}

}
