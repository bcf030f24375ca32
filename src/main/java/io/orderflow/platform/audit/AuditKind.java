package io.orderflow.platform.audit;

/**
 * What sort of thing was recorded; its text is {@code audit.kind.<name>}. A kind that has
 * been recorded once keeps its name.
 */
public enum AuditKind {

	/** A password, a token or a passkey was right. */
	SIGNED_IN,
	/** A password was wrong, or there is no such account. */
	SIGN_IN_REFUSED,
	/** Too many were wrong: what follows is not looked at for a while. */
	SIGN_IN_PAUSED,
	/** Somebody signed out. */
	SIGNED_OUT,
	/** The owner ended a session, or all others. */
	SESSION_ENDED,
	/** Somebody has another password, whoever set it. */
	PASSWORD_CHANGED,
	/** An account has another e-mail address, which its owner has confirmed. */
	EMAIL_CHANGED,
	/** An account's owner has another name, which everybody reads. */
	NAME_CHANGED,
	/** A client began to sell too, or a freelancer to buy. */
	ROLE_ADDED,
	/**
	 * A process admin changed something in Camunda's applications or over the engine's
	 * REST API.
	 */
	ADMIN_ACT,
	/** A moderator ruled on a dispute, or on a service. */
	RULING,
	/** An API token was made. */
	TOKEN_MADE,
	/** An API token is good no more. */
	TOKEN_REVOKED,
	/** A passkey was registered. */
	PASSKEY_MADE,
	/** A passkey was removed. */
	PASSKEY_REMOVED,
	/** Recovery codes were made, or one was used. */
	RECOVERY_CODES

}
