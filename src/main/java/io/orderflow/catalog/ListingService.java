package io.orderflow.catalog;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import io.orderflow.account.AccountService;
import io.orderflow.notification.NotificationService;
import io.orderflow.platform.Cursor;
import io.orderflow.platform.Page;
import io.orderflow.platform.ProblemCollector;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.UserStore;
import io.orderflow.platform.audit.AuditKind;
import io.orderflow.platform.audit.AuditTrail;
import io.orderflow.platform.quota.AccountQuota;
import io.orderflow.platform.quota.ChangeTurns;
import io.orderflow.platform.text.SearchWords;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/** The services of all freelancers: written, reviewed, found and offered. */
@Service
public class ListingService {

	private final Listings repository;

	private final ListingRows rows;

	private final ListingFlow flow;

	private final NotificationService notifications;

	private final UserStore users;

	private final AccountService accounts;

	private final AuditTrail audit;

	private final TransactionOperations transactions;

	private final ChangeTurns turns;

	private final AccountQuota quota;

	private final ListingPictureStore pictures;

	private final Clock clock;

	/**
	 * The flow comes late: it stands on the engine, whose listeners stand on this.
	 */
	ListingService(Listings repository, ListingRows rows, @Lazy ListingFlow flow, NotificationService notifications,
			UserStore users, AccountService accounts, AuditTrail audit, TransactionOperations transactions,
			ChangeTurns turns, AccountQuota quota, ListingPictureStore pictures, Clock clock) {
		this.repository = repository;
		this.rows = rows;
		this.flow = flow;
		this.notifications = notifications;
		this.users = users;
		this.accounts = accounts;
		this.audit = audit;
		this.transactions = transactions;
		this.turns = turns;
		this.quota = quota;
		this.pictures = pictures;
		this.clock = clock;
	}

	/**
	 * A new service; nobody else sees it before it is approved.
	 * @throws Refusal when the content is not in order, every field at once; forbidden
	 * {@code not-a-freelancer}; {@code too-many-services}
	 */
	public UUID create(String freelancer, ListingContent content) {
		UUID id = UUID.randomUUID();
		create(id, freelancer, content);
		return id;
	}

	/**
	 * The same under an id that the caller drew: repeated, it is that one service, with
	 * the content that came last.
	 */
	public void create(UUID id, String freelancer, ListingContent content) {
		inTurn(id, freelancer, () -> {
			checkFreelancer(freelancer);
			if (this.repository.findById(id).isPresent()) {
				change(id, freelancer, content, null);
			}
			else {
				this.repository.save(new Listing(id, freelancer, content, this.clock.instant()));
				this.quota.count(freelancer, AccountQuota.Made.SERVICE);
				this.pictures.keep(id, freelancer, content);
			}
		});
	}

	/**
	 * In a transaction of its own, once what the same account does to it is done: whoever
	 * waits for its row holds a connection.
	 */
	private void inTurn(UUID id, String freelancer, Runnable change) {
		this.turns.run(freelancer, id.toString(), () -> this.transactions.executeWithoutResult((tx) -> change.run()));
	}

	/** The same, whatever there is by now. */
	public void change(UUID id, String freelancer, ListingContent content) {
		change(id, freelancer, content, null);
	}

	/**
	 * Writes the content anew; to be submitted afterwards. What is on sale stays so.
	 * @param seen the edition that the freelancer had before them; null where whatever
	 * there is by now is to be replaced
	 * @throws Refusal not found for anyone but its freelancer; conflict
	 * {@code listing-under-review}, {@code changed-meanwhile}; {@code unknown-file} on
	 * {@code pictures[n].id}
	 */
	public void change(UUID id, String freelancer, ListingContent content, @Nullable Long seen) {
		inTurn(id, freelancer, () -> {
			Listing listing = own(id, freelancer);
			Set<UUID> before = listing.pictures();
			listing.change(content, seen);
			this.pictures.keep(id, freelancer, content);
			this.pictures.removeUnused(before, listing);
		});
	}

	/**
	 * Drops a change that is not with the moderators: what was approved last is what is
	 * edited again, with its pictures. Repeated, nothing changes.
	 * @throws Refusal not found for anyone but its freelancer; conflict
	 * {@code listing-nothing-approved}, {@code listing-under-review}
	 */
	public void discardChange(UUID id, String freelancer) {
		inTurn(id, freelancer, () -> {
			Listing listing = own(id, freelancer);
			Set<UUID> before = listing.pictures();
			listing.discardChange();
			this.pictures.removeUnused(before, listing);
		});
	}

