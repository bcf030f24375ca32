package io.orderflow.attachment;

/**
 * Who, besides its owner, may read an attached file. Declared by every feature that
 * attaches files, for the purposes it attaches them for; one rule that allows is enough,
 * and a rule says no to what is not its own.
 */
public interface AccessRule {

	/**
	 * @throws io.orderflow.platform.Refusal forbidden, where the account knows of the
	 * file and may not read it yet
	 */
	boolean mayRead(String account, Attachment attachment);

	/**
	 * Whether the account may play it in a page, if it is a film or a sound, although its
	 * original may still be kept from them.
	 */
	default boolean mayPlay(String account, Attachment attachment) {
		return false;
	}

}
