package io.orderflow.scenario;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

import io.orderflow.catalog.ListingContent;
import io.orderflow.order.flow.StepDecision;
import io.orderflow.order.placement.PlaceOrder;
import io.orderflow.order.step.ProvideRequirements;
import org.jspecify.annotations.Nullable;

/** What pages and API call, called without them. */
final class ServiceOrderActions implements OrderActions {

	private final Marketplace market;

	ServiceOrderActions(Marketplace market) {
		this.market = market;
	}

	@Override
	public UUID sell(String freelancer, ListingContent content) {
		return this.market.anApprovedListing(freelancer, content);
	}

	@Override
	public String place(String client, UUID listing, ProvideRequirements.@Nullable Decision answers) {
		return this.market.placing.place(client, new PlaceOrder(listing, null, answers, null)).number();
	}

	@Override
	public void decide(String number, String person, StepDecision decision) {
		this.market.desk.decide(number, person, decision);
	}

	@Override
	public UUID upload(String owner, String name, String content) {
		byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
		try {
			return this.market.files.upload(owner, name, null, (long) bytes.length, new ByteArrayInputStream(bytes))
				.id();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
