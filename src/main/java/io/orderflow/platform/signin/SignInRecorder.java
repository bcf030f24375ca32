package io.orderflow.platform.signin;

import java.time.Duration;

import io.orderflow.platform.Refusal;
import io.orderflow.platform.audit.AuditKind;
import io.orderflow.platform.audit.AuditTrail;
import io.orderflow.platform.audit.RequestSource;
import io.orderflow.platform.quota.AccountQuota;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.authentication.event.AuthenticationSuccessEvent;
import org.springframework.security.authentication.event.LogoutSuccessEvent;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Notes who signed in on a page, by a password or a passkey, with which browser, and who
 * signed out. A browser gets a cookie by which it is known again; whoever owns it cannot
 * be kept out by what others try.
 */
@Component
class SignInRecorder {

	private final KnownSenders senders;

	private final AuditTrail audit;

	private final ApplicationEventPublisher events;

	private final AccountQuota quota;

	private final TransactionTemplate transaction;

	SignInRecorder(KnownSenders senders, AuditTrail audit, ApplicationEventPublisher events, AccountQuota quota,
			TransactionTemplate transaction) {
		this.senders = senders;
		this.audit = audit;
		this.events = events;
		this.quota = quota;
		this.transaction = transaction;
	}

	/**
	 * Also fired for each call that brings its password: those are noted where hashed.
	 * @throws SignInPausedException where that is one too many: each is kept in the audit
	 * trail, and of each new browser a mail tells
	 */
	@EventListener
	void signedIn(AuthenticationSuccessEvent event) {
		RequestSource source = RequestSource.current();
		if (source.way() != RequestSource.Way.PAGE
				|| !(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request)) {
			return;
		}
		String account = event.getAuthentication().getName();
		count(account);
		this.audit.record(AuditKind.SIGNED_IN, account, null, BrowserName.of(source.userAgent()));
		String cookie = Sender.cookie(request.getRequest()).orElseGet(() -> give(request));
		this.transaction.executeWithoutResult((tx) -> {
			boolean knewBrowsers = this.senders.hasBrowser(account);
			if (this.senders.note(account, Sender.ofCookie(cookie), true) && knewBrowsers) {
				this.events.publishEvent(new NewBrowser(account));
			}
			this.senders.note(account, Sender.ofAddress(source.address()), false);
		});
	}

	private void count(String account) {
		try {
			this.quota.countOfSender(account, AccountQuota.Made.SIGN_IN);
		}
		catch (Refusal ex) {
			throw new SignInPausedException(Duration.ofSeconds(ex.retryAfter()));
		}
	}

	@EventListener
	void signedOut(LogoutSuccessEvent event) {
		this.audit.record(AuditKind.SIGNED_OUT, event.getAuthentication().getName(), null, null);
	}

	private String give(ServletRequestAttributes request) {
		String value = RandomSecret.make();
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
