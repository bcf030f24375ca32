package io.orderflow.catalog.web;

import java.util.Set;

import io.orderflow.account.AccountService;
import io.orderflow.catalog.ListingNotices;
import io.orderflow.catalog.ListingView;
import io.orderflow.notification.NotificationService;
import io.orderflow.platform.UserStore;
import jakarta.servlet.http.HttpServletRequest;
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

	ServiceReading(AccountService accounts, NotificationService notifications) {
		this.notifications = notifications;
		this.accounts = accounts;
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
		}
		return "catalog/service-read";
	}

	/** Key of what comes of each decision. */
	private static String how(ListingView listing) {
		if (listing.offSale()) {
			return "review.how.off-sale";
		}
		return listing.earlierOnSale() ? "review.how.again" : "review.how";
	}

}
