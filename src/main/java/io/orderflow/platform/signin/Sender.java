package io.orderflow.platform.signin;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import io.orderflow.platform.audit.RequestSource;
import io.orderflow.platform.audit.SenderNetwork;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Who tries a password, as far as it can be told: a browser by the cookie that it got
 * when somebody signed in with it, anybody by the address.
 *
 * @param address digest of the address, of an IPv6 one of the network that one customer
 * gets
 * @param browser digest of the cookie; null where there is none
 */
record Sender(String address, @Nullable String browser) {

	/** The cookie by which a browser is known again. */
	static final String COOKIE = "ORDERFLOW_BROWSER";

	/** Whoever sent the request of this thread. */
	static Sender current() {
		if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes) {
			return of(attributes.getRequest());
		}
		return new Sender(ofAddress(RequestSource.current().address()), null);
	}

	static Sender of(HttpServletRequest request) {
		return new Sender(ofAddress(request.getRemoteAddr()), cookie(request).map(Sender::ofCookie).orElse(null));
	}

	static Optional<String> cookie(HttpServletRequest request) {
		return Stream.ofNullable(request.getCookies())
			.flatMap(Arrays::stream)
			.filter((cookie) -> cookie.getName().equals(COOKIE))
			.map(Cookie::getValue)
			.filter((value) -> value.matches("[A-Za-z0-9_-]{43}"))
			.findFirst();
	}

	static String ofCookie(String value) {
		return Digests.sha256("browser", value);
	}

	static String ofAddress(@Nullable String address) {
		return Digests.sha256("address", SenderNetwork.of(Objects.requireNonNullElse(address, "")));
	}

}
