package io.orderflow.catalog;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import javax.money.MonetaryAmount;

import io.orderflow.platform.Refusal;
import io.orderflow.platform.MoneyJson;
import org.jspecify.annotations.Nullable;

/**
 * What a service is: everything a client sees before ordering, and an order is placed on.
 * Kept as JSON, in listings and in orders.
 *
 * @param title what is sold, in a line
 * @param description what it includes
 * @param language of the texts: {@code fr} or {@code en}
 * @param price for the whole service
 * @param deliveryTime from complete requirements to delivery
 * @param revisions how many revision rounds are included (S27)
 * @param approval what the client approves before delivery (S24)
 * @param updateAskedAfter silence after which the process asks for a progress update
 * (S25)
 * @param updateRemindedAfter silence after which it reminds
 * @param revisionRoundTime from the request of a revision to its delivery
 * @param questions what the client is asked up front (S17, S18)
 * @param pictures what it is shown with, the first one first; none in an order's terms
 */
public record ListingContent(String title, String description, String language, MonetaryAmount price,
		Duration deliveryTime, int revisions, ApprovalNeeded approval, Duration updateAskedAfter,
		Duration updateRemindedAfter, Duration revisionRoundTime, List<RequirementQuestion> questions,
		List<ListingPicture> pictures) {

	public static final int MAX_TITLE = 120;

	public static final int MAX_DESCRIPTION = 10_000;

	/** In characters, of all questions together; what was kept before may have more. */
	public static final int MAX_ASKED = 50_000;

	static final int MAX_REVISIONS = 20;

	static final int MAX_QUESTIONS = 50;

	/** How many pictures a service has at most. */
	public static final int MAX_PICTURES = 6;

	private static final Duration SHORTEST = Duration.ofHours(1);

	private static final Duration LONGEST = Duration.ofDays(365);

	/** What a column of twelve digits, two of them decimals, holds. */
	private static final BigDecimal HIGHEST_PRICE = new BigDecimal("9999999999.99");

	private static final Set<String> LANGUAGES = Set.of("fr", "en");

	public ListingContent(String title, String description, String language, MonetaryAmount price,
			Duration deliveryTime, int revisions, ApprovalNeeded approval, Duration updateAskedAfter,
			Duration updateRemindedAfter, Duration revisionRoundTime, @Nullable List<RequirementQuestion> questions,
			@Nullable List<ListingPicture> pictures) {
		this.title = title;
		this.description = description;
		this.language = language;
		this.price = price;
		this.deliveryTime = deliveryTime;
		this.revisions = revisions;
		this.approval = approval;
		this.updateAskedAfter = updateAskedAfter;
		this.updateRemindedAfter = updateRemindedAfter;
		this.revisionRoundTime = revisionRoundTime;
		this.questions = (questions != null) ? List.copyOf(questions) : List.of();
		this.pictures = (pictures != null) ? List.copyOf(pictures) : List.of();
	}

	/** One without pictures. */
	public ListingContent(String title, String description, String language, MonetaryAmount price,
			Duration deliveryTime, int revisions, ApprovalNeeded approval, Duration updateAskedAfter,
			Duration updateRemindedAfter, Duration revisionRoundTime, List<RequirementQuestion> questions) {
		this(title, description, language, price, deliveryTime, revisions, approval, updateAskedAfter,
				updateRemindedAfter, revisionRoundTime, questions, List.of());
	}

	/** The same with other pictures: the terms of an order have none. */
	public ListingContent withPictures(List<ListingPicture> others) {
		return new ListingContent(this.title, this.description, this.language, this.price, this.deliveryTime,
				this.revisions, this.approval, this.updateAskedAfter, this.updateRemindedAfter, this.revisionRoundTime,
				this.questions, others);
	}

	/** Whether its price is known: none is on sale without one. */
	public boolean hasPrice() {
		return !this.price.isZero();
	}

	/** Whether an order can skip the step that asks for requirements. */
	public boolean hasMandatoryQuestions() {
		return this.questions.stream().anyMatch(RequirementQuestion::mandatory);
	}

	/** What it asks for before work starts: ends the key of its text. */
	public String asking() {
		if (this.questions.isEmpty()) {
			return "nothing";
		}
		return hasMandatoryQuestions() ? "help" : "optional";
	}

	/**
	 * How many revisions are left of those that are included (S27).
	 * @param round of delivery, from 1: the first is no revision
	 */
	public int revisionsLeft(int round) {
		return Math.max(0, this.revisions - (round - 1));
	}

	/**
	 * Refuses what no service may say, every field at once.
	 * @throws Refusal of kind INVALID
	 */
	public void check() {
		check(List.of(), false);
	}

	/**
	 * The same of what is kept for later: it has a title, and whatever else is there is
	 * in order.
	 * @throws Refusal of kind INVALID
	 */
	public void checkUnfinished() {
		check(List.of(), true);
	}

	/**
	 * The same, after what a form could not even read: a field named there is not judged
	 * again.
	 * @param unfinished whether what is not there yet may come later
	 * @throws Refusal of kind INVALID
	 */
	public void check(List<Refusal.Problem> unreadable, boolean unfinished) {
		ContentProblems problems = new ContentProblems(unreadable, unfinished);
		check(problems);
		problems.check();
	}

	private void check(ContentProblems problems) {
		problems.line("title", this.title, MAX_TITLE);
		if (problems.judges(this.description)) {
			problems.text("description", this.description, MAX_DESCRIPTION);
		}
		if (!LANGUAGES.contains(this.language)) {
			problems.add("language", this.language.isBlank() ? "choice-missing" : "language-unknown", this.language);
		}
		checkPrice(problems);
		checkTime("deliveryTime", this.deliveryTime, problems);
		checkTime("revisionRoundTime", this.revisionRoundTime, problems);
		checkTime("updateAskedAfter", this.updateAskedAfter, problems);
		checkTime("updateRemindedAfter", this.updateRemindedAfter, problems);
		if (this.updateRemindedAfter.compareTo(this.updateAskedAfter) <= 0) {
			problems.add("updateRemindedAfter", "reminder-before-asking");
		}
		if (this.revisions < 0 || this.revisions > MAX_REVISIONS) {
			problems.add("revisions", "revisions-out-of-range", 0, MAX_REVISIONS, this.revisions);
		}
		checkQuestions(problems);
		checkPictures(problems);
	}

	private void checkPictures(ContentProblems problems) {
		if (this.pictures.size() > MAX_PICTURES) {
			problems.add("pictures", "too-many-pictures", MAX_PICTURES, this.pictures.size());
		}
		Set<UUID> ids = new HashSet<>();
		for (int i = 0; i < this.pictures.size(); i++) {
			ListingPicture picture = this.pictures.get(i);
			String field = "pictures[" + i + "]";
			if (problems.judges(picture.alternativeText())) {
				if (picture.alternativeText().isBlank()) {
					problems.add(field + ".alternativeText", "alternative-text-missing");
				}
				problems.line(field + ".alternativeText", picture.alternativeText(), ListingPicture.MAX_TEXT);
			}
			if (!ids.add(picture.id())) {
				problems.add(field + ".id", "picture-repeated");
			}
		}
	}

	private void checkPrice(ContentProblems problems) {
		String currency = this.price.getCurrency().getCurrencyCode();
		if (!MoneyJson.currenciesInUse().contains(currency)) {
			problems.add("price.currency", "currency-unknown", currency);
		}
		BigDecimal amount = MoneyJson.number(this.price).stripTrailingZeros();
		int decimals = Math.min(2, this.price.getCurrency().getDefaultFractionDigits());
		if (problems.unfinished() && !hasPrice()) {
			return;
		}
		if (amount.signum() <= 0) {
			problems.add("price.amount", "price-not-positive");
		}
		else if (amount.compareTo(HIGHEST_PRICE) > 0) {
			problems.add("price.amount", "price-too-high", HIGHEST_PRICE);
		}
		else if (amount.scale() > Math.max(0, decimals)) {
			problems.add("price.amount", "price-too-fine", currency, Math.max(0, decimals));
		}
	}

	private void checkTime(String field, Duration time, ContentProblems problems) {
		if (time.compareTo(SHORTEST) < 0 || time.compareTo(LONGEST) > 0) {
			problems.add(field, "time-out-of-range", SHORTEST.toHours(), LONGEST.toDays());
		}
	}

	private void checkQuestions(ContentProblems problems) {
		if (this.questions.size() > MAX_QUESTIONS) {
			problems.add("questions", "too-many-questions", MAX_QUESTIONS, this.questions.size());
			return;
		}
		int length = this.questions.stream().mapToInt(RequirementQuestion::length).sum();
		if (length > MAX_ASKED) {
			problems.add("questions", "questions-too-long", MAX_ASKED, length);
		}
		Set<String> keys = new HashSet<>();
		for (int i = 0; i < this.questions.size(); i++) {
			RequirementQuestion question = this.questions.get(i);
			String field = "questions[" + i + "]";
			question.check(field, problems);
			if (!keys.add(question.key())) {
				problems.add(field + ".key", "question-key-repeated", question.key());
			}
		}
	}

}
