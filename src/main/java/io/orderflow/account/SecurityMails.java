package io.orderflow.account;

import java.util.function.Consumer;

import io.orderflow.platform.audit.RequestSource;
import io.orderflow.platform.signin.BrowserName;
import io.orderflow.platform.signin.NewBrowser;
import io.orderflow.platform.token.TokenEvent;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells the owner of an account what was changed about how one signs in to it, so that
 * somebody else's doing is noticed. No preference switches these mails off.
 */
@Service
public class SecurityMails {

	private static final String SECURITY = "/account/security";

	private final AccountMailer mails;

	private final Accounts accounts;

	private final TransactionTemplate transaction;

	SecurityMails(AccountMailer mails, Accounts accounts, TransactionTemplate transaction) {
		this.mails = mails;
		this.accounts = accounts;
		this.transaction = transaction;
	}

	/** The password is another one, whoever set it. */
	public void passwordChanged(String account) {
		tell(account, (owner) -> this.mails.send(AccountMailer.Kind.PASSWORD_CHANGED, owner.email(), owner.locale(),
				"/forgotten"));
	}

	private void newToken(String account, String name) {
		String address = here();
		tell(account, (owner) -> this.mails.send(AccountMailer.Kind.NEW_TOKEN, owner.email(), owner.locale(),
				"/account/tokens", name, address));
	}

	@EventListener
	void token(TokenEvent event) {
		if (event.kind() == TokenEvent.Kind.MADE) {
			newToken(event.account(), event.name());
		}
	}

	@EventListener
	void newBrowser(NewBrowser event) {
		tell(event.account(), (owner) -> this.mails.send(AccountMailer.Kind.NEW_BROWSER, owner.email(), owner.locale(),
				SECURITY, told(BrowserName.of(event.browser())), told(event.address())));
	}

	/** Once what it is about has committed. */
	private void tell(String account, Consumer<Account> mail) {
		this.transaction.executeWithoutResult((tx) -> this.accounts.findById(account)
			.filter((owner) -> !owner.email().endsWith(AccountProvisioner.NOWHERE))
			.ifPresent(mail));
	}

	private static String here() {
		return told(RequestSource.current().address());
	}

	private static String told(@Nullable String what) {
		return (what != null) ? what : "–";
	}

}
