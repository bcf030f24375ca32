package io.orderflow.catalog;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.orderflow.platform.MoneyJson;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.text.SearchWords;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Mutability;
import org.hibernate.annotations.OptimisticLock;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.java.Immutability;
import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Persistable;

/**
 * A service of a freelancer: a content being edited, which a moderator approves or sends
 * back, and beside it the content approved last, which stays on sale while a change of it
 * is reviewed, unless its freelancer keeps it off sale. Orders keep the content they were
 * placed on.
 */
@Entity
@DynamicUpdate
@Table(name = "listing")
public class Listing implements Persistable<UUID> {

	@Id
	private UUID id;

	private String freelancer;

	@Version
	@Column(name = "lock_version")
	private @Nullable Long lockVersion;

	@Enumerated(EnumType.STRING)
	private ListingState state;

	@JdbcTypeCode(SqlTypes.JSON)
	@Mutability(Immutability.class)
	private ListingContent content;

	/** Counts the submissions. */
	private int version;

	/** Since when the content waits for a moderator; null while it does not. */
	private @Nullable Instant submittedAt;

	private @Nullable String rejectionReason;

	/** Of the submission that was sent back last, since anything was approved. */
	private @Nullable Integer sentBackVersion;

	private @Nullable String sentBackReason;

	@JdbcTypeCode(SqlTypes.JSON)
	@Mutability(Immutability.class)
	private @Nullable ListingContent approvedContent;

	private @Nullable Integer approvedVersion;

	private @Nullable Instant approvedAt;

	/**
	 * Null while what was approved is on sale. No part of what is edited: a form that was
	 * opened before is saved all the same.
	 */
	@OptimisticLock(excluded = true)
	private @Nullable Instant offSaleSince;

	private @Nullable BigDecimal priceAmount;

	private @Nullable String priceCurrency;

	private @Nullable String searchText;

	private Instant createdAt;

	@SuppressWarnings("NullAway.Init")
	protected Listing() {
	}

	/**
	 * A new service, not yet submitted, nor finished perhaps.
	 * @throws Refusal when what there is of the content is not in order
	 */
	Listing(UUID id, String freelancer, ListingContent content, Instant now) {
		content.checkUnfinished();
		this.id = id;
		this.freelancer = freelancer;
		this.state = ListingState.DRAFT;
		this.content = content;
		this.createdAt = now;
	}

	/**
	 * Writes the content anew. What is on sale stays as it was approved; the change must
	 * be submitted.
	 * @param seen the edition that the freelancer had before them; null where whatever
	 * there is by now is to be replaced
	 * @throws Refusal {@code changed-meanwhile}; {@code listing-under-review} while a
	 * moderator looks at it
	 */
	void change(ListingContent changed, @Nullable Long seen) {
		if (seen != null && seen != edition()) {
			throw Refusal.conflict("changed-meanwhile");
		}
		refuseWhileReviewed();
		changed.checkUnfinished();
		if (changed.equals(this.content)) {
			return;
		}
		this.content = changed;
		this.state = ListingState.DRAFT;
		this.rejectionReason = null;
	}

	/**
	 * Hands the content to the moderators.
	 * @return which submission this is
	 * @throws Refusal when it is with them already, or approved as it stands; when
	 * something of the content is missing
	 */
	int submit(Instant now) {
		refuseWhileReviewed();
		if (this.state == ListingState.APPROVED) {
			throw Refusal.conflict("listing-approved-already");
		}
		this.content.check();
		this.state = ListingState.SUBMITTED;
		this.submittedAt = now;
		this.rejectionReason = null;
		this.version++;
		return this.version;
	}

	/**
	 * Takes it from the moderators again, to change it.
	 * @throws Refusal {@code listing-not-under-review}
	 */
	void takeBack() {
		if (this.state != ListingState.SUBMITTED) {
			throw Refusal.conflict("listing-not-under-review");
		}
		this.state = ListingState.DRAFT;
		this.submittedAt = null;
	}