	/**
	 * Submits the content to the moderators and starts their review.
	 * @throws Refusal not found for anyone but its freelancer; forbidden
	 * {@code not-a-freelancer} for one who is no longer; conflict
	 * {@code listing-under-review}, {@code listing-approved-already}
	 */
	public void submit(UUID id, String freelancer) {
		inTurn(id, freelancer, () -> {
			Listing listing = own(id, freelancer);
			checkFreelancer(freelancer);
			int version = listing.submit(this.clock.instant());
			this.quota.count(freelancer, AccountQuota.Made.SERVICE);
			this.flow.submitted(id, version, freelancer);
		});
	}

	/**
	 * Takes a submission back from the moderators, to change it; nobody is told.
	 * @throws Refusal not found for anyone but its freelancer; conflict
	 * {@code listing-not-under-review} where it is decided already
	 */
	public void takeBack(UUID id, String freelancer) {
		inTurn(id, freelancer, () -> {
			own(id, freelancer).takeBack();
			this.flow.takenBack(id);
		});
	}

	/**
	 * Takes it off sale; repeated, nothing changes. Nobody finds, orders or asks about it
	 * until it is put back; its orders and conversations go on.
	 * @throws Refusal not found for anyone but its freelancer; conflict
	 * {@code listing-nothing-approved}
	 */
	public void takeOffSale(UUID id, String freelancer) {
		inTurn(id, freelancer, () -> own(id, freelancer).takeOffSale(this.clock.instant()));
	}

	/**
	 * Sells again what was approved last, without another review.
	 * @throws Refusal as {@link #takeOffSale}; forbidden {@code not-a-freelancer}
	 */
	public void putBackOnSale(UUID id, String freelancer) {
		inTurn(id, freelancer, () -> {
			Listing listing = own(id, freelancer);
			checkFreelancer(freelancer);
			listing.putBackOnSale();
		});
	}

	/**
	 * Removes one that nobody else has ever seen, with its pictures.
	 * @throws Refusal not found for anyone but its freelancer; conflict
	 * {@code listing-was-submitted}
	 */
	@Transactional
	public void remove(UUID id, String freelancer) {
		Listing listing = own(id, freelancer);
		listing.refuseOnceSubmitted();
		this.repository.delete(listing);
		this.pictures.removeAll(listing);
	}

	/**
	 * Records what a moderator decided.
	 * @param problems what was wrong with it where it was read
	 * @return whether it was approved
	 * @throws Refusal on the fields; forbidden to all but moderators, and to the
	 * freelancer ({@code listing-is-ones-own}); conflict
	 * {@code listing-not-under-review}, {@code changed-meanwhile} where another version
	 * was read
	 */
	@Transactional
	public boolean review(UUID id, String moderator, ListingReview decided, ProblemCollector problems) {
		ListingReview review = decided.checked(problems);
		if (review.version() != null) {
			locked(id).expectVersion(review.version());
		}
		if (review.approved()) {
			approve(id, moderator);
		}
		else {
			reject(id, moderator, Objects.requireNonNullElse(review.reason(), ""));
		}
		return review.approved();
	}

	@Transactional
	public void approve(UUID id, String moderator) {
		checkModerator(moderator);
		Listing listing = locked(id);
		Set<UUID> before = listing.pictures();
		listing.approve(moderator, this.accounts.get(listing.freelancer()).displayName(), this.clock.instant());
		this.pictures.removeUnused(before, listing);
		this.audit.record(AuditKind.RULING, moderator, "service " + id, "approved: " + listing.content().title());
	}

	@Transactional
	public void reject(UUID id, String moderator, String reason) {
		checkModerator(moderator);
		Listing listing = locked(id);
		listing.reject(moderator, reason);
		this.audit.record(AuditKind.RULING, moderator, "service " + id, "sent back: " + listing.content().title());
	}

	/**
	 * Tells the freelancer what became of the submission; a repeat tells nothing twice.
	 */
	@Transactional
	public void notifyOfReview(UUID id) {
		this.notifications
			.notify(ListingNotices.reviewed(this.repository.findById(id).orElseThrow(ListingService::notFound)));
	}

	/**
	 * What can be ordered at this moment (S1): while its freelancer is one.
	 * @throws Refusal not found; conflict with the reason when nothing of it is approved
	 */
	@Transactional(readOnly = true)
	public Offer offerFor(UUID listingId) {
		Offer offer = this.repository.findById(listingId).orElseThrow(ListingService::notFound).offer();
		if (!this.rows.sells(offer.freelancer())) {
			throw Refusal.conflict("listing-off-sale", offer.content().title());
		}
		return offer;
	}

