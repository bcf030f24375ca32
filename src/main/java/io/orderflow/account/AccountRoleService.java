package io.orderflow.account;

import java.util.Collections;
import java.util.Optional;
import java.util.Set;

import io.orderflow.platform.Refusal;
import io.orderflow.platform.UserStore;
import io.orderflow.platform.audit.AuditKind;
import io.orderflow.platform.audit.AuditTrail;
import io.orderflow.platform.signin.SignedInUser;
import io.orderflow.platform.signin.SignedInUsers;
import org.jspecify.annotations.Nullable;
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

	private final SignedInUsers signedIn;

	private final AuditTrail audit;

	AccountRoleService(AccountService accounts, UserStore users, SignedInUsers signedIn, AuditTrail audit) {
		this.accounts = accounts;
		this.users = users;
		this.signedIn = signedIn;
		this.audit = audit;
	}

	/**
	 * Makes a freelancer a client too, or a client a freelancer; a repeat does nothing.
	 * Sessions of before are good no more, since they have other groups: the caller lets
	 * the one that asks go on.
	 * @param role {@code clients} or {@code freelancers}
	 * @param asks whose session it is; null for a call that brings its password
	 * @return who that is from now on; empty where nothing was changed
	 * @throws Refusal {@code choice-unknown} for any other group; forbidden
	 * {@code no-right} for who is neither, {@code role-was-taken} where a process admin
	 * took it away, {@code not-signed-in} where the session has been ended meanwhile
	 */
	@Transactional
	public Optional<SignedInUser> add(String id, String role, @Nullable SignedInUser asks) {
		if (!ROLES.contains(role)) {
			throw Refusal.invalid("role", "choice-unknown", role);
		}
		// two at once: the second finds it done
		this.accounts.locked(id);
		if (asks != null) {
			this.signedIn.checkPresent(asks);
		}
		Set<String> groups = this.users.groupsOf(id);
		if (Collections.disjoint(groups, ROLES)) {
			throw Refusal.forbidden("no-right");
		}
		if (groups.contains(role)) {
			return Optional.empty();
		}
		if (this.signedIn.wasTakenOut(id, role)) {
			throw Refusal.forbidden("role-was-taken");
		}
		this.users.join(id, role);
		this.audit.record(AuditKind.ROLE_ADDED, id, role);
		return Optional.of(this.signedIn.load(id));
	}

}