	/** Drops what was written since: what was approved last is edited again. */
	void discardChange() {
		this.content = lastApproved();
		refuseWhileReviewed();
		this.state = ListingState.APPROVED;
		this.rejectionReason = null;
	}

	/**
	 * What a moderator has had before them stays: what was decided is about it.
	 * @throws Refusal {@code listing-was-submitted}
	 */
	void refuseOnceSubmitted() {
		if (this.version > 0) {
			throw Refusal.conflict("listing-was-submitted");
		}
	}

	/**
	 * What is decided is decided on what was read.
	 * @throws Refusal {@code changed-meanwhile}
	 */
	void expectVersion(int read) {
		if (this.version != read) {
			throw Refusal.conflict("changed-meanwhile");
		}
	}

	/** Another one each time that anything of it changed. */
	long edition() {
		return (this.lockVersion != null) ? this.lockVersion : 0;
	}

	/**
	 * Keeps what was approved off sale, and what will be, until it is put back; repeated,
	 * nothing changes.
	 * @throws Refusal {@code listing-nothing-approved}
	 */
	void takeOffSale(Instant now) {
		lastApproved();
		this.offSaleSince = (this.offSaleSince != null) ? this.offSaleSince : now;
	}

	/**
	 * Sells what was approved last again, in its old place among the others.
	 * @throws Refusal {@code listing-nothing-approved}
	 */
	void putBackOnSale() {
		lastApproved();
		this.offSaleSince = null;
	}

	private ListingContent lastApproved() {
		if (this.approvedContent == null) {
			throw Refusal.conflict("listing-nothing-approved");
		}
		return this.approvedContent;
	}

	/**
	 * Puts the submitted content on sale, or keeps it ready while it is off sale.
	 * @throws Refusal {@code listing-is-ones-own}, {@code listing-not-under-review}
	 */
	void approve(String moderator, String freelancerName, Instant now) {
		refuseUnlessReviewedBy(moderator);
		this.state = ListingState.APPROVED;
		this.submittedAt = null;
		this.sentBackVersion = null;
		this.sentBackReason = null;
		this.approvedContent = this.content;
		this.approvedVersion = this.version;
		this.approvedAt = now;
		this.priceAmount = MoneyJson.number(this.content.price());
		this.priceCurrency = this.content.price().getCurrency().getCurrencyCode();
		String said = this.content.title() + " " + this.content.description() + " " + freelancerName;
		this.searchText = SearchWords.of(said);
	}

	/**
	 * Sends the submitted content back; what was on sale stays on sale.
	 * @throws Refusal {@code listing-is-ones-own}, {@code listing-not-under-review}
	 */
	void reject(String moderator, String reason) {
		refuseUnlessReviewedBy(moderator);
		this.state = ListingState.REJECTED;
		this.submittedAt = null;
		this.rejectionReason = reason;
		this.sentBackVersion = this.version;
		this.sentBackReason = reason;
	}

	/**
	 * What can be ordered.
	 * @throws Refusal {@code listing-off-sale}, {@code listing-not-approved},
	 * {@code listing-waits-for-review} or {@code listing-rejected}: why it cannot (S1),
	 * and of what nobody has approved no word
	 */
	Offer offer() {
		if (this.offSaleSince != null && this.approvedContent != null) {
			throw Refusal.conflict("listing-off-sale", this.approvedContent.title());
		}
		return onSale().orElseThrow(() -> switch (this.state) {
			case SUBMITTED -> Refusal.conflict("listing-waits-for-review");
			case REJECTED -> Refusal.conflict("listing-rejected");
			default -> Refusal.conflict("listing-not-approved");
		});
	}

	/**
	 * What can be ordered, if anything of it was ever approved and it is not off sale.
	 */
	public Optional<Offer> onSale() {
		return (this.offSaleSince != null) ? Optional.empty() : approved();
	}

