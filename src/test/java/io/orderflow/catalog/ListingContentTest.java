package io.orderflow.catalog;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.orderflow.catalog.RequirementQuestion.Kind;
import io.orderflow.platform.MoneyJson;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.RefusalTexts;
import io.orderflow.platform.JsonbMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.support.ResourceBundleMessageSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class ListingContentTest {

	@Test
	void a_service_in_order_is_taken() {
		assertThatCode(Contents.logo()::check).doesNotThrowAnyException();
		assertThatCode(Contents.titled("🖌".repeat(120))::check).doesNotThrowAnyException();
	}

	@Test
	void a_title_has_one_to_120_characters() {
		assertThat(problems(Contents.titled(" "))).containsExactly("title text-missing");
		assertThat(problems(Contents.titled("x".repeat(121)))).containsExactly("title text-too-long");
		assertThat(problems(Contents.titled("a\0b"))).containsExactly("title text-null-character");
	}

	@Test
	void a_picture_says_in_a_line_of_200_characters_what_is_to_be_seen() {
		assertThat(problems(pictured("A fox", "🦊".repeat(200)))).isEmpty();
		assertThat(problems(pictured("A fox", " ", "x".repeat(201), "a\nb"))).containsExactly(
				"pictures[1].alternativeText alternative-text-missing", "pictures[2].alternativeText text-too-long",
				"pictures[3].alternativeText one-line-only");
	}

	@Test
	void six_pictures_are_enough_and_none_is_there_twice() {
		assertThat(problems(pictured("1", "2", "3", "4", "5", "6"))).isEmpty();
		assertThat(problems(pictured("1", "2", "3", "4", "5", "6", "7"))).containsExactly("pictures too-many-pictures");
		ListingPicture fox = pictured("A fox").pictures().get(0);
		assertThat(problems(Contents.logo().withPictures(List.of(fox, fox))))
			.containsExactly("pictures[1].id picture-repeated");
	}

	@Test
	void what_is_kept_for_later_has_a_title_and_the_rest_may_come() {
		ListingContent begun = Contents.with("Logo", "0",
				List.of(new RequirementQuestion("style", RequirementQuestion.Kind.SINGLE_CHOICE, "", true)));
		assertThatCode(begun::checkUnfinished).doesNotThrowAnyException();
		assertThat(problems(begun)).containsExactly("price.amount price-not-positive",
				"questions[0].prompt text-missing", "questions[0].choices choices-out-of-range");
		assertThatCode(pictured("")::checkUnfinished).doesNotThrowAnyException();
		for (String blank : List.of(" ".repeat(320_000), "\u2003\0", "\n")) {
			assertThat(catchThrowableOfType(Refusal.class, pictured(blank)::checkUnfinished)).as("bounded, if blank")
				.isNotNull();
			assertThat(catchThrowableOfType(Refusal.class, described(blank)::checkUnfinished)).isNotNull();
		}
		assertThat(catchThrowableOfType(Refusal.class, Contents.titled(" ")::checkUnfinished).problems())
			.extracting(Refusal.Problem::code)
			.containsExactly("text-missing");
		assertThat(
				catchThrowableOfType(Refusal.class, Contents.with("Logo", "-1", List.of())::checkUnfinished).problems())
			.extracting(Refusal.Problem::code)
			.containsExactly("price-not-positive");
	}

	private static ListingContent described(String description) {
		ListingContent logo = Contents.logo();
		return new ListingContent(logo.title(), description, logo.language(), logo.price(), logo.deliveryTime(),
				logo.revisions(), logo.approval(), logo.updateAskedAfter(), logo.updateRemindedAfter(),
				logo.revisionRoundTime(), logo.questions());
	}

	private static ListingContent pictured(String... texts) {
		return Contents.logo()
			.withPictures(Stream.of(texts).map((text) -> new ListingPicture(UUID.randomUUID(), 60, 40, text)).toList());
	}

	@ParameterizedTest
	@CsvSource({ "0, price-not-positive", "-1, price-not-positive", "10000000000, price-too-high",
			"1.999, price-too-fine" })
	void a_price_is_positive_and_can_be_paid(String amount, String code) {
		assertThat(problems(Contents.with("Logo", amount, List.of()))).containsExactly("price.amount " + code);
	}

	@Test
	void a_price_has_the_decimals_of_its_currency() {
		ListingContent content = with(MoneyJson.of("100.5", "JPY"), Duration.ofDays(1), 1);
		assertThat(problems(content)).containsExactly("price.amount price-too-fine");
		assertThat(problems(with(MoneyJson.of("100", "JPY"), Duration.ofDays(1), 1))).isEmpty();
		assertThat(problems(with(MoneyJson.of("1.50", "KWD"), Duration.ofDays(1), 1))).isEmpty();
	}

	@Test
	void what_a_price_may_be_is_said_as_its_reader_writes_numbers() {
		assertThat(sentence(MoneyJson.of("10000000000", "EUR"), Locale.ENGLISH))
			.isEqualTo("The price can be 9,999,999,999.99 at most.");
		assertThat(sentence(MoneyJson.of("10000000000", "EUR"), Locale.FRENCH))
			.isEqualTo("Le prix est de 9\u202f999\u202f999\u202f999,99 au plus.");
		assertThat(sentence(MoneyJson.of("100.5", "JPY"), Locale.FRENCH))
			.isEqualTo("Un prix en JPY n’a pas de décimales.");
		assertThat(sentence(MoneyJson.of("1.999", "EUR"), Locale.ENGLISH))
			.isEqualTo("A price in EUR has 2 decimals at most.");
	}

	private static String sentence(javax.money.MonetaryAmount price, Locale locale) {
		Refusal refusal = catchThrowableOfType(Refusal.class, with(price, Duration.ofDays(1), 1)::check);
		ResourceBundleMessageSource texts = new ResourceBundleMessageSource();
		texts.setBasename("messages");
		texts.setDefaultEncoding("UTF-8");
		texts.setFallbackToSystemLocale(false);
		return RefusalTexts.of(texts).of(refusal, locale);
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT59M59S", "P365DT1S", "-P1D", "PT0S" })
	void a_delivery_takes_an_hour_to_a_year(String time) {
		assertThat(problems(with(MoneyJson.of("1", "EUR"), Duration.parse(time), 1)))
			.containsExactly("deliveryTime time-out-of-range");
	}

	@Test
	void the_limits_themselves_are_within() {
		assertThat(problems(with(MoneyJson.of("0.01", "EUR"), Duration.ofHours(1), 0))).isEmpty();
		assertThat(problems(with(MoneyJson.of("9999999999.99", "EUR"), Duration.ofDays(365), 20))).isEmpty();
		assertThat(problems(with(MoneyJson.of("1", "EUR"), Duration.ofDays(1), 21)))
			.containsExactly("revisions revisions-out-of-range");
		assertThat(problems(with(MoneyJson.of("1", "EUR"), Duration.ofDays(1), -1)))
			.containsExactly("revisions revisions-out-of-range");
	}

	@Test
	void there_are_at_most_fifty_questions_each_with_a_name_of_its_own() {
		List<RequirementQuestion> many = IntStream.range(0, 51).mapToObj((i) -> text("q" + i)).toList();
		assertThat(problems(Contents.with("Logo", "1", many))).containsExactly("questions too-many-questions");
		assertThat(problems(Contents.with("Logo", "1", many.subList(0, 50)))).isEmpty();
		assertThat(problems(Contents.with("Logo", "1", List.of(text("same"), text("same")))))
			.containsExactly("questions[1].key question-key-repeated");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "Brand", "1st", "a-b", "a b", "é", "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddX" })
	void a_question_is_named_as_a_variable_would_be(String key) {
		assertThat(problems(Contents.with("Logo", "1", List.of(text(key)))))
			.containsExactly("questions[0].key question-key-malformed");
	}

	@Test
	void choices_are_asked_of_those_kinds_only_that_choose() {
		assertThat(problems(question(Kind.TEXT, List.of("a", "b"), List.of())))
			.containsExactly("questions[0].choices choices-not-asked-for");
		assertThat(problems(question(Kind.SINGLE_CHOICE, List.of("a"), List.of())))
			.containsExactly("questions[0].choices choices-out-of-range");
		assertThat(problems(question(Kind.MULTIPLE_CHOICE, Collections.nCopies(51, "a"), List.of())))
			.contains("questions[0].choices choices-out-of-range");
		assertThat(problems(question(Kind.SINGLE_CHOICE, List.of("a", " a", ""), List.of())))
			.containsExactly("questions[0].choices[1] choice-repeated", "questions[0].choices[2] text-missing");
	}

	/** A hundred such services are one answer. */
	@Test
	void all_questions_together_are_no_book() {
		List<String> choices = IntStream.range(0, 50).mapToObj((i) -> i + "x".repeat(40)).toList();
		List<RequirementQuestion> questions = IntStream.range(0, 26)
			.mapToObj((i) -> new RequirementQuestion("q" + i, Kind.SINGLE_CHOICE, "What?", true, choices, List.of()))
			.toList();
		assertThat(problems(Contents.with("Logo", "1", questions))).containsExactly("questions questions-too-long");
		assertThat(problems(Contents.with("Logo", "1", questions.subList(0, 20)))).isEmpty();
	}

	@Test
	void file_types_are_asked_of_files_only() {
		assertThat(problems(question(Kind.DATE, List.of(), List.of("image/*"))))
			.containsExactly("questions[0].accepts file-types-not-asked-for");
		assertThat(problems(question(Kind.FILE, List.of(), List.of("image/*", "pdf"))))
			.containsExactly("questions[0].accepts[1] file-type-malformed");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "text/plain;a=\"\0\"", "text/plain;a=\"\r\nX: y\"", "text/plain;charset=utf-8", "text/\u0301" })
	void a_kind_of_files_is_nothing_but_its_name(String type) {
		assertThat(problems(question(Kind.FILE, List.of(), List.of(type))))
			.containsExactly("questions[0].accepts[0] file-type-malformed");
	}

	@Test
	void everything_wrong_is_told_at_once() {
		ListingContent content = new ListingContent("", "x".repeat(10_001), "de", MoneyJson.of("0", "EUR"),
				Duration.ZERO, 99, ApprovalNeeded.NONE, Duration.ofDays(3), Duration.ofDays(2), Duration.ofDays(400),
				List.of());
		assertThat(problems(content)).containsExactlyInAnyOrder("title text-missing", "description text-too-long",
				"language language-unknown", "price.amount price-not-positive", "deliveryTime time-out-of-range",
				"revisionRoundTime time-out-of-range", "updateRemindedAfter reminder-before-asking",
				"revisions revisions-out-of-range");
	}

	@Test
	void what_is_stored_is_read_again_unchanged() throws Exception {
		String stored = JsonbMapper.mapper().writeValueAsString(Contents.logo());
		assertThat(stored).contains("\"price\":{\"amount\":\"120.00\",\"currency\":\"EUR\"}").contains("\"PT120H\"");
		assertThat(JsonbMapper.mapper().readValue(stored, ListingContent.class)).isEqualTo(Contents.logo());
	}

	private static ListingContent with(javax.money.MonetaryAmount price, Duration deliveryTime, int revisions) {
		return new ListingContent("Logo", "A logo.", "en", price, deliveryTime, revisions, ApprovalNeeded.NONE,
				Duration.ofDays(2), Duration.ofDays(3), Duration.ofDays(1), List.of());
	}

	private static RequirementQuestion text(String key) {
		return new RequirementQuestion(key, Kind.TEXT, "What?", true);
	}

	private static ListingContent question(Kind kind, List<String> choices, List<String> accepts) {
		return Contents.with("Logo", "1", List.of(new RequirementQuestion("q", kind, "What?", true, choices, accepts)));
	}

	private static List<String> problems(ListingContent content) {
		Refusal refusal = catchThrowableOfType(Refusal.class, content::check);
		return (refusal != null)
				? refusal.problems().stream().map((problem) -> problem.field() + " " + problem.code()).toList()
				: List.of();
	}

}
