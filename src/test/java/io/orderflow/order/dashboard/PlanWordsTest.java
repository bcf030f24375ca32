package io.orderflow.order.dashboard;

import java.util.Collections;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.stream.Collectors;

import io.orderflow.catalog.ApprovalNeeded;
import io.orderflow.order.OrderStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Where a plan alone is approved (S24), nothing is called a draft. */
class PlanWordsTest {

	@Test
	void only_what_speaks_of_drafts_has_other_words_and_only_for_a_plan_alone() {
		assertThat(PlanWords.key(ApprovalNeeded.PLAN, "order.event.DRAFT_SUBMITTED"))
			.isEqualTo("order.event.DRAFT_SUBMITTED.plan-alone");
		assertThat(PlanWords.key(ApprovalNeeded.PLAN, "order.event.WORK_PLANNED"))
			.isEqualTo("order.event.WORK_PLANNED");
		assertThat(PlanWords.key(ApprovalNeeded.DRAFT_AND_PLAN, "order.event.DRAFT_SUBMITTED"))
			.isEqualTo("order.event.DRAFT_SUBMITTED");
	}

	@ParameterizedTest
	@ValueSource(strings = { "en", "fr" })
	void each_of_them_has_both_texts_and_that_of_a_plan_names_no_draft(String language) {
		ResourceBundle texts = texts(language);
		assertThat(PlanWords.OF_DRAFTS).allSatisfy((key) -> {
			assertThat(texts.getString(key)).isNotBlank();
			assertThat(texts.getString(key + PlanWords.PLAN_ALONE)).isNotBlank()
				.doesNotContainIgnoringCase("draft")
				.doesNotContainIgnoringCase("brouillon");
		});
		Set<String> written = Collections.list(texts.getKeys())
			.stream()
			.filter((key) -> key.endsWith(PlanWords.PLAN_ALONE))
			.map((key) -> key.substring(0, key.length() - PlanWords.PLAN_ALONE.length()))
			.collect(Collectors.toSet());
		assertThat(written).as("texts that nothing shows").isEqualTo(PlanWords.OF_DRAFTS);
	}

	@ParameterizedTest
	@ValueSource(strings = { "en", "fr" })
	void what_speaks_of_the_work_has_other_words_in_a_revision(String language) {
		assertThat(PlanWords.OF_DELIVERIES).isNotEmpty().allSatisfy((key) -> {
			String revised = PlanWords.key(ApprovalNeeded.NONE, OrderStatus.IN_REVISION, key);
			assertThat(texts(language).getString(revised)).containsPattern("(?i)r[eé]vision");
			assertThat(PlanWords.key(ApprovalNeeded.NONE, OrderStatus.IN_PRODUCTION, key)).isEqualTo(key);
		});
	}

	/** What is said where nobody knows what is approved, as in lists. */
	@ParameterizedTest
	@ValueSource(strings = { "en", "fr" })
	void states_and_stages_are_called_the_same_for_a_draft_and_a_plan(String language) {
		ResourceBundle texts = texts(language);
		assertThat(Collections.list(texts.getKeys())).filteredOn((key) -> key.matches("order\\.(status|stage)\\..*"))
			.extracting(texts::getString)
			.isNotEmpty()
			.noneMatch((text) -> text.matches("(?i).*(draft|brouillon).*"));
	}

	private static ResourceBundle texts(String language) {
		return ResourceBundle.getBundle("messages", Locale.forLanguageTag(language),
				ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
	}

}
