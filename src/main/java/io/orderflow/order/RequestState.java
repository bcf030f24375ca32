package io.orderflow.order;

/** Where a request stands. */
public enum RequestState {

	/** The other side has not answered yet. */
	WAITING,
	/** A cancellation that was refused, and can still be put to a moderator (C4). */
	DISPUTABLE,
	/** A moderator is asked to rule (C4). */
	DISPUTED,
	/** By the other side, by a ruling, or because nobody answered. */
	ACCEPTED,
	/** For good. */
	REFUSED,
	/** By whoever asked. */
	WITHDRAWN,
	/** A later date that was asked for, and the work was delivered meanwhile. */
	DELIVERED,
	/** The order was closed before it was answered. */
	ENDED_WITH_ORDER;

	/** Whether it is the one open request of its order (C2, C4). */
	public boolean open() {
		return this == WAITING || this == DISPUTED;
	}

	/** Whether something of it is still waited for: an answer, a ruling, or a dispute. */
	boolean underWay() {
		return open() || this == DISPUTABLE;
	}

}
