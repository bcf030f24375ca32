package io.orderflow.order.file;

import java.util.Optional;
import java.util.UUID;

import io.orderflow.order.OrderStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Whose a file of an order is, in one short statement: browsers and programs ask for many
 * at once, and an order with all its texts is long.
 */
@Repository
class FileReaderRows {

	private static final String READERS = """
			select o.client, o.freelancer, o.status,
				exists (select from change_request r where r.order_id = o.id and r.dispute_reason is not null) as disputed,
				exists (select from draft d where d.order_id = o.id and d.withheld
					and d.files @> to_jsonb(cast(:file as text))) as in_withheld_draft,
				exists (select from draft d where d.order_id = o.id and d.playable
					and d.files @> to_jsonb(cast(:file as text))) as in_playable_draft
			from orders o where o.number = :number
			""";

	private final JdbcClient jdbc;

	FileReaderRows(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Who may read a file.
	 *
	 * @param disputed whether moderators were ever asked to rule on the order
	 * @param withheld whether its client has to wait until the order is accepted
	 * @param playable whether its client may play it meanwhile, if it is a film or a
	 * sound
	 */
	record Readers(String client, String freelancer, boolean disputed, boolean withheld, boolean playable) {

		boolean isSide(String account) {
			return account.equals(this.client) || account.equals(this.freelancer);
		}

	}

	Optional<Readers> of(String orderNumber, UUID file) {
		return this.jdbc.sql(READERS).param("number", orderNumber).param("file", file.toString()).query((row, no) -> {
			OrderStatus status = OrderStatus.valueOf(row.getString("status"));
			return new Readers(row.getString("client"), row.getString("freelancer"), row.getBoolean("disputed"),
					row.getBoolean("in_withheld_draft") && !status.accepted(),
					row.getBoolean("in_playable_draft") && status != OrderStatus.CANCELLED);
		}).optional();
	}

}
