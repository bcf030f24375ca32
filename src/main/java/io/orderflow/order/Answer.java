package io.orderflow.order;

import java.util.List;
import java.util.UUID;

/**
 * An answer to one requirement question.
 *
 * @param questionKey the question, by its key in the terms of the order
 * @param texts what was written or chosen; a date as {@code 2026-12-31}
 * @param files what was uploaded
 */
public record Answer(String questionKey, List<String> texts, List<UUID> files) {

	public Answer {
		texts = List.copyOf(texts);
		files = List.copyOf(files);
	}

}
