package io.orderflow.order.dossier;

/** Why a worker made no document of a side's dossier, and will make none. */
public enum DossierOutcome {

	/** Its pages take more memory, or the document more room, than there is. */
	TOO_LARGE,
	/** Its pages take too long. */
	TOO_SLOW,
	/** What stands in it could not be read. */
	DAMAGED,
	/** Whatever wrote its pages died, and died again. */
	FAILED

}
