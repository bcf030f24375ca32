package io.orderflow.conversation;

import java.util.Set;

import io.orderflow.platform.Refusal;
import io.orderflow.platform.UserStore;

/**
 * Who may open the inquiry of a client with a freelancer. A client may ask any freelancer
 * whose services can be found, or whom they know (S8); a freelancer never makes first
 * contact (S5), but may write once there is an order between them (S6). Once it is open,
 * both go on writing.
 */
record FirstContact(String client, String freelancer) {

	/**
	 * Refuses a message to oneself, and one to a name that nobody can have.
	 * @param field where the recipient was named
	 */
	static void checkRecipient(String writer, String recipient, String field) {
		if (writer.equals(recipient)) {
			throw Refusal.invalid(field, "to-oneself");
		}
		if (recipient.indexOf('\0') >= 0) {
			throw Refusal.invalid(field, "text-null-character");
		}
	}

	/**
	 * The client asks.
	 * @param groups those of the client
	 * @param known whether the freelancer is one whom anybody can find, or the client
	 * knows
	 * @throws Refusal {@code first-contact} to a freelancer who is no client,
	 * {@code inquiry-clients-only} to others; not found ({@code freelancer-unknown})
	 */
	void checkAsking(Set<String> groups, boolean known) {
		if (!groups.contains(UserStore.CLIENTS)) {
			throw Refusal.forbidden(groups.contains(UserStore.FREELANCERS) ? "first-contact" : "inquiry-clients-only");
		}
		if (!known) {
			throw Refusal.notFound("freelancer-unknown", this.freelancer);
		}
	}

	/**
	 * The freelancer writes.
	 * @param haveOrder whether the client ever ordered of the freelancer
	 * @throws Refusal {@code first-contact}, whether there is such a client or not
	 */
	void checkAnswering(boolean haveOrder) {
		if (!haveOrder) {
			throw Refusal.forbidden("first-contact");
		}
	}

}
