package io.orderflow.fulfilment.listing;

import java.util.Locale;
import java.util.stream.Collectors;

import io.orderflow.catalog.ListingContent;
import io.orderflow.catalog.ListingView;
import io.orderflow.catalog.RequirementQuestion;
import io.orderflow.fulfilment.TasklistText;
import io.orderflow.platform.ReaderFormats;
import io.orderflow.platform.ReaderFormats.FileKinds;
import org.springframework.context.MessageSource;

/**
 * What a moderator sees of a service in Tasklist beside the form. In English, as Tasklist
 * is; what the freelancer wrote stays as it was written.
 */
public final class ListingBrief {

	/** Shown on the task's card in Tasklist's list. */
	public static final String CARD_VARIABLE = "listingCard";

	public static final String SUMMARY_VARIABLE = "listingSummary";

	public static final String BRIEF_VARIABLE = "listingBrief";

	private ListingBrief() {
	}

	static String card(ListingView listing, String seller) {
		return listing.content().title() + " · " + seller;
	}

	/** Markdown of our own, with the freelancer's words as plain text in it. */
	static String summary(ListingView listing, String seller) {
		return "**" + TasklistText.plain(listing.content().title()) + "**, version " + listing.version() + ", by "
				+ TasklistText.plain(seller) + "  \n" + sale(listing) + "  \n<a href=\"/sell/listings/" + listing.id()
				+ "\" target=\"_blank\">All of it</a>";
	}

	private static String sale(ListingView listing) {
		if (listing.offSale()) {
			return "Its freelancer keeps it off sale; so it stays once it is approved.";
		}
		return (listing.versionOnSale() != null) ? "Version " + listing.versionOnSale() + " stays on sale meanwhile."
				: "Not on sale yet.";
	}

	static String brief(ListingView listing, MessageSource messages) {
		ListingContent content = listing.content();
		String brief = "Price: " + ReaderFormats.price(content.price(), Locale.ENGLISH) + "\nDelivery within: "
				+ hours(content.deliveryTime().toHours()) + "\nRevisions included: " + content.revisions()
				+ ((content.revisions() > 0) ? ", each within " + hours(content.revisionRoundTime().toHours()) : "")
				+ "\nApproval: " + content.approval().name().toLowerCase(Locale.ROOT).replace('_', ' ')
				+ "\nUpdate asked after: " + hours(content.updateAskedAfter().toHours()) + ", with a reminder after "
				+ hours(content.updateRemindedAfter().toHours()) + "\n\n" + content.description() + "\n\nQuestions\n"
				+ (content.questions().isEmpty() ? "- none" : "")
				+ content.questions()
					.stream()
					.map((question) -> question(question, messages))
					.collect(Collectors.joining("\n"))
				+ pictures(content);
		return TasklistText.brief(brief, "…\n\nThe rest is behind the link above.");
	}

	private static String pictures(ListingContent content) {
		return content.pictures().isEmpty() ? ""
				: "\n\nPictures\n" + content.pictures()
					.stream()
					.map((picture) -> "- " + picture.alternativeText())
					.collect(Collectors.joining("\n"));
	}

	private static String question(RequirementQuestion question, MessageSource messages) {
		String kind = switch (question.kind()) {
			case TEXT -> "text";
			case SINGLE_CHOICE -> "one choice";
			case MULTIPLE_CHOICE -> "several choices";
			case FILE -> "files" + (question.accepts().isEmpty() ? ""
					: " of these kinds: " + new FileKinds(question.accepts()).in(messages, Locale.ENGLISH));
			case DATE -> "date";
		};
		return "- " + question.prompt() + " (" + kind + (question.mandatory() ? ", mandatory)" : ")")
				+ (question.choices().isEmpty() ? "" : ": " + String.join(" / ", question.choices()));
	}

	private static String count(long number, String unit) {
		return number + " " + unit + ((number == 1) ? "" : "s");
	}

	private static String hours(long hours) {
		return (hours % 24 == 0) ? count(hours / 24, "day") : count(hours, "hour");
	}

}