	/** What was approved last, on sale or not. */
	Optional<Offer> approved() {
		if (this.approvedContent == null || this.approvedVersion == null) {
			return Optional.empty();
		}
		return Optional.of(new Offer(this.id, this.approvedVersion, this.freelancer, this.approvedContent));
	}

	/**
	 * What somebody finds here: its freelancer what is being edited, moderators too once
	 * that is submitted, everyone else what is on sale.
	 * @param reader the account, or null for a stranger
	 * @param moderator whether that is one, asked only where it matters; {@code sells}:
	 * whether its freelancer is one still
	 * @return empty where there is nothing for them to see
	 * @throws Refusal not found {@code listing-off-sale}: what everyone could see before
	 */
	Optional<ListingView> readBy(@Nullable String reader, BooleanSupplier moderator, BooleanSupplier sells) {
		if (this.freelancer.equals(reader) || (this.state != ListingState.DRAFT && moderator.getAsBoolean())) {
			return Optional.of(edited());
		}
		if (this.approvedContent != null && (this.offSaleSince != null || !sells.getAsBoolean())) {
			throw Refusal.notFound("listing-off-sale", this.approvedContent.title());
		}
		return onSale().map((offer) -> new ListingView(this.id, offer.version(), this.freelancer, ListingState.APPROVED,
				offer.content(), null, offer.version(), this.approvedAt, null, edition(), null, null));
	}

	/** All pictures that it needs, of what is edited and of what is on sale. */
	Set<UUID> pictures() {
		return Stream.of(Optional.of(this.content), Optional.ofNullable(this.approvedContent))
			.flatMap(Optional::stream)
			.flatMap((one) -> one.pictures().stream())
			.map(ListingPicture::id)
			.collect(Collectors.toSet());
	}

	/** As its freelancer edits it. */
	ListingView edited() {
		return new ListingView(this.id, contentVersion(), this.freelancer, this.state, this.content,
				this.rejectionReason, onSale().map(Offer::version).orElse(null), this.approvedAt, this.offSaleSince,
				edition(), this.submittedAt, sentBack());
	}

	/**
	 * Of a change that was dropped nothing is left but that its submissions were counted.
	 */
	private int contentVersion() {
		return (this.state == ListingState.APPROVED && this.approvedVersion != null) ? this.approvedVersion
				: this.version;
	}

	private ListingView.@Nullable SentBack sentBack() {
		return (this.sentBackVersion != null && this.sentBackReason != null)
				? new ListingView.SentBack(this.sentBackVersion, this.sentBackReason) : null;
	}

	/** Whether what was submitted last was approved, and not sent back. */
	boolean lastSubmissionIsApproved() {
		return this.approvedVersion != null && this.approvedVersion == this.version;
	}

	void refuseWhileReviewed() {
		if (this.state == ListingState.SUBMITTED) {
			throw Refusal.conflict("listing-under-review");
		}
	}

	/** A moderator who sells, too, decides on nothing of their own. */
	private void refuseUnlessReviewedBy(String moderator) {
		if (this.freelancer.equals(moderator)) {
			throw Refusal.forbidden("listing-is-ones-own");
		}
		if (this.state != ListingState.SUBMITTED) {
			throw Refusal.conflict("listing-not-under-review");
		}
	}

	@Override
	public UUID getId() {
		return this.id;
	}

	/**
	 * Its id is given, not generated: without this, saving a new one would first look.
	 */
	@Override
	public boolean isNew() {
		return this.lockVersion == null;
	}

	public String freelancer() {
		return this.freelancer;
	}

	public ListingState state() {
		return this.state;
	}

	/** What is being edited or reviewed; not what is on sale. */
	public ListingContent content() {
		return this.content;
	}

	public int version() {
		return this.version;
	}

	public Optional<String> rejectionReason() {
		return Optional.ofNullable(this.rejectionReason);
	}

	public Optional<Instant> approvedAt() {
		return Optional.ofNullable(this.approvedAt);
	}

	Instant createdAt() {
		return this.createdAt;
	}

}
