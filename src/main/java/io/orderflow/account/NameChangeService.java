package io.orderflow.account;

import java.util.Map;

import io.orderflow.account.Registration.Name;
import io.orderflow.platform.FormValues;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.UserStore;
import io.orderflow.platform.audit.AuditKind;
import io.orderflow.platform.audit.AuditTrail;
import io.orderflow.platform.quota.AccountQuota;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Another name for who is signed in. Everybody reads it from then on, also beside what
 * was written before; the audit trail keeps the old one.
 */
@Service
public class NameChangeService {

	private final AccountService accounts;

	private final UserStore users;

	private final AuditTrail audit;

	private final AccountQuota quota;

	private final ApplicationEventPublisher events;

	NameChangeService(AccountService accounts, UserStore users, AuditTrail audit, AccountQuota quota,
			ApplicationEventPublisher events) {
		this.accounts = accounts;
		this.users = users;
		this.audit = audit;
		this.quota = quota;
		this.events = events;
	}

	/** Somebody is called otherwise; told in the transaction that keeps it. */
	public record NameChanged(String account, String name) {

	}

	/** How somebody is called now. */
	@Transactional(readOnly = true)
	public Name of(String id) {
		return this.users.profile(id)
			.map((user) -> new Name(user.firstName(), user.lastName()))
			.orElseGet(() -> new Name(this.accounts.get(id).displayName(), ""));
	}

	/**
	 * The owner of the account may call; the same name again changes nothing.
	 * @param values {@code firstName}, {@code lastName}
	 * @throws Refusal on these, by the rules of {@link Registration};
	 * {@code too-many-names}
	 */
	@Transactional
	public void change(String id, Map<String, ? extends @Nullable Object> values) {
		FormValues form = new FormValues(values);
		Name name = Name.read(form);
		form.check();
		Account account = this.accounts.locked(id);
		String before = account.displayName();
		if (name.equals(of(id)) && name.shown().equals(before)) {
			return;
		}
		this.quota.countOfSender(id, AccountQuota.Made.NAME);
		account.isCalled(name.shown());
		this.users.rename(id, name.first(), name.last());
		this.audit.record(AuditKind.NAME_CHANGED, id, before + " → " + name.shown());
		this.events.publishEvent(new NameChanged(id, name.shown()));
	}

}
