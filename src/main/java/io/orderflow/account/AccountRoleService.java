package io.orderflow.account;

import java.util.Collections;
import java.util.Set;

import io.orderflow.platform.Refusal;
import io.orderflow.platform.UserStore;
import io.orderflow.platform.audit.AuditKind;
import io.orderflow.platform.audit.AuditTrail;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whoever sells may buy too, and the other way round: both could have been chosen when
 * the account was made ({@link Registration}). Every other group is a process admin's to
 * give, and so are these to moderators, process admins and workers who are neither.
 */
@Service
public class AccountRoleService {

	private static final Set<String> ROLES = Set.of(UserStore.CLIENTS, UserStore.FREELANCERS);

	private final AccountService accounts;

	private final UserStore users;

	private final AuditTrail audit;

	AccountRoleService(AccountService accounts, UserStore users, AuditTrail audit) {
		this.accounts = accounts;
		this.users = users;
		this.audit = audit;
	}

	/**
	 * Makes a freelancer a client too, or a client a freelancer; a repeat does nothing.
	 * Sessions of before are good no more, since they have other groups: the caller
	 * renews the one that asks.
	 * @param role {@code clients} or {@code freelancers}
	 * @throws Refusal {@code choice-unknown} for any other group; forbidden
	 * {@code no-right} for who is neither
	 */
	@Transactional
	public void add(String id, String role) {
		if (!ROLES.contains(role)) {
			throw Refusal.invalid("role", "choice-unknown", role);
		}
		// two at once: the second finds it done
		this.accounts.locked(id);
		Set<String> groups = this.users.groupsOf(id);
		if (Collections.disjoint(groups, ROLES)) {
			throw Refusal.forbidden("no-right");
		}
		if (!groups.contains(role)) {
			this.users.join(id, role);
			this.audit.record(AuditKind.ROLE_ADDED, id, role);
		}
	}

}
