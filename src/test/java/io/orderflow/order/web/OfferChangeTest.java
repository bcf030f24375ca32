package io.orderflow.order.web;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.orderflow.catalog.ListingState;
import io.orderflow.catalog.ListingView;
import io.orderflow.order.OrderFixtures;
import io.orderflow.platform.ReaderFormats;
import io.orderflow.platform.Readers;
import io.orderflow.platform.SubmittedForm;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Whoever orders what is no longer on sale is told what has become of it. */
class OfferChangeTest {

	private final ReaderFormats formats = Readers.english(Instant.EPOCH);

	private final ListingView service = new ListingView(UUID.randomUUID(), 2, "lea", ListingState.APPROVED,
			OrderFixtures.placed().terms(), null, 2, Instant.EPOCH, null, 2, null, null);

	private final String price = this.formats.price(this.service.content().price());

	private final String delivery = this.formats.length(this.service.content().deliveryTime());

	@Test
	void the_same_version_has_not_changed() {
		assertThat(of("2", "€1.00", "1 hour")).isEqualTo(new OfferChange(false, false));
		assertThat(OfferChange.of(SubmittedForm.nothing(), this.service, this.formats))
			.isEqualTo(new OfferChange(false, false));
	}

	@Test
	void another_version_may_cost_something_else_or_take_another_time() {
		assertThat(of("1", this.price, this.delivery)).isEqualTo(new OfferChange(false, false));
		assertThat(of("1", "€1.00", this.delivery)).isEqualTo(new OfferChange(true, false));
		assertThat(of("1", this.price, "1 hour")).isEqualTo(new OfferChange(false, true));
	}

	private OfferChange of(String version, String seenPrice, String seenDelivery) {
		SubmittedForm form = SubmittedForm.unsent(Map.of("version", List.of(version), "seenPrice", List.of(seenPrice),
				"seenDelivery", List.of(seenDelivery)));
		return OfferChange.of(form, this.service, this.formats);
	}

}
