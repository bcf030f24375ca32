package io.orderflow.notification;

/** What a notification is about; pages group and mark by it. */
public enum NotificationKind {

	/** Somebody ordered (S2). */
	NEW_ORDER,
	/** A step waits for the recipient (S19). */
	TO_DO,
	/** A step still waits for the recipient. */
	REMINDER,
	/** Somebody wrote in a conversation. */
	MESSAGE,
	/** Something was decided or ended. */
	STATUS

}
