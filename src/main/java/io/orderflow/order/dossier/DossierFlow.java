package io.orderflow.order.dossier;

/** What dossiers need of the process engine. */
public interface DossierFlow {

	/**
	 * What a side asked for is waited for no longer, in the caller's transaction: its
	 * task is gone, and ended. Nothing where none waits.
	 */
	void givenUp(String orderNumber);

	/**
	 * A side asks for dossiers: a worker is given the task, in the caller's transaction.
	 */
	void asked(String orderNumber, String by);

}
