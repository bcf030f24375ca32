package io.orderflow.order.placement;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.orderflow.catalog.ApprovalNeeded;
import io.orderflow.catalog.ListingService;
import io.orderflow.catalog.Offer;
import io.orderflow.order.Order;
import io.orderflow.order.OrderNumber;
import io.orderflow.order.OrderSettings;
import io.orderflow.order.OrderStatus;
import io.orderflow.order.Orders;
import io.orderflow.order.flow.OrderFlow;
import io.orderflow.order.placement.PlaceOrder.Placed;
import io.orderflow.order.step.ProvideRequirements;
import io.orderflow.platform.ConflictRetry;
import io.orderflow.platform.IdempotencyKey;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.UserStore;
import io.orderflow.platform.quota.AccountQuota;
import io.orderflow.platform.quota.ChangeTurns;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Placing an order: its row and its process commit together, or neither does (S1, S7).
 * Called by pages and API alike; each call is a transaction of its own.
 */
@Service
public class OrderPlacementService {

	private final Orders orders;

	private final Placements placements;

	private final ListingService listings;

	private final ProvideRequirements requirements;

	private final OrderFlow flow;

	private final UserStore users;

	private final ChangeTurns turns;

	private final AccountQuota quota;

	private final OrderSettings settings;

	private final TransactionOperations transactions;

	private final ObjectMapper json;

	private final Clock clock;

	OrderPlacementService(Orders orders, Placements placements, ListingService listings,
			ProvideRequirements requirements, OrderFlow flow, UserStore users, ChangeTurns turns, AccountQuota quota,
			OrderSettings settings, TransactionOperations transactions, ObjectMapper json, Clock clock) {
		this.orders = orders;
		this.placements = placements;
		this.listings = listings;
		this.requirements = requirements;
		this.flow = flow;
		this.users = users;
		this.turns = turns;
		this.quota = quota;
		this.settings = settings;
		this.transactions = transactions;
		this.json = json.copy().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);
		this.clock = clock;
	}

	/**
	 * A client orders a service. Repeated with the same idempotency key it returns the
	 * first order, also where both came at the same moment.
	 * @throws Refusal {@code listing-not-approved} (S1), {@code listing-changed},
	 * {@code own-listing}, {@code not-a-client}, {@code key-reused},
	 * {@code too-many-orders}, or what is wrong with the answers
	 */
	public Placed place(String client, PlaceOrder request) {
		checkKey(request);
		String key = request.idempotencyKey();
		// who comes second under a key waits for the first, and without a connection
		return (key != null) ? this.turns.call(client, "placement/" + key, () -> placeInTransaction(client, request))
				: placeInTransaction(client, request);
	}

	private Placed placeInTransaction(String client, PlaceOrder request) {
		return ConflictRetry.call(() -> Objects.requireNonNull(this.transactions
			.execute((tx) -> earlier(client, request).orElseGet(() -> placeNew(client, request)))));
	}

	private static void checkKey(PlaceOrder request) {
		String key = request.idempotencyKey();
		if (key != null && (key.isBlank() || key.length() > IdempotencyKey.MAX_LENGTH)) {
			throw Refusal.invalid("Idempotency-Key", "idempotency-key-length", IdempotencyKey.MAX_LENGTH);
		}
	}

	/** The order that was placed under this key before, if any. */
	private Optional<Placed> earlier(String client, PlaceOrder request) {
		if (request.idempotencyKey() == null) {
			return Optional.empty();
		}
		this.placements.lock(client, request.idempotencyKey());
		return this.placements.find(client, request.idempotencyKey()).map((placement) -> {
			if (!placement.isOf(fingerprint(request))) {
				throw Refusal.unprocessable("key-reused", placement.order().number());
			}
			return new Placed(placement.order().number(), true);
		});
	}

	private Placed placeNew(String client, PlaceOrder request) {
		if (!this.users.groupsOf(client).contains(UserStore.CLIENTS)) {
			throw Refusal.forbidden("not-a-client");
		}
		Offer offer = this.listings.offerFor(request.listingId());
		if (request.version() != null && request.version() != offer.version()) {
			throw Refusal.conflict("listing-changed");
		}
		Instant now = this.clock.instant();
		Order order = new Order(OrderNumber.random(), client, offer, now, this.settings.requirementsCancelledAfter());
		if (request.requirements() != null) {
			this.requirements.takeWithOrder(order, request.requirements(), now);
		}
		else if (!offer.content().hasMandatoryQuestions()) {
			this.requirements.takeWithOrder(order, new ProvideRequirements.Decision(Map.of()), now);
		}
		this.quota.count(client, AccountQuota.Made.ORDER);
		this.orders.save(order);
		if (request.idempotencyKey() != null) {
			this.placements.save(new OrderPlacement(order, request.idempotencyKey(), fingerprint(request)));
		}
		this.flow.placed(new OrderFlow.Placed(order.number(), order.client(), order.freelancer(),
				order.status() != OrderStatus.AWAITING_REQUIREMENTS, offer.content().approval() != ApprovalNeeded.NONE,
				offer.requirementsForm(), order.requirements().dueAt(), this.settings.requirementsReminderEvery(),
				this.settings.waitingReminderEvery()));
		return new Placed(order.number(), false);
	}

	private String fingerprint(PlaceOrder request) {
		try {
			ProvideRequirements.Decision requirements = request.requirements();
			String said = request.listingId() + "\n" + ((request.version() != null) ? request.version() + "\n" : "")
					+ this.json.writeValueAsString((requirements != null) ? requirements.answers() : null);
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(said.getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(digest);
		}
		catch (JsonProcessingException | NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
