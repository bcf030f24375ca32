package io.orderflow.order;

import java.util.Collection;

import io.orderflow.platform.Refusal;
import jakarta.persistence.Embeddable;

/**
 * How much each side has written on an order, in characters, beside the requirements,
 * which have a bound of their own. An order is read and answered as a whole, so that this
 * has an end; a few lines are taken even then, since nobody may be kept from delivering
 * or from asking for a revision.
 */
@Embeddable
class WrittenText {

	/** Of one side. */
	static final int MOST = 200_000;

	/** At once, by a side that has written that much. */
	static final int ALWAYS = 1_000;

	private int clientWrote;

	private int freelancerWrote;

	/**
	 * What a side writes with one act.
	 * @throws Refusal {@code too-much-written}
	 */
	void add(boolean client, Collection<String> texts) {
		int more = texts.stream().mapToInt(String::length).sum();
		int wrote = Math.addExact(client ? this.clientWrote : this.freelancerWrote, more);
		if (wrote > MOST && more > ALWAYS) {
			throw Refusal.conflict("too-much-written", MOST, ALWAYS);
		}
		if (client) {
			this.clientWrote = wrote;
		}
		else {
			this.freelancerWrote = wrote;
		}
	}

}
