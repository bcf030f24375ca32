package io.orderflow.account;

import java.util.ArrayList;
import java.util.List;

import io.orderflow.platform.audit.RequestSource;
import io.orderflow.platform.signin.BrowserName;
import io.orderflow.platform.signin.NewBrowser;
import io.orderflow.platform.token.TokenEvent;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tells the owner of an account what was changed about how one signs in to it, with which
 * browser and from which address, so that somebody else's doing is noticed. No preference
 * switches these mails off. They are recorded in the transaction of what they tell of.
 */
@Service
public class SecurityMails {

	private final AccountMailer mails;

	private final Accounts accounts;

	SecurityMails(AccountMailer mails, Accounts accounts) {
		this.mails = mails;
		this.accounts = accounts;
	}

	/**
	 * Tells what was done with the request of this thread.
	 * @param path of the page where the owner can undo it
	 * @param details what the text says beside the link, the browser and the address
	 */
	@Transactional
	public void tell(String account, AccountMailer.Kind kind, String path, String... details) {
		this.accounts.findById(account).ifPresent((owner) -> tellAt(owner.email(), owner, kind, path, details));
	}

	/** The same at an address that is the owner's no more. */
	@Transactional
	public void tellAt(String email, Account owner, AccountMailer.Kind kind, String path, String... details) {
		if (email.endsWith(AccountProvisioner.NOWHERE)) {
			return;
		}
		RequestSource source = RequestSource.current();
		List<String> all = new ArrayList<>(List.of(told(BrowserName.of(source.userAgent())), told(source.address())));
		all.addAll(List.of(details));
		this.mails.send(new AccountMailer.Mail(kind, email, owner.id(), owner.locale(), path, null, all));
	}

	@EventListener
	void token(TokenEvent event) {
		if (event.kind() == TokenEvent.Kind.MADE) {
			tell(event.account(), AccountMailer.Kind.NEW_TOKEN, "/account/tokens", event.name());
		}
	}

	@EventListener
	void newBrowser(NewBrowser event) {
		tell(event.account(), AccountMailer.Kind.NEW_BROWSER, "/account/security");
	}

	private static String told(@Nullable String what) {
		return (what != null) ? what : "–";
	}

}
