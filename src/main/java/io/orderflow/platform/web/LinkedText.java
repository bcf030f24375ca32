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

	/** The parts, which together are the text. */
	public List<Part> parts(String text) {
		List<Part> parts = new ArrayList<>();
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

	/** Without the punctuation after it; a bracket stays where one was opened in it. */
	private static String trimmed(String address) {
		int end = address.length();
		while (end > 0 && (AFTER.indexOf(address.charAt(end - 1)) >= 0 || closesMore(address.substring(0, end)))) {
			end--;
		}
		return address.substring(0, end);
	}

	private static boolean closesMore(String address) {
		return closesMore(address, '(', ')') || closesMore(address, '[', ']');
	}

	private static boolean closesMore(String address, char opening, char closing) {
		return address.charAt(address.length() - 1) == closing && address.chars()
			.filter((one) -> one == closing)
			.count() > address.chars().filter((one) -> one == opening).count();
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
