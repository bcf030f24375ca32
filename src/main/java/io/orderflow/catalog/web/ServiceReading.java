package io.orderflow.catalog.web;

import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.orderflow.account.AccountService;
import io.orderflow.catalog.ListingNotices;
import io.orderflow.catalog.ListingContent;
import io.orderflow.catalog.ListingService;
import io.orderflow.catalog.ListingView;
import io.orderflow.notification.NotificationService;
import io.orderflow.platform.CurrentReader;
import io.orderflow.platform.ReaderFormats;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.UserStore;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/**
 * The page of a service that is read and not written: by moderators, who decide on it
 * there, and by its freelancer while it waits for them.
 */
@Component
class ServiceReading {

	private final AccountService accounts;

	private final NotificationService notifications;

	private final ListingService listings;

	private final MessageSource messages;

	private final CurrentReader reader;

	ServiceReading(AccountService accounts, NotificationService notifications, ListingService listings,
			MessageSource messages, CurrentReader reader) {
		this.notifications = notifications;
		this.accounts = accounts;
		this.listings = listings;
		this.messages = messages;
		this.reader = reader;
	}

	/** What the reader was told of the service is read by looking at it (S2). */
	void settle(ListingView listing, String reader, Model model) {
		model.addAttribute("settled", this.notifications.markRead(reader, ListingNotices.readBy(listing, reader)));
	}

	String page(ListingView listing, HttpServletRequest request, Model model) {
		boolean own = listing.of(request.getRemoteUser());
		boolean moderates = !own && request.isUserInRole(UserStore.MODERATORS);
		model.addAttribute("listing", listing);
		model.addAttribute("own", own);
		model.addAttribute("moderates", moderates);
		model.addAttribute("decides", moderates && listing.underReview());
		model.addAttribute("how", how(listing));
		if (moderates) {
			model.addAttribute("seller",
					this.accounts.names(Set.of(listing.freelancer())).getOrDefault(listing.freelancer(), ""));
			model.addAttribute("changes", changes(listing, model));
		}
		return "catalog/service-read";
	}

	/** What is otherwise, in the reader's words. */
	List<ContentChanges.Change> changes(ListingContent before, ListingContent now, Model model) {
		ReaderFormats formats = (ReaderFormats) Objects.requireNonNull(model.getAttribute("formats"));
		return new ContentChanges(formats, this.messages, this.reader.locale()).between(before, now);
	}

	/** Against what is on sale; null where nothing is, or this is what is. */
	private @Nullable List<ContentChanges.Change> changes(ListingView listing, Model model) {
		if (!listing.earlierOnSale()) {
			return null;
		}
		try {
			return changes(this.listings.get(listing.id(), null).content(), listing.content(), model);
		}
		catch (Refusal refusal) {
			// taken off sale at this moment
			return null;
		}
	}

	/** Key of what comes of each decision. */
	private static String how(ListingView listing) {
		if (listing.offSale()) {
			return "review.how.off-sale";
		}
		return listing.earlierOnSale() ? "review.how.again" : "review.how";
	}

}
