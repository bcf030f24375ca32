package io.orderflow.scenario;

import java.util.UUID;

import io.orderflow.catalog.ListingContent;
import io.orderflow.order.flow.StepDecision;
import io.orderflow.order.step.ProvideRequirements;
import org.jspecify.annotations.Nullable;

/** By which way a scenario speaks to the application; the sentences are the same. */
interface OrderActions {

	/** Puts a service on sale. */
	UUID sell(String freelancer, ListingContent content);

	/** Orders it, and says the number of the order. */
	String place(String client, UUID listing, ProvideRequirements.@Nullable Decision answers);

	void decide(String number, String person, StepDecision decision);

	UUID upload(String owner, String name, String content);

}
