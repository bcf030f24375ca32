package io.orderflow.account;

import io.orderflow.platform.audit.AuditKind;
import io.orderflow.platform.audit.AuditTrail;
import io.orderflow.platform.signin.PasswordChanged;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Records and tells every change of a password, whoever made it. */
@Component
class PasswordChanges {

	private final AuditTrail audit;

	private final SecurityMails mails;

	PasswordChanges(AuditTrail audit, SecurityMails mails) {
		this.audit = audit;
		this.mails = mails;
	}

	@EventListener
	void changed(PasswordChanged event) {
		this.audit.record(AuditKind.PASSWORD_CHANGED, event.account(), null);
		this.mails.tell(event.account(), AccountMailer.Kind.PASSWORD_CHANGED, "/forgotten");
	}

}
