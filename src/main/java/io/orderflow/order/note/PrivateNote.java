package io.orderflow.order.note;

import java.util.ArrayList;
import java.util.List;

import io.orderflow.platform.SubmittedForm;

/**
 * The freelancer's private note on an order (S12). The client never sees it.
 *
 * @param text free text
 * @param items a check-list
 * @param version counts the changes; 0 before the first
 */
public record PrivateNote(String text, List<Item> items, long version) {

	/** In characters; a form of it is as long. */
	private static final int SHORT = 25_000;

	static final PrivateNote EMPTY = new PrivateNote("", List.of(), 0);

	public PrivateNote {
		items = List.copyOf(items);
	}

	/** A line of the check-list. */
	public record Item(String text, boolean done) {

		static final Item NEW = new Item("", false);

	}

	/** Whether nothing stands in it. */
	public boolean blank() {
		return this.text.isBlank() && this.items.isEmpty();
	}

	/** Whether its form stands on the order's page, and not on a page of its own. */
	public boolean isShort() {
		return this.text.length() + this.items.stream().mapToInt((item) -> item.text().length()).sum() <= SHORT;
	}

	/**
	 * The lines that its form shows: what was typed, else those there are; one more. A
	 * form that was refused has no empty ones, so that its lines are numbered as what is
	 * wrong with them.
	 */
	public List<Item> rows(SubmittedForm form) {
		List<Item> rows = new ArrayList<>();
		if (form.any()) {
			List<String> texts = form.all("item");
			for (int i = 0; i < texts.size(); i++) {
				if (form.refusal() == null || !texts.get(i).isBlank()) {
					rows.add(new Item(texts.get(i), form.has("done", String.valueOf(i))));
				}
			}
		}
		else {
			rows.addAll(this.items);
		}
		rows.add(Item.NEW);
		return rows;
	}

}
