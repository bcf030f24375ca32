package io.orderflow.account;

import io.orderflow.platform.audit.AuditKind;
import io.orderflow.platform.audit.AuditTrail;
import io.orderflow.platform.signin.PasswordChanged;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Records and tells every change of a password, whoever made it, and ends what somebody
 * may have asked for who knew the one before: a link to another address, or to another
 * password.
 */
@Component
class PasswordChanges {

	private final AuditTrail audit;

	private final SecurityMails mails;

	private final AccountTokenService tokens;

	PasswordChanges(AuditTrail audit, SecurityMails mails, AccountTokenService tokens) {
		this.audit = audit;
		this.mails = mails;
		this.tokens = tokens;
	}

	@EventListener
	void changed(PasswordChanged event) {
		this.tokens.useAllOf(event.account());
		this.audit.record(AuditKind.PASSWORD_CHANGED, event.account(), null);
		this.mails.tell(event.account(), AccountMailer.Kind.PASSWORD_CHANGED, "/forgotten");
	}

}
