package io.orderflow.order;

/** Who is responsible for a cancellation, as whoever asks for it sees it (C2). */
public enum ResponsibleParty {

	CLIENT, FREELANCER, NOBODY

}
