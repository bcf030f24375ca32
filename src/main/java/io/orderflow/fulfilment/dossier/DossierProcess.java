package io.orderflow.fulfilment.dossier;

/**
 * The names that code and {@code dossier.bpmn} share; a test keeps them equal. The
 * business key is the order's number.
 */
public final class DossierProcess {

	public static final String KEY = "dossier";

	/** Account of the side that asked; not kept. */
	public static final String ASKED_BY = "askedBy";

	private DossierProcess() {
	}

}
