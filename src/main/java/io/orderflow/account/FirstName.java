package io.orderflow.account;

import java.util.regex.Pattern;

/** How somebody is greeted, by the name that they gave. */
public final class FirstName {

	private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");

	/** What is shorter is a title or an initial: "M.", "Dr", "J.". */
	private static final int SHORTEST = 3;

	private FirstName() {
	}

	/**
	 * The first of several names; all of it where the first is a title, an initial or the
	 * only one.
	 */
	public static String of(String displayName) {
		String name = displayName.strip();
		String[] parts = SPACES.split(name);
		return (parts.length < 2 || parts[0].endsWith(".") || parts[0].codePointCount(0, parts[0].length()) < SHORTEST)
				? name : parts[0];
	}

}
