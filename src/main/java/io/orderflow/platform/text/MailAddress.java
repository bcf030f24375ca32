package io.orderflow.platform.text;

import java.text.Normalizer;
import java.util.function.IntUnaryOperator;

/**
 * How an e-mail address is spelled. It is compared by the database and by Java, which
 * have small letters of their own: so letters outside ASCII are kept small, and none is
 * taken that one of them takes for a letter within.
 */
public final class MailAddress {

	private static final int ASCII = 128;

	/** What browsers take for a dot in the name of a host. */
	private static final int FULL_STOP = '。';

	private MailAddress() {
	}

	/**
	 * Whether no character outside ASCII stands for one within, as the Kelvin sign, a
	 * long s or a full-width letter does: somebody else's address would be read, or
	 * found, as this one.
	 */
	public static boolean isPlain(String given) {
		return given.strip().codePoints().allMatch((letter) -> letter < ASCII || !standsForAscii(letter));
	}

	private static boolean standsForAscii(int letter) {
		return Character.toLowerCase(letter) < ASCII || Character.toUpperCase(letter) < ASCII
				|| Normalizer.normalize(Character.toString(letter), Normalizer.Form.NFKC)
					.codePoints()
					.anyMatch((meant) -> meant < ASCII || meant == FULL_STOP);
	}

	/** As it is kept, and written to. */
	public static String kept(String given) {
		return each(given, (letter) -> (letter < ASCII) ? letter : Character.toLowerCase(letter));
	}

	/** As it is compared, and signed in with: all of it in small letters. */
	public static String folded(String given) {
		return each(given, Character::toLowerCase);
	}

	private static String each(String given, IntUnaryOperator letters) {
		int[] all = Normalizer.normalize(given.strip(), Normalizer.Form.NFC).codePoints().map(letters).toArray();
		return new String(all, 0, all.length);
	}

}
