package io.orderflow.platform;

import java.util.List;

import org.apache.commons.lang3.CharUtils;

/**
 * What one page shows of the texts and files that belong to it: of each text its
 * beginning, and of all together no more than a browser and a server's memory bear. What
 * is left out has a page of its own.
 */
public final class Excerpts {

	/** Characters of a text; most have fewer. */
	static final int LONGEST = 2_000;

	/** Of each text once the page is full. */
	static final int SHORTEST = 60;

	/** Files of each list once the page is full. */
	static final int FEWEST = 2;

	/** In bytes of HTML, of a page of a megabyte that has more than this. */
	private static final long PAGE = 180_000;

	/** A file with its name, which stands there four times, and a small picture. */
	private static final long FILE = 1_500;

	/** The markup of a link. */
	private static final long LINK = 60;

	private long left = PAGE;

	/**
	 * What is shown of a text.
	 *
	 * @param cut whether it goes on
	 */
	public record Excerpt(String text, boolean cut) {

	}

	/** The beginning of a text, or all of it. */
	public Excerpt of(String text) {
		String shown = TextLimits.beginning(text, (this.left > 0) ? LONGEST : SHORTEST);
		boolean cut = !shown.equals(text);
		if (cut) {
			shown = withoutHalfAnAddress(shown);
		}
		this.left -= size(shown) + LINK * shown.chars().filter((character) -> character == ':').count();
		return new Excerpt(shown, cut);
	}

	/** The beginning of an address would lead elsewhere. */
	private static String withoutHalfAnAddress(String shown) {
		int start = shown.lastIndexOf("://");
		if (start < 0 || shown.substring(start).chars().anyMatch(Character::isWhitespace)) {
			return shown;
		}
		while (start > 0 && CharUtils.isAsciiAlpha(shown.charAt(start - 1))) {
			start--;
		}
		return shown.substring(0, start) + "…";
	}

	/** A form comes back on the same page, with everything in it. */
	public void leaveRoomFor(SubmittedForm form) {
		this.left -= form.size();
	}

	/** The first files of a list, or all of it. */
	public <T> List<T> files(List<T> files) {
		long room = Math.max(FEWEST, this.left / FILE);
		List<T> shown = (files.size() > room) ? files.subList(0, (int) room) : files;
		this.left -= shown.size() * FILE;
		return shown;
	}

	/** In bytes of HTML, where a quote takes six. */
	static long size(String text) {
		return text.chars().mapToLong((character) -> switch (character) {
			case '"' -> 6;
			case '\'', '&' -> 5;
			case '<', '>' -> 4;
			default -> (character < 0x80) ? 1 : 3;
		}).sum();
	}

}
