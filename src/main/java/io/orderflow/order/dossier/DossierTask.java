package io.orderflow.order.dossier;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What an external task of the topic {@code order.buildDossier} asks for.
 *
 * @param order the order's number
 * @param build which time it was asked for, from 1
 * @param askedAt when it was asked for
 * @param maxBytes of a document that is handed in
 * @param dossiers one for each side
 */
public record DossierTask(String order, int build, Instant askedAt, long maxBytes, List<Dossier> dossiers) {

	/**
	 * A side's dossier.
	 *
	 * @param side {@code client} or {@code freelancer}
	 * @param language of its texts: {@code en} or {@code fr}
	 * @param href where to read what is in it ({@link DossierContent}), below which the
	 * document is handed in
	 * @param handedIn whether it has been: nothing more is to be done for it
	 * @param outcome why there will be none: nothing more is to be done for it either;
	 * null while a worker said nothing of the kind
	 */
	public record Dossier(String side, String language, String href, boolean handedIn,
			@Nullable DossierOutcome outcome) {

	}

}
