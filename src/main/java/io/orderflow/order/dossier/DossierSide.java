package io.orderflow.order.dossier;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import io.orderflow.order.Order;

/** Whose dossier it is. */
public enum DossierSide {

	CLIENT, FREELANCER;

	/** As addresses write it. */
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** The side of that word; empty where there is none. */
	public static Optional<DossierSide> of(String word) {
		return Stream.of(values()).filter((side) -> side.word().equals(word)).findFirst();
	}

	/** The account that is this side of an order. */
	String account(Order order) {
		return (this == CLIENT) ? order.client() : order.freelancer();
	}

}
