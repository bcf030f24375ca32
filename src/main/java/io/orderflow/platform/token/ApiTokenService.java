package io.orderflow.platform.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.orderflow.platform.FormValues;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.audit.AuditKind;
import io.orderflow.platform.audit.AuditTrail;
import io.orderflow.platform.quota.AccountQuota;
import io.orderflow.platform.signin.PasskeyAuthority;
import io.orderflow.platform.signin.RandomSecret;
import io.orderflow.platform.signin.SignedInUsers;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The tokens that programs of a person, or a worker, sign in with. */
@Service
public class ApiTokenService {

	/** By which people, and searches for leaked secrets, know a token. */
	public static final String PREFIX = "ofl_";

	private static final int SHOWN = PREFIX.length() + 6;

	/** Long enough that nobody guesses one that somebody has made up. */
	private static final Pattern TOKEN = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{40,200}");

	private static final int MAX_NAME = 100;

	private static final int USUAL_DAYS = 90;

	private static final Duration ENDED_KEPT = Duration.ofDays(30);

	private final ApiTokenRows rows;

	private final TokenSettings settings;

	private final SignedInUsers users;

	private final AuditTrail audit;

	private final AccountQuota quota;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	ApiTokenService(ApiTokenRows rows, TokenSettings settings, SignedInUsers users, AuditTrail audit,
			AccountQuota quota, ApplicationEventPublisher events, Clock clock) {
		this.rows = rows;
		this.settings = settings;
		this.users = users;
		this.audit = audit;
		this.quota = quota;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Makes a token of the account's. For who is signed in by a session or a password;
	 * never for a token. It notes whether that was with a passkey.
	 * @param values {@code name}; {@code scopes}; {@code days} until its end, without
	 * which it is the usual ones
	 * @throws Refusal on these; {@code too-many-tokens}, {@code too-many-credentials};
	 * {@code not-signed-in} where the session was ended meanwhile
	 */
	@Transactional
	public NewApiToken make(String account, Map<String, ? extends @Nullable Object> values) {
		return make(UUID.randomUUID(), account, values);
	}

	/**
	 * The same under an id that the caller drew: a repeat makes no second one.
	 * @throws Refusal {@code token-made-already} too
	 */
	@Transactional
	public NewApiToken make(UUID id, String account, Map<String, ? extends @Nullable Object> values) {
		FormValues form = new FormValues(values);
		String name = form.line("name", MAX_NAME).strip();
		Set<TokenScope> scopes = scopes(form);
		Duration lasts = Duration.ofDays(days(form));
		form.check();
		Instant now = this.clock.instant();
		this.users.checkCaller();
		this.rows.lockOwner(account);
		this.rows.removeEnded(account, now.minus(ENDED_KEPT));
		if (this.rows.isMade(id)) {
			throw Refusal.conflict("token-made-already");
		}
		if (this.rows.count(account, now) >= this.settings.perAccount()) {
			throw Refusal.conflict("too-many-tokens", this.settings.perAccount());
		}
		this.quota.count(account, AccountQuota.Made.CREDENTIAL);
		return insert(id, account, PREFIX + RandomSecret.make(), name, scopes, now.plus(lasts), false);
	}

	private NewApiToken insert(UUID id, String account, String secret, String name, Set<TokenScope> scopes,
			Instant until, boolean fromEnvironment) {
		ApiToken token = new ApiToken(id, name, secret.substring(0, SHOWN), scopes, this.clock.instant(), until, null);
		this.rows.insert(account, token, hash(secret), fromEnvironment,
				!fromEnvironment && PasskeyAuthority.isIn(SecurityContextHolder.getContext().getAuthentication()));
		record(AuditKind.TOKEN_MADE, account, token);
		if (!fromEnvironment) {
			tell(TokenEvent.Kind.MADE, account, token);
		}
		return new NewApiToken(token, secret);
	}

	private void record(AuditKind kind, String account, ApiToken token) {
		this.audit.record(kind, account, token.name(),
				token.beginning() + "…, "
						+ token.scopes().stream().map(TokenScope::name).collect(Collectors.joining(", ")) + ", until "
						+ LocalDate.ofInstant(token.expiresAt(), ZoneOffset.UTC));
	}

	private void tell(TokenEvent.Kind kind, String account, ApiToken token) {
		this.events.publishEvent(new TokenEvent(kind, account, token.name(), token.beginning()));
	}

	private static Set<TokenScope> scopes(FormValues form) {
		Set<TokenScope> scopes = EnumSet.noneOf(TokenScope.class);
		for (String given : form.items("scopes")) {
			FormValues one = new FormValues(Map.of("scopes", given), form.problems());
			Optional.ofNullable(one.optionalChoice("scopes", TokenScope.class)).ifPresent(scopes::add);
		}
		if (scopes.isEmpty() && !form.noted("scopes")) {
			form.problem("scopes", "choices-missing");
		}
		return scopes;
	}

	private long days(FormValues form) {
		String given = form.optionalText("days", 20).strip();
		long longest = longestDays();
		if (given.isEmpty()) {
			return Math.min(USUAL_DAYS, longest);
		}
		long days = given.matches("\\d{1,9}") ? Long.parseLong(given) : 0;
		if (days < 1 || days > longest) {
			form.problem("days", "token-days", longest);
		}
		return Math.max(days, 1);
	}

	/** The most days that a token may last. */
	public long longestDays() {
		return this.settings.longest().toDays();
	}

	/** The days that a token lasts where nobody says otherwise. */
	public long usualDays() {
		return Math.min(USUAL_DAYS, longestDays());
	}

	/** An account's tokens, the newest first; there are never many. */
	@Transactional(readOnly = true)
	public List<ApiToken> of(String account) {
		return this.rows.of(account);
	}

	/**
	 * The token is good for nothing from the next request on.
	 * @throws Refusal {@code token-not-found}, for another's too
	 */
	@Transactional
	public void revoke(String account, UUID id) {
		ApiToken token = this.rows.remove(account, id).orElseThrow(() -> Refusal.notFound("token-not-found"));
		record(AuditKind.TOKEN_REVOKED, account, token);
		tell(TokenEvent.Kind.REVOKED, account, token);
	}

	/**
	 * The token that the environment gives a worker: made at the first start, renewed at
	 * each; another one takes its place, and is the only one then.
	 * @throws IllegalArgumentException where it is no token, or a short one
	 */
	@Transactional
	public void ensureOfEnvironment(String account, String secret, Set<TokenScope> scopes) {
		if (!isWellFormed(secret)) {
			throw new IllegalArgumentException("A token begins with " + PREFIX
					+ ", and at least 40 letters, digits, hyphens and underscores follow");
		}
		this.rows.lockOwner(account);
		Instant until = this.clock.instant().plus(this.settings.longest());
		if (!this.rows.prolong(account, hash(secret), until)) {
			this.rows.removeOfEnvironment(account);
			insert(UUID.randomUUID(), account, secret, "environment", scopes, until, true);
		}
	}

	/** Whether the text can be a token at all. */
	public static boolean isWellFormed(String secret) {
		return TOKEN.matcher(secret).matches();
	}

	/**
	 * Whom the token signs in, as things are now: nobody after its end, after it was
	 * revoked, and after its owner was removed. One read on an index.
	 */
	public Optional<TokenOwner> owner(String secret) {
		if (!isWellFormed(secret)) {
			return Optional.empty();
		}
		Instant now = this.clock.instant();
		Optional<ApiTokenRows.Good> found = this.rows.good(hash(secret), now);
		found.ifPresent((token) -> {
			Instant before = now.minus(this.settings.lastUseToThe());
			if (token.lastUsedAt() == null || token.lastUsedAt().isBefore(before)) {
				this.rows.used(token.id(), now, before);
			}
		});
		return found.map(ApiTokenRows.Good::owner);
	}

	/** Whether a token signs in whom it did, with the same groups: for what goes on. */
	public boolean isGood(TokenOwner owner) {
		return this.rows.groups(owner.token(), this.clock.instant()).filter(owner.groups()::equals).isPresent();
	}

	private static String hash(String secret) {
		return DigestUtils.sha256Hex(secret);
	}

}
