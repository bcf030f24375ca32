package io.orderflow.platform.web.openapi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Collections;
import java.util.Locale;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/**
 * Every code with which something is refused, or a field of it, with its English
 * sentence; an ellipsis stands where a sentence is filled in.
 */
final class RefusalSentences {

	private static final String PREFIX = "refusal.";

	/** No code: what a sentence is put behind a name with. */
	private static final String IN_FIELD = PREFIX + "in-field";

	/** As large as a number can be in no sentence, so that choices take their last. */
	private static final int ANYTHING = 987_654_321;

	private static final String SAID = "987,?654,?321(\\.00)?";

	private RefusalSentences() {
	}

	static SortedMap<String, String> byCode() {
		SortedMap<String, String> sentences = new TreeMap<>();
		texts().forEach((key, text) -> {
			if (key.toString().startsWith(PREFIX) && !key.equals(IN_FIELD)) {
				sentences.put(key.toString().substring(PREFIX.length()), filled(text.toString()));
			}
		});
		return sentences;
	}

	private static String filled(String text) {
		return new MessageFormat(text, Locale.ENGLISH).format(Collections.nCopies(10, ANYTHING).toArray())
			.replaceAll(SAID, "…");
	}

	private static Properties texts() {
		try {
			return PropertiesLoaderUtils.loadProperties(
					new EncodedResource(new ClassPathResource("messages.properties"), StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
