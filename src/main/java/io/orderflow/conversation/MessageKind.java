package io.orderflow.conversation;

/** Why a message was written. */
public enum MessageKind {

	/** Somebody wrote it (S14). */
	MESSAGE,
	/** An update on the order's progress (S25). */
	UPDATE

}
