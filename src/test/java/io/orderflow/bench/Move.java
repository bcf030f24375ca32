package io.orderflow.bench;

import java.util.EnumSet;
import java.util.function.Consumer;

import io.orderflow.order.OrderStep;

/** What both sides do with every order, one after the other: the happy path. */
enum Move {

	PLACE, PROVIDE_REQUIREMENTS, REVIEW_REQUIREMENTS, PLAN_WORK, SUBMIT_DRAFT, PREPARE_PREVIEW, REVIEW_DRAFT,
	DELIVER_WORK, REVIEW_DELIVERY, BUILD_DOSSIER;

	/**
	 * Takes one order all the way on one side.
	 * @param afterwards hears of each move once it is made
	 * @return the order's number
	 */
	static String all(Side side, Consumer<Move> afterwards) {
		return until(BUILD_DOSSIER, side, afterwards);
	}

	/** Takes one order as far as a move. */
	static String until(Move last, Side side, Consumer<Move> afterwards) {
		String number = side.place();
		afterwards.accept(PLACE);
		for (Move move : EnumSet.range(PLACE, last)) {
			switch (move) {
				case PLACE -> {
				}
				case PREPARE_PREVIEW -> side.work(number, "draft.preparePreview", move);
				case BUILD_DOSSIER -> side.work(number, "order.buildDossier", move);
				default -> side.decide(number, OrderStep.valueOf(move.name()), move);
			}
			if (move != PLACE) {
				afterwards.accept(move);
			}
		}
		return number;
	}

}
