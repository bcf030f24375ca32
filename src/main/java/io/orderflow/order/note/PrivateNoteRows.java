package io.orderflow.order.note;

import java.util.Optional;

import io.orderflow.order.OrderNumber;
import io.orderflow.platform.Columns;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Private notes in the database: one for each order, of its freelancer. */
@Repository
class PrivateNoteRows {

	private final JdbcClient jdbc;

	PrivateNoteRows(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** Empty where the freelancer has no such order; an empty note before the first. */
	Optional<PrivateNote> find(OrderNumber number, String freelancer) {
		return this.jdbc.sql("""
				select n.text, n.items, n.version from orders o left join private_note n on n.order_id = o.id
				where o.number = :number and o.freelancer = :freelancer
				""")
			.param("number", number.value())
			.param("freelancer", freelancer)
			.query((row, no) -> (row.getString("text") != null) ? new PrivateNote(row.getString("text"),
					Columns.jsonList(row, "items", PrivateNote.Item.class), row.getLong("version")) : PrivateNote.EMPTY)
			.optional();
	}

	/**
	 * Writes the note that follows on the one before it.
	 * @return false where another was written meanwhile
	 */
	boolean write(OrderNumber number, String freelancer, PrivateNote note) {
		return this.jdbc.sql("""
				insert into private_note (order_id, account, version, text, items)
				select o.id, o.freelancer, 1, :text, :items::jsonb from orders o
				where o.number = :number and o.freelancer = :freelancer and (:seen = 0 or exists (
					select from private_note n where n.order_id = o.id))
				on conflict (order_id) do update
				set text = excluded.text, items = excluded.items, version = private_note.version + 1
				where private_note.version = :seen
				""")
			.param("text", note.text())
			.param("items", Columns.json(note.items()))
			.param("number", number.value())
			.param("freelancer", freelancer)
			.param("seen", note.version() - 1)
			.update() > 0;
	}

}
