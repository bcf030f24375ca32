package io.orderflow.platform.web;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A text that somebody wrote, parted where it has addresses of the web, so that a page
 * can make them links. Nothing else of it is read: no markup, no mail addresses.
 */
public final class LinkedText {

	private static final Pattern ADDRESS = Pattern.compile("(?<![\\p{L}\\p{N}])https?://[^\\s\\p{Z}<>\"«»“”]+",
			Pattern.CASE_INSENSITIVE);

	/** What ends the sentence around an address, and not the address. */
	private static final String AFTER = ".,;:!?'’…*";

	/**
	 * A part of the text as it was written.
	 *
	 * @param href where it leads; null where it is no address
	 */
	public record Part(String text, @Nullable String href) {

	}

	/** The parts, which together are the text; none where nothing was written. */
	public List<Part> parts(@Nullable String text) {
		List<Part> parts = new ArrayList<>();
		if (text == null) {
			return parts;
		}
		Matcher found = ADDRESS.matcher(text);
		int shown = 0;
		while (found.find()) {
			String address = trimmed(found.group());
			if (!leadsSomewhere(address)) {
				continue;
			}
			if (found.start() > shown) {
				parts.add(new Part(text.substring(shown, found.start()), null));
			}
			parts.add(new Part(address, address));
			shown = found.start() + address.length();
		}
		if (shown < text.length()) {
			parts.add(new Part(text.substring(shown), null));
		}
		return parts;
	}

	private static String trimmed(String address) {
		return address.substring(0, end(address));
	}

	/**
	 * Where an address ends without the punctuation after it; a bracket stays where one
	 * was opened in it. Counts once, however many brackets there are: who writes them
	 * must not keep a reader's page busy.
	 */
	static int end(CharSequence address) {
		int round = closedMore(address, '(', ')');
		int square = closedMore(address, '[', ']');
		for (int end = address.length(); end > 0; end--) {
			char last = address.charAt(end - 1);
			if (last == ')' && round > 0) {
				round--;
			}
			else if (last == ']' && square > 0) {
				square--;
			}
			else if (AFTER.indexOf(last) < 0) {
				return end;
			}
		}
		return 0;
	}

	/** How many brackets close more than open. */
	private static int closedMore(CharSequence address, char opening, char closing) {
		int more = 0;
		for (int i = 0; i < address.length(); i++) {
			char one = address.charAt(i);
			more += (one == closing) ? 1 : (one == opening) ? -1 : 0;
		}
		return more;
	}

	private static boolean leadsSomewhere(String address) {
		try {
			URI uri = new URI(address);
			return uri.getHost() != null && uri.getRawUserInfo() == null;
		}
		catch (URISyntaxException ex) {
			return false;
		}
	}

}
