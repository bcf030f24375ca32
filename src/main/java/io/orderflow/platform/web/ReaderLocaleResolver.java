package io.orderflow.platform.web;

import java.util.Locale;

import io.orderflow.platform.CurrentReader;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;

/**
 * Pages are in the reader's language: the account's, else the one chosen in the browser,
 * else the one it asks for, else English.
 */
@Component("localeResolver")
class ReaderLocaleResolver implements LocaleResolver {

	private final CurrentReader reader;

	ReaderLocaleResolver(CurrentReader reader) {
		this.reader = reader;
	}

	@Override
	public Locale resolveLocale(HttpServletRequest request) {
		return this.reader.locale();
	}

	@Override
	public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
		throw new UnsupportedOperationException("The language is a preference of the account.");
	}

}
