package io.orderflow.account;

/**
 * What a notification is about; people choose by it which channels tell them (S3), pages
 * group and mark by it.
 */
public enum NotificationKind {

	/** Somebody ordered (S2). */
	NEW_ORDER,
	/** Somebody wrote in a conversation. */
	MESSAGE,
	/** A step waits for the recipient (S19). */
	TO_DO,
	/** A step still waits for the recipient. */
	REMINDER,
	/** The other side asks for a change of the order (C1, C2). */
	REQUEST,
	/** Something was decided or ended. */
	STATUS

}
