package io.orderflow.order.step;

import java.util.List;
import java.util.Optional;

import io.orderflow.platform.TextLimits;
import org.jspecify.annotations.Nullable;

/**
 * What the order's page asks once before it takes a decision: the order ends with it, or
 * something was typed that goes with another choice only. Programs and Tasklist are not
 * asked: there the decision is made with its words, and what does not go with it is
 * refused.
 *
 * @param choice the value of the button that was pressed
 * @param ends the key of the text that says what ends; null where nothing does
 * @param leftOut what was typed and is not sent, or not followed, with this choice
 */
public record Confirmation(String choice, @Nullable String ends, List<String> leftOut) {

	/** The field in which the page says that it has asked, and about which choice. */
	public static final String FIELD = "asked";

	/** One of a decision that ends nothing; empty where nothing is left out. */
	static Optional<Confirmation> leavingOut(String choice, List<String> typed) {
		List<String> leftOut = typed.stream().filter((text) -> !TextLimits.isBlank(text)).toList();
		return leftOut.isEmpty() ? Optional.empty() : Optional.of(new Confirmation(choice, null, leftOut));
	}

}
