package io.orderflow.platform;

/** How long texts of one kind may be everywhere, in characters (Unicode code points). */
public final class TextLimits {

	/** Why something is asked for, refused, cancelled or ruled. */
	public static final int REASON = 2_000;

	private TextLimits() {
	}

}
