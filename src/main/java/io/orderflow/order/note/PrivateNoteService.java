package io.orderflow.order.note;

import java.util.List;

import io.orderflow.platform.Columns;
import io.orderflow.platform.ProblemCollector;
import io.orderflow.order.OrderNumber;
import io.orderflow.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a freelancer notes on an order for nobody else (S12), also after it is closed
 * (S28). To everyone else, the client too, it is not there; nothing of it is on the
 * timeline, and nobody is told.
 */
@Service
public class PrivateNoteService {

	static final int MAX_TEXT = 20_000;

	static final int MAX_ITEM = 500;

	static final int MAX_ITEMS = 100;

	private final JdbcClient jdbc;

	PrivateNoteService(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * The freelancer's note; an empty one before the first.
	 * @throws Refusal {@code no-such-order} for all but the order's freelancer
	 */
	@Transactional(readOnly = true)
	public PrivateNote of(String number, String freelancer) {
		return OrderNumber.parse(number)
			.flatMap(
					(canonical) -> this.jdbc
						.sql("""
								select n.text, n.items, n.version from orders o left join private_note n on n.order_id = o.id
								where o.number = :number and o.freelancer = :freelancer
								""")
						.param("number", canonical.value())
						.param("freelancer", freelancer)
						.query((row, no) -> (row.getString("text") != null)
								? new PrivateNote(row.getString("text"),
										Columns.jsonList(row, "items", PrivateNote.Item.class), row.getLong("version"))
								: PrivateNote.EMPTY)
						.optional())
			.orElseThrow(() -> OrderNumber.unknown(number));
	}

	/**
	 * Writes the note.
	 * @param version of the note that was changed; null: whichever there is
	 * @return the note as it then is
	 * @throws Refusal {@code no-such-order} for all but the order's freelancer;
	 * {@code changed-meanwhile} where another page was first; on {@code text} and
	 * {@code items}
	 */
	@Transactional
	public PrivateNote write(String number, String freelancer, String text, List<PrivateNote.Item> items,
			@Nullable Long version) {
		check(text, items);
		PrivateNote before = of(number, freelancer);
		long seen = (version != null) ? version : before.version();
		int written = this.jdbc.sql("""
				insert into private_note (order_id, account, version, text, items)
				select o.id, o.freelancer, 1, :text, :items::jsonb from orders o
				where o.number = :number and o.freelancer = :freelancer and (:seen = 0 or exists (
					select from private_note n where n.order_id = o.id))
				on conflict (order_id) do update
				set text = excluded.text, items = excluded.items, version = private_note.version + 1
				where private_note.version = :seen
				""")
			.param("text", text)
			.param("items", Columns.json(items))
			.param("number", OrderNumber.parse(number).orElseThrow().value())
			.param("freelancer", freelancer)
			.param("seen", seen)
			.update();
		if (written == 0) {
			throw Refusal.conflict("changed-meanwhile");
		}
		return new PrivateNote(text, items, seen + 1);
	}

	private static void check(String text, List<PrivateNote.Item> items) {
		ProblemCollector problems = new ProblemCollector();
		problems.optionalText("text", text, MAX_TEXT);
		if (items.size() > MAX_ITEMS) {
			problems.add("items", "too-many-items", MAX_ITEMS, items.size());
		}
		for (PrivateNote.Item item : items) {
			int length = item.text().codePointCount(0, item.text().length());
			if (item.text().isBlank()) {
				problems.add("items", "text-missing");
			}
			if (item.text().indexOf('\0') >= 0) {
				problems.add("items", "text-null-character");
			}
			if (length > MAX_ITEM) {
				problems.add("items", "text-too-long", MAX_ITEM, length);
			}
		}
		problems.check();
	}

}
