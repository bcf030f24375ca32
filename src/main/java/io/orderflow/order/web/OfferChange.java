package io.orderflow.order.web;

import io.orderflow.catalog.ListingView;
import io.orderflow.platform.ReaderFormats;
import io.orderflow.platform.SubmittedForm;

/**
 * What of a service is otherwise than when a form to order it was shown, whose terms are
 * no longer on sale.
 *
 * @param price whether it costs something else
 * @param delivery whether it takes another time
 */
public record OfferChange(boolean price, boolean delivery) {

	/**
	 * @param form with the version, price and delivery time that its page showed
	 */
	static OfferChange of(SubmittedForm form, ListingView service, ReaderFormats formats) {
		String seen = form.text("version");
		boolean other = !seen.isEmpty() && !seen.equals(String.valueOf(service.version()));
		return new OfferChange(other && !form.text("seenPrice").equals(formats.price(service.content().price())),
				other && !form.text("seenDelivery").equals(formats.length(service.content().deliveryTime())));
	}

	/** Whether anything is told of. */
	public boolean any() {
		return this.price || this.delivery;
	}

}
