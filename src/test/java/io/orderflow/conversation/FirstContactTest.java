package io.orderflow.conversation;

import java.util.Set;

import io.orderflow.platform.UserStore;
import org.junit.jupiter.api.Test;

import static io.orderflow.RefusalAssertions.codeOf;
import static io.orderflow.RefusalAssertions.problemsOf;
import static io.orderflow.RefusalAssertions.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

class FirstContactTest {

	private final FirstContact contact = new FirstContact("camille", "lea");

	@Test
	void a_client_may_ask_any_freelancer() {
		assertThatCode(() -> this.contact.checkAsking(Set.of(UserStore.CLIENTS), true)).doesNotThrowAnyException();
		assertThatCode(() -> this.contact.checkAsking(Set.of(UserStore.CLIENTS, UserStore.FREELANCERS), true))
			.doesNotThrowAnyException();
	}

	@Test
	void nobody_can_be_asked_who_sells_nothing() {
		assertThat(codeOf(() -> this.contact.checkAsking(Set.of(UserStore.CLIENTS), false)))
			.isEqualTo("NOT_FOUND freelancer-unknown");
		assertThat(refusalOf(() -> this.contact.checkAsking(Set.of(UserStore.CLIENTS), false)).args())
			.containsExactly("lea");
	}

	@Test
	void a_freelancer_makes_no_first_contact() {
		assertThat(codeOf(() -> this.contact.checkAsking(Set.of(UserStore.FREELANCERS), true)))
			.isEqualTo("FORBIDDEN first-contact");
		assertThat(codeOf(() -> this.contact.checkAnswering(false))).isEqualTo("FORBIDDEN first-contact");
	}

	@Test
	void a_freelancer_may_write_to_who_has_ordered() {
		assertThatCode(() -> this.contact.checkAnswering(true)).doesNotThrowAnyException();
	}

	@Test
	void who_neither_buys_nor_sells_asks_nobody() {
		assertThat(codeOf(() -> this.contact.checkAsking(Set.of(UserStore.MODERATORS), true)))
			.isEqualTo("FORBIDDEN inquiry-clients-only");
		assertThat(codeOf(() -> this.contact.checkAsking(Set.of(), false))).isEqualTo("FORBIDDEN inquiry-clients-only");
	}

	@Test
	void nobody_writes_to_themselves_or_to_a_name_that_nobody_has() {
		assertThat(problemsOf(() -> FirstContact.checkRecipient("lea", "lea", "client")))
			.containsExactly("client to-oneself");
		assertThat(problemsOf(() -> FirstContact.checkRecipient("lea", "cam\0ille", "client")))
			.containsExactly("client text-null-character");
		assertThat(problemsOf(() -> FirstContact.checkRecipient("lea", "\0", "client")))
			.containsExactly("client text-null-character");
		assertThat(problemsOf(() -> FirstContact.checkRecipient("lea", "camille", "client"))).isEmpty();
	}

}
