package io.orderflow.sequence;

import io.orderflow.OrderflowTest;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.footnotes.EnableFootnotes;
import net.jqwik.api.footnotes.Footnotes;

/**
 * The same sequences at each run, so that a build fails only where the change that it
 * builds is at fault. {@link OrderSequencesSearch} looks for others.
 */
@OrderflowTest
@EnableFootnotes
class OrderSequencesTest extends OrderStories {

	OrderSequencesTest() throws Exception {
	}

	@Property(seed = "20261128", edgeCases = EdgeCasesMode.NONE)
	void whatever_is_done_to_an_order_it_does_what_was_promised(@ForAll("stories") Story story, Footnotes notes) {
		play(story, notes);
	}

}
