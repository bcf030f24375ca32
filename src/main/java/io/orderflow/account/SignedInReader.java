package io.orderflow.account;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.orderflow.platform.CurrentReader;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Who is signed in on this thread, read from the database once a request. */
@Component
class SignedInReader implements CurrentReader {

	private static final String CACHE = SignedInReader.class.getName();

	private final Accounts accounts;

	SignedInReader(Accounts accounts) {
		this.accounts = accounts;
	}

	@Override
	public Optional<Reader> reader() {
		Authentication person = SecurityContextHolder.getContext().getAuthentication();
		if (person == null || !person.isAuthenticated() || person instanceof AnonymousAuthenticationToken) {
			return Optional.empty();
		}
		RequestAttributes request = RequestContextHolder.getRequestAttributes();
		if (request == null) {
			return Optional.of(read(person.getName()));
		}
		if (request.getAttribute(CACHE, RequestAttributes.SCOPE_REQUEST) instanceof Reader cached
				&& cached.accountId().equals(person.getName())) {
			return Optional.of(cached);
		}
		Reader reader = read(person.getName());
		request.setAttribute(CACHE, reader, RequestAttributes.SCOPE_REQUEST);
		return Optional.of(reader);
	}

	/**
	 * Who signed in before there was an account to it reads in the request's language, in
	 * UTC.
	 */
	private Reader read(String id) {
		return this.accounts.findById(id)
			.map((account) -> new Reader(id, account.displayName(), written(account.locale()), account.zone()))
			.orElseGet(() -> new Reader(id, id, requested(), ZoneId.from(ZoneOffset.UTC)));
	}

	@Override
	public Locale locale() {
		return reader().map(Reader::locale).orElseGet(SignedInReader::requested);
	}

	@Override
	public Locale requestedLocale() {
		return requested();
	}

	/**
	 * The language that was chosen in the browser, else that which it asks for, of those
	 * that there are; with the browser's region.
	 */
	static Locale requested() {
		return request().map((request) -> {
			Locale language = LanguageCookie.read(request).orElseGet(() -> accepted(request));
			return new Locale(language.getLanguage(), region(request));
		}).orElse(Locale.ENGLISH);
	}

	/** With the browser's region where the account has none. */
	private static Locale written(Locale locale) {
		return locale.getCountry().isEmpty()
				? request().map((request) -> new Locale(locale.getLanguage(), region(request))).orElse(locale) : locale;
	}

	private static Optional<HttpServletRequest> request() {
		return (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes)
				? Optional.of(attributes.getRequest()) : Optional.empty();
	}

	/**
	 * Where people write as they do in the language that the browser asks for before all
	 * others; whoever reads German first, and English for want of it, is not in America.
	 */
	private static String region(HttpServletRequest request) {
		if (request.getHeader("Accept-Language") == null) {
			return "";
		}
		List<Locale> wanted = Collections.list(request.getLocales());
		String first = wanted.get(0).getLanguage();
		return wanted.stream()
			.filter((locale) -> locale.getLanguage().equals(first))
			.map(Locale::getCountry)
			.filter(LanguageCookie.REGIONS::contains)
			.findFirst()
			.orElse("");
	}

	private static Locale accepted(HttpServletRequest request) {
		if (request.getHeader("Accept-Language") == null) {
			return Locale.ENGLISH;
		}
		List<Locale.LanguageRange> wanted = Collections.list(request.getLocales())
			.stream()
			.map((locale) -> new Locale.LanguageRange(locale.getLanguage().isEmpty() ? "*" : locale.getLanguage()))
			.toList();
		return Optional.ofNullable(Locale.lookup(wanted, LanguageCookie.LANGUAGES)).orElse(Locale.ENGLISH);
	}

}
