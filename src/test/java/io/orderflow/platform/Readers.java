package io.orderflow.platform;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;

import org.springframework.context.support.ResourceBundleMessageSource;

/** How readers write times and prices, with the application's own texts. */
public final class Readers {

	private Readers() {
	}

	public static ReaderFormats english(Instant now) {
		return formats(Locale.ENGLISH, "Europe/London", now);
	}

	static ReaderFormats formats(Locale locale, String zone, Instant now) {
		ResourceBundleMessageSource texts = new ResourceBundleMessageSource();
		texts.setBasename("messages");
		texts.setDefaultEncoding("UTF-8");
		texts.setFallbackToSystemLocale(false);
		return new ReaderFormats(texts, locale, ZoneId.of(zone), now);
	}

}
