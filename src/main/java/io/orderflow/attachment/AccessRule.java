package io.orderflow.attachment;

/**
 * Who, besides its owner, may read an attached file. Declared by every feature that
 * attaches files, for the purposes it attaches them for; one rule that allows is enough,
 * and a rule says no to what is not its own.
 */
public interface AccessRule {

	boolean mayRead(String account, Attachment attachment);

}
