package io.orderflow.conversation;

/**
 * A text that somebody need not write again (S22); whoever sends it can change it first.
 *
 * @param id of one's own, a UUID; of those that everybody has, a word
 * @param own whether the reader saved it, and can change and remove it
 * @param title at most {@value #MAX_TITLE} characters
 * @param text at most {@link Message#MAX_LENGTH} characters
 */
public record ReadyMessage(String id, boolean own, String title, String text) {

	/** The most characters (Unicode code points) a title holds. */
	public static final int MAX_TITLE = 100;

}
