package io.orderflow.account.web;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import io.orderflow.platform.CurrentReader;
import io.orderflow.platform.signin.RecentSignIn;
import io.orderflow.platform.token.ApiToken;
import io.orderflow.platform.token.ApiTokenService;
import io.orderflow.platform.token.NewApiToken;
import io.orderflow.platform.token.TokenScope;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The caller's tokens, for who is signed in by a session or a password. */
@RestController
@RequestMapping("/api/me/tokens")
@Tag(name = "Account")
class TokenApi {

	private final ApiTokenService tokens;

	private final RecentSignIn recent;

	private final CurrentReader reader;

	TokenApi(ApiTokenService tokens, RecentSignIn recent, CurrentReader reader) {
		this.tokens = tokens;
		this.recent = recent;
		this.reader = reader;
	}

	/**
	 * A token to be made.
	 *
	 * @param days until its end; without, the usual ones
	 */
	record Wanted(@Nullable String name, @Nullable List<String> scopes, @Nullable Integer days) {

	}

	/** A token that was made; {@code token} is what a program sends, shown only here. */
	record Made(UUID id, String name, Set<TokenScope> scopes, Instant expiresAt, String token) {

		static Made of(NewApiToken made) {
			ApiToken token = made.token();
			return new Made(token.id(), token.name(), token.scopes(), token.expiresAt(), made.secret());
		}

	}

	/** All of an account's tokens. */
	record Tokens(List<ApiToken> tokens) {

	}

	@GetMapping
	@Operation(summary = "My tokens")
	Tokens tokens() {
		return new Tokens(this.tokens.of(account()));
	}

	@PostMapping
	@ResponseStatus(HttpStatus.CREATED)
	@Operation(summary = "Make a token, which is shown only in this answer",
			description = "Scopes: READ (GET only), ACT (changes over /api), WORK (external tasks). "
					+ "403 sign-in-again in a session that was begun a while ago.")
	Made make(@RequestBody Wanted wanted, HttpServletResponse response) {
		this.recent.check();
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		values.put("name", wanted.name());
		values.put("scopes", wanted.scopes());
		values.put("days", wanted.days());
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		return Made.of(this.tokens.make(account(), values));
	}

	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "Revoke a token")
	void revoke(@PathVariable UUID id) {
		this.tokens.revoke(account(), id);
	}

	private String account() {
		return this.reader.signedIn().accountId();
	}

}
