package io.orderflow.order.dossier;

/** What dossiers need of the process engine. */
public interface DossierFlow {

	/**
	 * A side asks for dossiers: a worker is given the task, in the caller's transaction.
	 */
	void asked(String orderNumber);

}
