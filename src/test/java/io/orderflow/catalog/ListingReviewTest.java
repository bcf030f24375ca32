package io.orderflow.catalog;

import java.util.Map;

import io.orderflow.catalog.ListingReview.Choice;
import io.orderflow.platform.FormValues;
import org.junit.jupiter.api.Test;

import static io.orderflow.RefusalAssertions.problemsOf;
import static org.assertj.core.api.Assertions.assertThat;

class ListingReviewTest {

	@Test
	void to_approve_takes_no_reason() {
		assertThat(read("approve", "")).isEqualTo(new ListingReview(Choice.APPROVE, ""));
		assertThat(problemsOf(() -> read("APPROVE", "Too short."))).containsExactly("reason reason-not-sent");
	}

	@Test
	void to_reject_takes_a_reason() {
		assertThat(read("reject", "Too short.")).isEqualTo(new ListingReview(Choice.REJECT, "Too short."));
		assertThat(problemsOf(() -> read("reject", " "))).containsExactly("reason text-missing");
	}

	@Test
	void a_reason_has_at_most_2000_characters() {
		assertThat(read("reject", "x".repeat(2_000)).reason()).hasSize(2_000);
		assertThat(problemsOf(() -> read("reject", "x".repeat(2_001))))
			.containsExactly("reason text-too-long 2000 2001");
		assertThat(problemsOf(() -> read("approve", "x".repeat(2_001))))
			.containsExactly("reason text-too-long 2000 2001");
	}

	@Test
	void there_is_no_third_way() {
		assertThat(problemsOf(() -> read("maybe", "Hm."))).containsExactly("decision choice-unknown maybe");
		assertThat(problemsOf(() -> read("", "Hm."))).containsExactly("decision choice-missing");
	}

	private static ListingReview read(String decision, String reason) {
		FormValues form = new FormValues(Map.of("decision", decision, "reason", reason));
		return ListingReview.fromTasklist(form).checked(form.problems());
	}

}
