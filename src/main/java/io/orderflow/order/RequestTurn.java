package io.orderflow.order;

/** Whom an open request waits for. */
public enum RequestTurn {

	CLIENT, FREELANCER, MODERATOR

}
