package io.orderflow.platform.text;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.springframework.context.MessageSource;

/**
 * Kinds of files in words, from {@code file.kind.<media type>} with a dot for what stands
 * between its parts: a person reads of pictures, never of {@code image/*}.
 *
 * @param mediaTypes as {@code application/pdf} or {@code image/*}
 */
public record FileKinds(List<String> mediaTypes) {

	public FileKinds {
		mediaTypes = List.copyOf(mediaTypes);
	}

	/**
	 * In a language; a type without a word of its own is called by the family of its
	 * kind.
	 */
	public String in(MessageSource messages, Locale locale) {
		return this.mediaTypes.stream()
			.map((type) -> word(type.strip().toLowerCase(Locale.ROOT), messages, locale))
			.distinct()
			.collect(Collectors.joining(", "));
	}

	private static String word(String type, MessageSource messages, Locale locale) {
		String family = type.substring(0, Math.max(type.indexOf('/'), 0)) + ".any";
		String own = type.endsWith("/*") ? family : type.replace('/', '.');
		String found = messages.getMessage("file.kind." + own, null, null, locale);
		if (found == null) {
			found = messages.getMessage("file.kind." + family, null, null, locale);
		}
		return (found != null) ? found : messages.getMessage("file.kind.other", null, locale);
	}

	@Override
	public String toString() {
		return String.join(", ", this.mediaTypes);
	}

}
