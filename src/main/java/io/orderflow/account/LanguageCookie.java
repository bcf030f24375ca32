package io.orderflow.account;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/**
 * The language that somebody chose before they signed in, for a year. It goes before what
 * the browser asks for, and behind what an account says.
 */
public final class LanguageCookie {

	/** Those that there are pages in. */
	public static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.FRENCH);

	/**
	 * The codes of all countries, of which one says how dates and numbers are written.
	 */
	public static final Set<String> REGIONS = Set.of(Locale.getISOCountries());

	private static final String NAME = "ORDERFLOW_LANGUAGE";

	private static final Duration LIVES = Duration.ofDays(365);

	private LanguageCookie() {
	}

	/** What was chosen; empty where nothing was that there is. */
	public static Optional<Locale> read(HttpServletRequest request) {
		return Stream.ofNullable(request.getCookies())
			.flatMap(Arrays::stream)
			.filter((cookie) -> cookie.getName().equals(NAME))
			.map(Cookie::getValue)
			.flatMap((code) -> language(code).stream())
			.findFirst();
	}

	/** Keeps it from now on; what is none of ours changes nothing. */
	public static void leave(HttpServletRequest request, HttpServletResponse response, @Nullable String code) {
		language(code).ifPresent((language) -> response.addHeader(HttpHeaders.SET_COOKIE,
				ResponseCookie.from(NAME, language.getLanguage())
					.path(request.getContextPath() + "/")
					.httpOnly(true)
					.secure(request.isSecure())
					.sameSite("Lax")
					.maxAge(LIVES)
					.build()
					.toString()));
	}

	private static Optional<Locale> language(@Nullable String code) {
		return LANGUAGES.stream().filter((one) -> one.getLanguage().equals(code)).findFirst();
	}

}
