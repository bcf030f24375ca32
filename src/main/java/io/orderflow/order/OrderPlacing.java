package io.orderflow.order;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.orderflow.catalog.ApprovalNeeded;
import io.orderflow.catalog.ListingService;
import io.orderflow.catalog.Offer;
import io.orderflow.order.PlaceOrder.Placed;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.UserStore;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Placing an order: its row and its process commit together, or neither does (S1, S7).
 */
@Service
class OrderPlacing {

	private static final int MAX_KEY = 200;

	private final Orders orders;

	private final Placements placements;

	private final ListingService listings;

	private final ProvideRequirements requirements;

	private final OrderFlow flow;

	private final UserStore users;

	private final OrderSettings settings;

	private final ObjectMapper json;

	private final Clock clock;

	OrderPlacing(Orders orders, Placements placements, ListingService listings, ProvideRequirements requirements,
			OrderFlow flow, UserStore users, OrderSettings settings, ObjectMapper json, Clock clock) {
		this.orders = orders;
		this.placements = placements;
		this.listings = listings;
		this.requirements = requirements;
		this.flow = flow;
		this.users = users;
		this.settings = settings;
		this.json = json.copy().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);
		this.clock = clock;
	}

	/** The order that was placed under this key before, if any. */
	@Transactional(readOnly = true)
	Optional<Placed> earlier(String client, PlaceOrder wish) {
		if (wish.idempotencyKey() == null) {
			return Optional.empty();
		}
		if (wish.idempotencyKey().isBlank() || wish.idempotencyKey().length() > MAX_KEY) {
			throw Refusal.invalid("Idempotency-Key", "idempotency-key-length", MAX_KEY);
		}
		return this.placements.find(client, wish.idempotencyKey()).map((placement) -> {
			if (!placement.isOf(fingerprint(wish))) {
				throw Refusal.unprocessable("idempotency-key-reused", placement.order().number());
			}
			return new Placed(placement.order().number(), true);
		});
	}

	@Transactional
	Placed place(String client, PlaceOrder wish) {
		if (!this.users.groupsOf(client).contains(UserStore.CLIENTS)) {
			throw Refusal.forbidden("not-a-client");
		}
		Offer offer = this.listings.offerFor(wish.listingId());
		if (wish.version() != null && wish.version() != offer.version()) {
			throw Refusal.conflict("listing-changed");
		}
		Instant now = this.clock.instant();
		Order order = new Order(OrderNumber.random(), client, offer, now, this.settings.requirementsCancelledAfter());
		if (wish.answers() != null) {
			this.requirements.takeWithOrder(order, wish.answers());
		}
		else if (!offer.content().hasMandatoryQuestions()) {
			this.requirements.takeWithOrder(order, Map.of());
		}
		this.orders.save(order);
		if (wish.idempotencyKey() != null) {
			this.placements.save(new OrderPlacement(order, wish.idempotencyKey(), fingerprint(wish)));
		}
		this.flow.placed(new OrderPlaced(order.number(), order.client(), order.freelancer(),
				order.status() != OrderStatus.AWAITING_REQUIREMENTS, offer.content().approval() != ApprovalNeeded.NONE,
				offer.requirementsForm(), order.requirementsDueAt(), this.settings.requirementsReminderEvery(),
				this.settings.waitingReminderEvery()));
		return new Placed(order.number(), false);
	}

	private String fingerprint(PlaceOrder wish) {
		try {
			String said = wish.listingId() + "\n" + this.json.writeValueAsString(wish.answers());
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(said.getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(digest);
		}
		catch (JsonProcessingException | NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
