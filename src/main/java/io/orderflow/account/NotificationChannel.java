package io.orderflow.account;

/** How people are told beside the application itself, which always tells (S3). */
public enum NotificationChannel {

	/** To the account's address. */
	EMAIL,
	/** To every browser that the person has subscribed. */
	PUSH

}
