package io.orderflow.contact;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.orderflow.RefusalAssertions.problemsOf;
import static org.assertj.core.api.Assertions.assertThat;

/** How contacts are sorted, and where a page of them ended. */
class ContactSortingTest {

	private static final Supplier<List<String>> NOT_ASKED = () -> {
		throw new AssertionError("The currencies are another statement");
	};

	private static final ContactSorting BY_NAME = new ContactSorting(ContactSide.SELLING, ContactSort.NAME, false,
			null);

	@Test
	void names_begin_with_a_and_everything_else_with_the_most() {
		assertThat(by(ContactSort.NAME).descending()).isFalse();
		assertThat(by(ContactSort.LAST_ORDER).descending()).isTrue();
		assertThat(by(ContactSort.COMPLETED).descending()).isTrue();
		assertThat(ContactSort.SPENT.descendingAtFirst()).isTrue();
		assertThat(ContactSorting.of(ContactSide.BUYING, ContactSort.NAME, true, null, NOT_ASKED))
			.isEqualTo(new ContactSorting(ContactSide.BUYING, ContactSort.NAME, true, null));
		assertThat(ContactSorting.of(ContactSide.BUYING, ContactSort.COMPLETED, false, null, NOT_ASKED).descending())
			.isFalse();
	}

	@Test
	void what_was_spent_is_compared_in_one_currency() {
		assertThat(spent("CHF", NOT_ASKED).currency()).isEqualTo("CHF");
		assertThat(spent(null, () -> List.of("EUR")).currency()).isEqualTo("EUR");
		assertThat(spent("", () -> List.of("EUR")).currency()).isEqualTo("EUR");
		assertThat(spent(null, List::of).currency()).isEmpty();
		assertThat(problemsOf(() -> spent(null, () -> List.of("CHF", "EUR"))))
			.containsExactly("currency currency-needed CHF, EUR");
		assertThat(problemsOf(() -> spent("euro", NOT_ASKED))).containsExactly("currency choice-unknown euro");
	}

	@Test
	void a_currency_says_nothing_where_something_else_is_compared() {
		assertThat(ContactSorting.of(ContactSide.SELLING, ContactSort.NAME, null, "nonsense", NOT_ASKED).currency())
			.isNull();
	}

	@Test
	void each_list_is_read_from_a_column_of_its_own() {
		assertThat(ContactSort.LAST_ORDER.column(ContactSide.SELLING)).isEqualTo("last_order_at");
		assertThat(ContactSort.COMPLETED.column(ContactSide.SELLING)).isEqualTo("orders_completed");
		assertThat(ContactSort.SPENT.column(ContactSide.SELLING)).isEqualTo("amount");
		assertThat(ContactSort.NAME.column(ContactSide.SELLING)).isEqualTo("client_name");
		assertThat(ContactSort.NAME.column(ContactSide.BUYING)).isEqualTo("freelancer_name");
		assertThat(ContactSide.SELLING.reader()).isEqualTo("freelancer");
		assertThat(ContactSide.BUYING.reader()).isEqualTo("client");
	}

	@Test
	void what_a_page_ended_with_is_given_to_the_database_as_what_it_is() {
		assertThat(ContactSort.LAST_ORDER.value("2026-12-01T09:00:00Z"))
			.isEqualTo(OffsetDateTime.parse("2026-12-01T09:00:00Z"));
		assertThat(ContactSort.COMPLETED.value("12")).isEqualTo(12);
		assertThat(ContactSort.SPENT.value("120.00")).isEqualTo(new BigDecimal("120.00"));
		assertThat(ContactSort.NAME.value("lea")).isEqualTo("lea");
	}

	@ParameterizedTest
	@CsvSource({ "LAST_ORDER, yesterday", "LAST_ORDER, -0001-12-01T09:00:00Z", "LAST_ORDER, +10000-01-01T00:00:00Z",
			"LAST_ORDER, 0000-12-31T00:00:00Z", "COMPLETED, many", "COMPLETED, 9999999999", "SPENT, 1e9",
			"SPENT, 1.234", "SPENT, 1234567890123.00", "SPENT, -1.00" })
	void what_no_page_ended_with_is_refused(ContactSort sort, String value) {
		assertThat(problemsOf(() -> sort.value(value))).containsExactly("cursor bad-cursor");
	}

	@Test
	void the_first_and_the_last_year_are_years() {
		assertThat(ContactSort.LAST_ORDER.value("0001-01-01T00:00:00Z")).isNotNull();
		assertThat(ContactSort.LAST_ORDER.value("9999-12-31T23:59:59Z")).isNotNull();
	}

	@Test
	void a_cursor_goes_on_where_its_page_ended_whatever_a_name_holds() {
		ContactCursor cursor = new ContactCursor(BY_NAME, "two\nlines", "camille");
		assertThat(ContactCursor.decode(cursor.encoded(), BY_NAME)).isEqualTo(cursor);
		assertThat(ContactCursor.decode(null, BY_NAME)).isNull();
		assertThat(ContactCursor.decode("", BY_NAME)).isNull();
	}

	@Test
	void a_cursor_of_another_list_is_refused() {
		String cursor = new ContactCursor(BY_NAME, "lea", "lea").encoded();
		assertThat(problemsOf(() -> ContactCursor.decode(cursor,
				new ContactSorting(ContactSide.SELLING, ContactSort.NAME, true, null))))
			.containsExactly("cursor bad-cursor");
		assertThat(problemsOf(() -> ContactCursor.decode(cursor,
				new ContactSorting(ContactSide.BUYING, ContactSort.NAME, false, null))))
			.containsExactly("cursor bad-cursor");
	}

	@ParameterizedTest
	@ValueSource(strings = { "not base64!", "SELLING NAME asc null", "SELLING NAME asc null\nlea",
			"SELLING NAME asc null\nle\0a\nLéa" })
	void what_was_never_given_out_is_refused(String text) {
		String encoded = text.contains("!") ? text
				: Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
		assertThat(problemsOf(() -> ContactCursor.decode(encoded, BY_NAME))).containsExactly("cursor bad-cursor");
	}

	@Test
	void what_a_cursor_ended_with_is_judged_before_the_database_is_asked() {
		ContactSorting spent = new ContactSorting(ContactSide.SELLING, ContactSort.SPENT, true, "EUR");
		String encoded = new ContactCursor(spent, "1e9", "camille").encoded();
		assertThat(problemsOf(() -> ContactCursor.decode(encoded, spent))).containsExactly("cursor bad-cursor");
	}

	private static ContactSorting by(ContactSort sort) {
		return ContactSorting.of(ContactSide.SELLING, sort, null, null, NOT_ASKED);
	}

	private static ContactSorting spent(String currency, Supplier<List<String>> currencies) {
		return ContactSorting.of(ContactSide.SELLING, ContactSort.SPENT, null, currency, currencies);
	}

}
