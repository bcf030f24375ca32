package io.orderflow.catalog.web;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import javax.money.MonetaryAmount;

import io.orderflow.catalog.ApprovalNeeded;
import io.orderflow.catalog.CatalogSettings;
import io.orderflow.catalog.ListingContent;
import io.orderflow.catalog.ListingPicture;
import io.orderflow.catalog.RequirementQuestion;
import io.orderflow.platform.FormValues;
import io.orderflow.platform.MoneyJson;
import io.orderflow.platform.Refusal;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A service as a freelancer writes it. Everything is text and may be missing, so that
 * what is wrong is told field by field, all at once, and not as unreadable JSON.
 */
record ListingBody(@Nullable @Schema(maxLength = 120) String title,
		@Nullable @Schema(maxLength = 10_000) String description, @Nullable @Schema(allowableValues = {
				"fr", "en" }) String language,
		@Nullable Price price,
		@Nullable @Schema(description = "ISO 8601, 1 hour to 365 days", example = "P5D") String deliveryTime,
		@Nullable @Schema(description = "0 to 20; left out: the installation's default") Integer revisions,
		@Nullable @Schema(allowableValues = { "DRAFT_AND_PLAN", "PLAN", "NONE" }) String approval,
		@Nullable @Schema(example = "P2D") String updateAskedAfter,
		@Nullable @Schema(example = "P3D") String updateRemindedAfter,
		@Nullable @Schema(example = "P3D") String revisionRoundTime, @Nullable List<@Nullable Question> questions,
		@Nullable @Schema(
				description = "At most 6, the first one first; left out: none") List<@Nullable Picture> pictures){

	/** An amount as text, and the code of its currency. */
	record Price(@Nullable @Schema(example = "120.00") String amount,
			@Nullable @Schema(example = "EUR") String currency) {

	}

	/** A picture, and what is to be seen on it for who does not see it. */
	record Picture(
			@Nullable @Schema(description = "Of a file that was uploaded, or of a picture that is there already",
					format = "uuid") String id,
			@Nullable @Schema(description = "In the language of the service", minLength = 1,
					maxLength = ListingPicture.MAX_TEXT) String alternativeText) {

	}

	/** Finds and draws pictures. */
	interface Pictures {

		/**
		 * The pictures that were given, in their order.
		 * @param problems takes up what is wrong with them, field by field
		 */
		List<ListingPicture> of(List<@Nullable Picture> given, List<Refusal.Problem> problems);

	}

	/** Something the client is asked. */
	record Question(@Nullable @Schema(pattern = "[a-z][a-zA-Z0-9]{0,39}") String key,
			@Nullable @Schema(allowableValues = {
					"TEXT", "SINGLE_CHOICE", "MULTIPLE_CHOICE", "FILE", "DATE" }) String kind,
			@Nullable String prompt, @Nullable Boolean mandatory, @Nullable List<@Nullable String> choices,
			@Nullable List<@Nullable String> accepts){

	}

	/**
	 * The content, with the installation's defaults where nothing is said.
	 * @throws Refusal with what cannot be read and what is not allowed, all of it
	 */
	ListingContent content(CatalogSettings settings, Pictures known) {
		return content(settings, known, false);
	}

	/**
	 * The same.
	 * @param unfinished whether what is not there yet may come later; a price that is not
	 * is nought
	 */
	ListingContent content(CatalogSettings settings, Pictures known, boolean unfinished) {
		List<Refusal.Problem> problems = new ArrayList<>();
		Duration time = duration("deliveryTime", this.deliveryTime, null, problems);
		ListingContent content = new ListingContent(text(this.title), text(this.description), text(this.language),
				money(problems, unfinished), time, (this.revisions != null) ? this.revisions : settings.revisions(),
				choice("approval", this.approval, settings.approval(), ApprovalNeeded.class, problems),
				duration("updateAskedAfter", this.updateAskedAfter, settings.updateAskedAfter(), problems),
				duration("updateRemindedAfter", this.updateRemindedAfter, settings.updateRemindedAfter(), problems),
				duration("revisionRoundTime", this.revisionRoundTime, settings.revisionRoundTime(time), problems),
				questions(problems), (this.pictures != null) ? known.of(this.pictures, problems) : List.of());
		content.check(problems, unfinished);
		return content;
	}

	private MonetaryAmount money(List<Refusal.Problem> problems, boolean unfinished) {
		String written = (this.price != null) ? text(this.price.amount()).strip() : "";
		String amount = (unfinished && written.isEmpty()) ? "0" : written;
		String currency = (this.price != null) ? text(this.price.currency()).strip().toUpperCase(Locale.ROOT) : "";
		boolean readable = MoneyJson.isAmount(amount);
		boolean known = MoneyJson.isCurrency(currency);
		if (unfinished && !written.isEmpty() && readable && new BigDecimal(amount).signum() == 0) {
			// not the same as none yet
			problems.add(new Refusal.Problem("price.amount", "price-not-positive"));
		}
		if (!readable) {
			problems.add(amount.isEmpty() ? new Refusal.Problem("price.amount", "amount-missing")
					: new Refusal.Problem("price.amount", "amount-unreadable", amount));
		}
		if (!known) {
			problems.add(currency.isEmpty() ? new Refusal.Problem("price.currency", "currency-missing")
					: new Refusal.Problem("price.currency", "currency-unknown", currency));
		}
		return MoneyJson.of(readable ? amount : "1", known ? currency : "EUR");
	}

	private static Duration duration(String field, @Nullable String text, @Nullable Duration whenMissing,
			List<Refusal.Problem> problems) {
		if (text == null || text.isBlank()) {
			if (whenMissing == null) {
				problems.add(new Refusal.Problem(field, "time-missing"));
			}
			return Objects.requireNonNullElse(whenMissing, Duration.ofDays(1));
		}
		try {
			return Duration.parse(text.strip());
		}
		catch (DateTimeException | ArithmeticException ex) {
			problems.add(new Refusal.Problem(field, "time-unreadable", text));
			return Duration.ofDays(1);
		}
	}

	private List<RequirementQuestion> questions(List<Refusal.Problem> problems) {
		List<RequirementQuestion> result = new ArrayList<>();
		if (this.questions != null) {
			for (Question question : this.questions) {
				result.add(question("questions[" + result.size() + "]", question, problems));
			}
		}
		return result;
	}

	private static RequirementQuestion question(String field, @Nullable Question question,
			List<Refusal.Problem> problems) {
		if (question == null) {
			problems.add(new Refusal.Problem(field, "question-missing"));
			return new RequirementQuestion("", RequirementQuestion.Kind.TEXT, "", false);
		}
		RequirementQuestion.Kind kind = choice(field + ".kind", question.kind(), null, RequirementQuestion.Kind.class,
				problems);
		return new RequirementQuestion(text(question.key()), kind, text(question.prompt()),
				Boolean.TRUE.equals(question.mandatory()), texts(question.choices()), texts(question.accepts()));
	}

	private static <E extends Enum<E>> E choice(String field, @Nullable String value, @Nullable E whenMissing,
			Class<E> type, List<Refusal.Problem> problems) {
		if (value == null && whenMissing != null) {
			return whenMissing;
		}
		FormValues form = new FormValues(Collections.singletonMap(field, value));
		E chosen = form.choice(field, type);
		problems.addAll(form.problems().problems());
		return chosen;
	}

	static String text(@Nullable String text) {
		return (text != null) ? text : "";
	}

	private static List<String> texts(@Nullable List<@Nullable String> texts) {
		return (texts != null) ? texts.stream().map(ListingBody::text).toList() : List.of();
	}

}
