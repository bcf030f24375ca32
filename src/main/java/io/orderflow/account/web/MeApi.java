package io.orderflow.account.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import io.orderflow.account.Account;
import io.orderflow.account.AccountRoleService;
import io.orderflow.account.AccountService;
import io.orderflow.account.EmailChangeService;
import io.orderflow.account.NameChangeService;
import io.orderflow.account.PreferenceChange;
import io.orderflow.account.Preferences;
import io.orderflow.platform.CurrentReader;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.signin.CurrentSession;
import io.orderflow.platform.signin.RecentSignIn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who the caller is, and how the caller wants to be told things. */
@RestController
@Tag(name = "Account")
class MeApi {

	private final AccountService accounts;

	private final EmailChangeService emails;

	private final NameChangeService names;

	private final AccountRoleService roles;

	private final RecentSignIn recent;

	private final CurrentSession session;

	private final CurrentReader reader;

	MeApi(AccountService accounts, EmailChangeService emails, NameChangeService names, AccountRoleService roles,
			RecentSignIn recent, CurrentSession session, CurrentReader reader) {
		this.names = names;
		this.recent = recent;
		this.roles = roles;
		this.session = session;
		this.accounts = accounts;
		this.emails = emails;
		this.reader = reader;
	}

	/**
	 * The signed-in person.
	 *
	 * @param groups what the person is: freelancers, clients, moderators, …
	 * @param picture what stands beside the name (GET /api/pictures/{id}); null for none
	 */
	record Me(String id, String displayName, String email, String language, String timeZone, Set<String> groups,
			@Nullable UUID picture) {

	}

	@GetMapping("/api/me")
	@Operation(summary = "The signed-in person")
	Me me() {
		String id = account();
		Account account = this.accounts.get(id);
		return new Me(account.id(), account.displayName(), account.email(), account.locale().getLanguage(),
				account.zone().getId(), this.accounts.groupsOf(id), account.picture().orElse(null));
	}

	/** Another address, and the password that shows that it is its owner who asks. */
	record NewEmail(@Nullable String email, @Nullable String present) {

	}

	@PostMapping("/api/me/email")
	@ResponseStatus(HttpStatus.ACCEPTED)
	@Operation(summary = "Ask for another e-mail address",
			description = "It is yours once you have followed the link that is sent to it. `present` is your password.")
	void changeEmail(@RequestBody NewEmail wanted) {
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		values.put("email", wanted.email());
		values.put("present", wanted.present());
		this.emails.ask(account(), values);
	}

	/** How I want to be called. */
	record NewName(@Nullable String firstName, @Nullable String lastName) {

	}

	@PutMapping("/api/me/name")
	@Operation(summary = "Change my name", description = "Everybody reads it from then on.")
	Me rename(@RequestBody NewName wanted) {
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		values.put("firstName", wanted.firstName());
		values.put("lastName", wanted.lastName());
		this.names.change(account(), values);
		return me();
	}

	@PutMapping("/api/me/roles/{role}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "Also buy, or also sell, with this account",
			description = "`clients` for a freelancer, `freelancers` for a client. A repeat does nothing. Your other"
					+ " sessions end; one in which you signed in a while ago is refused: sign-in-again.")
	void addRole(@PathVariable String role, HttpServletRequest request, HttpServletResponse response) {
		this.recent.check();
		this.roles.add(account(), role, this.session.user(request).orElse(null))
			.ifPresent((present) -> this.session.goOn(present, request, response));
	}

	@GetMapping("/api/me/preferences")
	@Operation(summary = "How I want to be told things")
	Preferences preferences() {
		return this.accounts.preferences(account());
	}

	@PutMapping("/api/me/preferences")
	@Operation(summary = "Change how I want to be told things; what is missing stays as it is")
	Preferences prefer(@RequestBody PreferenceChange change) {
		return this.accounts.prefer(account(), change);
	}

	private String account() {
		return this.reader.reader()
			.map(CurrentReader.Reader::accountId)
			.orElseThrow(() -> Refusal.forbidden("no-right"));
	}

}
