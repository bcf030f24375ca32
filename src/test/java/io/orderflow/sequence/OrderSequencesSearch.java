package io.orderflow.sequence;

import io.orderflow.OrderflowTest;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.footnotes.EnableFootnotes;
import net.jqwik.api.footnotes.Footnotes;

/**
 * Other sequences at each run, many of them: only in the profile {@code sequences}.
 */
@OrderflowTest
@EnableFootnotes
class OrderSequencesSearch extends OrderStories {

	OrderSequencesSearch() throws Exception {
	}

	@Property(edgeCases = EdgeCasesMode.NONE)
	void whatever_is_done_to_an_order_it_does_what_was_promised(@ForAll("stories") Story story, Footnotes notes) {
		play(story, notes);
	}

}
