package io.orderflow.fulfilment.listing;

import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.UUID;

import io.orderflow.account.AccountService;
import io.orderflow.account.NotificationKind;
import io.orderflow.catalog.ListingNotices;
import io.orderflow.catalog.ListingService;
import io.orderflow.catalog.ListingView;
import io.orderflow.fulfilment.ModeratorDirectory;
import io.orderflow.notification.NewNotification;
import io.orderflow.notification.NotificationService;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * A submitted service waits for a moderator: all of them are told (S19), but for one who
 * sells it, and Tasklist shows what is to be approved.
 */
@Component
class AnnounceListingReview implements TaskListener {

	/** By when a moderator should answer: a label to Tasklist, nothing ends by it. */
	private static final Duration ANSWER_WITHIN = Duration.ofDays(1);

	private final ListingService listings;

	private final AccountService accounts;

	private final NotificationService notifications;

	private final ModeratorDirectory moderators;

	private final MessageSource messages;

	private final Clock clock;

	AnnounceListingReview(ListingService listings, AccountService accounts, NotificationService notifications,
			ModeratorDirectory moderators, MessageSource messages, Clock clock) {
		this.listings = listings;
		this.accounts = accounts;
		this.notifications = notifications;
		this.moderators = moderators;
		this.messages = messages;
		this.clock = clock;
	}

	@Override
	public void notify(DelegateTask task) {
		UUID id = UUID.fromString(task.getExecution().getProcessBusinessKey());
		String freelancer = (String) task.getVariable(ListingApprovalProcess.FREELANCER);
		ListingView listing = this.listings.get(id, freelancer);
		String seller = this.accounts.get(freelancer).displayName();
		task.setVariableLocal(ListingBrief.CARD_VARIABLE, ListingBrief.card(listing, seller));
		task.setVariableLocal(ListingBrief.SUMMARY_VARIABLE, ListingBrief.summary(listing, seller));
		task.setVariableLocal(ListingBrief.BRIEF_VARIABLE, ListingBrief.brief(listing, this.messages));
		task.setDueDate(Date.from(this.clock.instant().plus(ANSWER_WITHIN)));
		this.moderators.all()
			.stream()
			.filter((moderator) -> !moderator.equals(freelancer))
			.forEach((moderator) -> this.notifications.notify(new NewNotification(moderator, NotificationKind.TO_DO,
					ListingNotices.toReview(id, listing.version(), moderator), null, "listing-to-review",
					List.of(listing.content().title(), seller), "/sell/listings/" + id)));
	}

}
