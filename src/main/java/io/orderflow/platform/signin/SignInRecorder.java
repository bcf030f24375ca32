package io.orderflow.platform.signin;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;

import io.orderflow.platform.audit.AuditKind;
import io.orderflow.platform.audit.AuditTrail;
import io.orderflow.platform.audit.RequestSource;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.authentication.event.AuthenticationSuccessEvent;
import org.springframework.security.authentication.event.LogoutSuccessEvent;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Notes who signed in on a page, by a password or a passkey, with which browser, and who
 * signed out. A browser gets a cookie by which it is known again; whoever owns it cannot
 * be kept out by what others try.
 */
@Component
class SignInRecorder {

	private static final int BYTES = 32;

	private final SecureRandom random = new SecureRandom();

	private final KnownSenders senders;

	private final AuditTrail audit;

	private final ApplicationEventPublisher events;

	SignInRecorder(KnownSenders senders, AuditTrail audit, ApplicationEventPublisher events) {
		this.senders = senders;
		this.audit = audit;
		this.events = events;
	}

	/**
	 * Also fired for each call that brings its password: those are noted where hashed.
	 */
	@EventListener
	void signedIn(AuthenticationSuccessEvent event) {
		RequestSource source = RequestSource.current();
		if (source.way() != RequestSource.Way.PAGE
				|| !(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request)) {
			return;
		}
		String account = event.getAuthentication().getName();
		this.audit.record(AuditKind.SIGNED_IN, account, null, BrowserName.of(source.userAgent()));
		String cookie = Sender.cookie(request.getRequest()).orElseGet(() -> give(request));
		boolean knewBrowsers = this.senders.hasBrowser(account);
		if (this.senders.note(account, Sender.ofCookie(cookie), true) && knewBrowsers) {
			this.events.publishEvent(new NewBrowser(account, source.userAgent(), source.address()));
		}
		this.senders.note(account, Sender.ofAddress(source.address()), false);
	}

	@EventListener
	void signedOut(LogoutSuccessEvent event) {
		this.audit.record(AuditKind.SIGNED_OUT, event.getAuthentication().getName(), null, null);
	}

	private String give(ServletRequestAttributes request) {
		byte[] secret = new byte[BYTES];
		this.random.nextBytes(secret);
		String value = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
		HttpServletResponse response = request.getResponse();
		if (response != null) {
			response.addHeader(HttpHeaders.SET_COOKIE,
					ResponseCookie.from(Sender.COOKIE, value)
						.path(request.getRequest().getContextPath() + "/")
						.httpOnly(true)
						.secure(request.getRequest().isSecure())
						.sameSite("Lax")
						.maxAge(Duration.ofDays(KnownSenders.KEPT.toDays()))
						.build()
						.toString());
		}
		return value;
	}

}
