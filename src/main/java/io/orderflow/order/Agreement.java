package io.orderflow.order;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

import javax.money.Monetary;
import javax.money.MonetaryAmount;

import io.orderflow.catalog.ListingContent;
import io.orderflow.catalog.Offer;
import io.orderflow.platform.MoneyJson;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Mutability;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.java.Immutability;

/**
 * Who ordered what of whom, and at what price: frozen when the order is placed, whatever
 * becomes of the service.
 */
@Embeddable
class Agreement {

	@Column(updatable = false)
	private String client;

	@Column(updatable = false)
	private String freelancer;

	@Column(updatable = false)
	private UUID listingId;

	@Column(updatable = false)
	private int listingVersion;

	@JdbcTypeCode(SqlTypes.JSON)
	@Mutability(Immutability.class)
	@Column(updatable = false)
	private ListingContent terms;

	@Column(updatable = false)
	private String title;

	@Column(updatable = false)
	private BigDecimal priceAmount;

	@Column(updatable = false)
	private String priceCurrency;

	@SuppressWarnings("NullAway.Init")
	protected Agreement() {
	}

	@SuppressWarnings("NullAway.Init")
	Agreement(String client, Offer offer) {
		this.client = client;
		this.freelancer = offer.freelancer();
		this.listingId = offer.listingId();
		this.listingVersion = offer.version();
		// pictures go with the service, and nobody agreed on them
		this.terms = offer.content().withPictures(List.of());
		this.title = offer.content().title();
		this.priceAmount = MoneyJson.number(offer.content().price());
		this.priceCurrency = offer.content().price().getCurrency().getCurrencyCode();
	}

	boolean isSide(String account) {
		return this.client.equals(account) || this.freelancer.equals(account);
	}

	/** As {@code client} or {@code freelancer}. */
	String side(String account) {
		return this.client.equals(account) ? "client" : "freelancer";
	}

	String otherSide(String account) {
		return this.client.equals(account) ? this.freelancer : this.client;
	}

	MonetaryAmount price() {
		return Monetary.getDefaultAmountFactory().setNumber(this.priceAmount).setCurrency(this.priceCurrency).create();
	}

	String client() {
		return this.client;
	}

	String freelancer() {
		return this.freelancer;
	}

	ListingContent terms() {
		return this.terms;
	}

	String title() {
		return this.title;
	}

}