	/** What was approved last, on sale or not. */
	@Transactional(readOnly = true)
	public Offer approvedOffer(UUID listingId) {
		return this.repository.findById(listingId).flatMap(Listing::approved).orElseThrow(ListingService::notFound);
	}

	/** What is on sale with some words, the newest first; null for any. */
	@Transactional(readOnly = true)
	public Page<ListedOffer> search(@Nullable String text, @Nullable String cursor, @Nullable Integer limit) {
		return find(ListingSearch.of(text), cursor, limit);
	}

	/**
	 * What is on sale, in the order that is asked for.
	 * @throws Refusal {@code text-too-long} on {@code q}; {@code bad-cursor}
	 */
	@Transactional(readOnly = true)
	public Page<ListedOffer> find(ListingSearch search, @Nullable String cursor, @Nullable Integer limit) {
		ListingCursor from = ListingCursor.decode(cursor, search.sort());
		int size = Cursor.limit(limit);
		List<ListingRows.OnSale> rows;
		if (search.words().isBlank()) {
			rows = this.rows.onSale(null, search, from, size + 1);
		}
		else {
			if (search.words().length() > SearchWords.LONGEST) {
				throw Refusal.invalid("q", "text-too-long", SearchWords.LONGEST, search.words().length());
			}
			String words = SearchWords.query(search.words());
			rows = words.isEmpty() ? List.of() : this.rows.onSale(words, search, from, size + 1);
		}
		int fitting = Page.fitting(rows, size, (row) -> row.offer().content().characters());
		return new Page<>(rows.stream().limit(fitting).map(ListingRows.OnSale::offer).toList(),
				(rows.size() > fitting) ? rows.get(fitting - 1).place(search.sort()).encoded() : null);
	}

	/**
	 * A listing: to its freelancer as it is being edited, to moderators too once that is
	 * submitted, to everyone else as it is on sale.
	 * @param reader the account, or null for a stranger
	 * @throws Refusal not found, also while nothing of it is approved;
	 * {@code listing-off-sale} where it was on sale before
	 */
	@Transactional(readOnly = true)
	public ListingView get(UUID id, @Nullable String reader) {
		Listing listing = this.repository.findById(id).orElseThrow(ListingService::notFound);
		return listing
			.readBy(reader, () -> reader != null && isIn(reader, UserStore.MODERATORS),
					() -> this.rows.sells(listing.freelancer()))
			.orElseThrow(ListingService::notFound);
	}

	/** A freelancer's own services, newest first. */
	@Transactional(readOnly = true)
	public Page<ListedService> ofFreelancer(String freelancer, @Nullable String cursor, @Nullable Integer limit) {
		int size = Cursor.limit(limit);
		return Page
			.of(this.rows.ofFreelancer(freelancer, Cursor.decode(cursor).orElse(Cursor.NEWEST), size + 1), size,
					ListingRows.Own::place, (row) -> row.service().characters())
			.map(ListingRows.Own::service);
	}

	/** Whether anything of a freelancer is or was on sale. */
	@Transactional(readOnly = true)
	public boolean wasEverOnSale(String freelancer) {
		return this.rows.wasEverOnSale(freelancer);
	}

	/**
	 * Refuses everyone who is not a moderator.
	 * @throws Refusal forbidden {@code moderators-only}
	 */
	public void checkModerator(String account) {
		if (!isIn(account, UserStore.MODERATORS)) {
			throw Refusal.forbidden("moderators-only");
		}
	}

	/**
	 * Refuses everyone who sells nothing.
	 * @throws Refusal forbidden {@code not-a-freelancer}
	 */
	public void checkFreelancer(String account) {
		if (!isIn(account, UserStore.FREELANCERS)) {
			throw Refusal.forbidden("not-a-freelancer");
		}
	}

	private boolean isIn(String account, String group) {
		return this.users.groupsOf(account).contains(group);
	}

	/**
	 * Before what takes long: refuses what a change would be refused for.
	 * @throws Refusal {@code listing-not-found} for all but its freelancer;
	 * {@code listing-under-review}
	 */
	@Transactional(readOnly = true)
	public void checkChangeable(UUID id, String freelancer) {
		this.repository.findById(id)
			.filter((listing) -> listing.freelancer().equals(freelancer))
			.orElseThrow(ListingService::notFound)
			.refuseWhileReviewed();
	}

	private Listing own(UUID id, String freelancer) {
		Listing listing = locked(id);
		if (!listing.freelancer().equals(freelancer)) {
			throw notFound();
		}
		return listing;
	}

	private Listing locked(UUID id) {
		return this.repository.findLocked(id).orElseThrow(ListingService::notFound);
	}

	private static Refusal notFound() {
		return Refusal.notFound("listing-not-found");
	}

}
