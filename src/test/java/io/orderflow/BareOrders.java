package io.orderflow;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Orders that are rows and nothing else: for what asks who ordered of whom, not how the
 * work goes.
 */
@Component
@Profile("test")
public class BareOrders {

	private static final String CONTENT = """
			{"title":"Storyboard","description":"Six images","language":"en",
			 "price":{"amount":"120.00","currency":"EUR"},"deliveryTime":"P5D","revisions":1,"approval":"PLAN",
			 "updateAskedAfter":"P2D","updateRemindedAfter":"P3D","revisionRoundTime":"P3D","questions":[]}
			""";

	private final JdbcClient jdbc;

	BareOrders(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * A service that anybody can find, as the last of all: so any client may write.
	 * @return the freelancer
	 */
	public String onSale(String freelancer) {
		this.jdbc.sql("""
				insert into listing (id, freelancer, lock_version, state, content, version, created_at,
					approved_content, approved_version, approved_at, price_amount, price_currency, search_text)
				values (gen_random_uuid(), :freelancer, 0, 'APPROVED', :content::jsonb, 1, :at,
					:content::jsonb, 1, :at, 120, 'EUR', '')
				""")
			.param("freelancer", freelancer)
			.param("content", CONTENT)
			.param("at", Instant.EPOCH.atOffset(ZoneOffset.UTC))
			.update();
		return freelancer;
	}

	/** An order that was placed. */
	public record BareOrder(UUID id, String number) {

	}

	public BareOrder placed(String client, String freelancer) {
		return placed(client, freelancer, "120.00", "EUR", Instant.now());
	}

	public BareOrder placed(String client, String freelancer, String amount, String currency, Instant at) {
		BareOrder order = new BareOrder(UUID.randomUUID(), "T-" + UUID.randomUUID().toString().substring(19));
		this.jdbc.sql("""
				with service as (
					insert into listing (id, freelancer, lock_version, state, content, version, created_at)
					values (gen_random_uuid(), :freelancer, 0, 'DRAFT', :content::jsonb, 0, :at) returning id
				)
				insert into orders (id, version, number, client, freelancer, listing_id, listing_version, terms, title,
					price_amount, price_currency, status, placed_at, requirements_due_at)
				select :id, 0, :number, :client, :freelancer, service.id, 1, '{}', 'Storyboard',
					:amount, :currency, 'AWAITING_REQUIREMENTS', :at, :at
				from service
				""")
			.param("content", CONTENT)
			.param("id", order.id())
			.param("number", order.number())
			.param("client", client)
			.param("freelancer", freelancer)
			.param("amount", new BigDecimal(amount))
			.param("currency", currency)
			.param("at", at.atOffset(ZoneOffset.UTC))
			.update();
		return order;
	}

	/** Puts it into another status, COMPLETED or CANCELLED say. */
	public void become(BareOrder order, String status) {
		this.jdbc.sql("update orders set status = :status, version = version + 1 where id = :id")
			.param("status", status)
			.param("id", order.id())
			.update();
	}

}
