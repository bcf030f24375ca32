package io.orderflow.platform.text;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

import io.orderflow.platform.RegionFormats;
import org.jspecify.annotations.Nullable;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.stereotype.Component;
import org.springframework.util.ConcurrentLruCache;

/**
 * The texts of {@code messages.properties} in both languages, each with the numbers of
 * the reader's region. Spring would keep every sentence for every region that any browser
 * has named, for good; these are the latest ones.
 */
@Component("messageSource")
class Sentences extends ResourceBundleMessageSource {

	/** All in both languages, and what is read most in some more regions. */
	static final int KEPT = 8_000;

	private final ConcurrentLruCache<Sentence, MessageFormat> formats = new ConcurrentLruCache<>(KEPT,
			(sentence) -> createMessageFormat(sentence.text(), RegionFormats.numbers(sentence.locale())));

	Sentences() {
		setBasename("messages");
		setDefaultEncoding("UTF-8");
		setFallbackToSystemLocale(false);
		setAlwaysUseMessageFormat(true);
	}

	private record Sentence(String text, Locale locale) {

	}

	@Override
	protected @Nullable MessageFormat getMessageFormat(ResourceBundle bundle, String code, Locale locale) {
		String text = getStringOrNull(bundle, code);
		return (text != null) ? this.formats.get(new Sentence(text, locale)) : null;
	}

	/** How many are kept at the moment. */
	int kept() {
		return this.formats.size();
	}

}
