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

	/** What a file takes beside its name. */
	static final int OF_FILE = 100;

	private int clientWrote;

	private int freelancerWrote;

	/**
	 * What a side writes with one act.
	 * @throws Refusal {@code too-much-written}
	 */
	void add(boolean client, Collection<String> texts) {
		add(client, texts.stream().mapToInt(String::length).sum());
	}

	/**
	 * Files that a side attaches with one act.
	 * @param names what they are called
	 * @throws Refusal {@code too-much-written}
	 */
	void addFiles(boolean client, Collection<String> names) {
		add(client, names.stream().mapToInt((name) -> OF_FILE + name.length()).sum());
	}

	private void add(boolean client, int more) {
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
