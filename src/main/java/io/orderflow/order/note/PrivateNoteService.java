package io.orderflow.order.note;

import java.util.ArrayList;
import java.util.List;

import io.orderflow.order.OrderNumber;
import io.orderflow.platform.ProblemCollector;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.quota.AccountQuota;
import org.jspecify.annotations.Nullable;
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

	private final PrivateNoteRows rows;

	private final AccountQuota quota;

	PrivateNoteService(PrivateNoteRows rows, AccountQuota quota) {
		this.rows = rows;
		this.quota = quota;
	}

	/**
	 * The freelancer's note; an empty one before the first.
	 * @throws Refusal {@code no-such-order} for all but the order's freelancer
	 */
	@Transactional(readOnly = true)
	public PrivateNote of(String number, String freelancer) {
		return OrderNumber.parse(number)
			.flatMap((canonical) -> this.rows.find(canonical, freelancer))
			.orElseThrow(() -> OrderNumber.unknown(number));
	}

	/**
	 * Writes the note.
	 * @param version of the note that was changed; null: whichever there is
	 * @return the note as it then is
	 * @throws Refusal {@code no-such-order} for all but the order's freelancer;
	 * {@code changed-meanwhile} where another page was first; on {@code text},
	 * {@code items} and each of them, {@code items[0]}
	 */
	@Transactional
	public PrivateNote write(String number, String freelancer, String text, List<PrivateNote.Item> items,
			@Nullable Long version) {
		check(text, items);
		PrivateNote before = of(number, freelancer);
		long seen = (version != null) ? version : before.version();
		PrivateNote note = new PrivateNote(text, items, seen + 1);
		if (!this.rows.write(OrderNumber.parse(number).orElseThrow(), freelancer, note)) {
			throw Refusal.conflict("changed-meanwhile");
		}
		this.quota.count(freelancer, AccountQuota.Made.CHANGE);
		return note;
	}

	/**
	 * Ticks one line of the check-list, or takes its tick back.
	 * @param line its number, from 0
	 * @param version of the note whose line it is
	 * @throws Refusal as {@link #write}; {@code changed-meanwhile} too where there is no
	 * such line
	 */
	@Transactional
	public void tick(String number, String freelancer, int line, boolean done, @Nullable Long version) {
		PrivateNote note = of(number, freelancer);
		if (line < 0 || line >= note.items().size()) {
			throw Refusal.conflict("changed-meanwhile");
		}
		List<PrivateNote.Item> items = new ArrayList<>(note.items());
		items.set(line, new PrivateNote.Item(items.get(line).text(), done));
		write(number, freelancer, note.text(), items, version);
	}

	private static void check(String text, List<PrivateNote.Item> items) {
		ProblemCollector problems = new ProblemCollector();
		problems.optionalText("text", text, MAX_TEXT);
		for (int i = 0; i < items.size(); i++) {
			problems.line("items[" + i + "]", items.get(i).text(), MAX_ITEM);
		}
		if (items.size() > MAX_ITEMS) {
			problems.add("items", "too-many-items", MAX_ITEMS, items.size());
		}
		problems.check();
	}

}
