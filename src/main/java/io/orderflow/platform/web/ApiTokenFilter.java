package io.orderflow.platform.web;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.orderflow.platform.EnginePaths;
import io.orderflow.platform.PathPrefixRequestMatcher;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.audit.RequestSource;
import io.orderflow.platform.signin.PasskeyAuthority;
import io.orderflow.platform.token.ApiTokenService;
import io.orderflow.platform.token.TokenOwner;
import io.orderflow.platform.token.TokenScope;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatchers;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Signs programs in that send {@code Authorization: Bearer ofl_…}, for this request only,
 * and keeps each token to its scopes. Stands where Basic does, in the chains of the API,
 * the engine and the measurements. A token that is not good is refused, whoever else the
 * request's cookies would sign in.
 *
 * <p>
 * By hand: Spring's resource server speaks of tokens that somebody else issues.
 */
public final class ApiTokenFilter extends OncePerRequestFilter {

	private static final String SCHEME = "Bearer";

	private static final RequestMatcher API = new PathPrefixRequestMatcher("/api");

	private static final RequestMatcher TASKS = RequestMatchers.anyOf(
			new PathPrefixRequestMatcher(EnginePaths.REST + "/external-task"),
			new PathPrefixRequestMatcher("/api/external-tasks"));

	/** Who somebody is, and how they sign in. */
	private static final RequestMatcher OWN = new PathPrefixRequestMatcher("/api/me");

	/**
	 * What of it programs may see and change; all else is for people. A browser that is
	 * told would go on being told when the token has ended: programs add none.
	 */
	private static final List<RequestMatcher> OWN_FOR_TOKENS = List.of(
			(request) -> PathPrefixRequestMatcher.path(request).equals("/api/me"),
			new PathPrefixRequestMatcher("/api/me/preferences"),
			RequestMatchers.allOf(new PathPrefixRequestMatcher("/api/me/push-subscriptions"),
					(request) -> !HttpMethod.POST.matches(request.getMethod())));

	private final SecurityContextRepository contexts = new RequestAttributeSecurityContextRepository();

	private final ApiTokenService tokens;

	private final ProblemDetailSecurityHandler problems;

	public ApiTokenFilter(ApiTokenService tokens, ProblemDetailSecurityHandler problems) {
		this.tokens = tokens;
		this.problems = problems;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
		if (!isToken(authorization)) {
			chain.doFilter(request, response);
			return;
		}
		RequestSource.note(RequestSource.Way.TOKEN);
		Optional<TokenOwner> owner = this.tokens.owner(authorization.substring(SCHEME.length()).strip());
		if (owner.isEmpty()) {
			SecurityContextHolder.clearContext();
			this.problems.refuseToken(request, response);
			return;
		}
		SecurityContext context = SecurityContextHolder.createEmptyContext();
		context.setAuthentication(new ByToken(owner.get()));
		SecurityContextHolder.setContext(context);
		this.contexts.saveContext(context, request, response);
		Refusal refusal = refusal(request, owner.get());
		if (refusal != null) {
			this.problems.refuse(response, refusal);
			return;
		}
		chain.doFilter(request, response);
	}

	/** Whether a request brings a token, good or not, which no browser does by itself. */
	static boolean isToken(@Nullable String authorization) {
		return authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
				&& (authorization.length() == SCHEME.length() || authorization.charAt(SCHEME.length()) == ' ');
	}

	private static @Nullable Refusal refusal(HttpServletRequest request, TokenOwner owner) {
		if (OWN.matches(request) && OWN_FOR_TOKENS.stream().noneMatch((open) -> open.matches(request))) {
			return Refusal.forbidden("token-not-enough");
		}
		TokenScope scope = needed(request);
		if (scope == null) {
			return Refusal.forbidden("token-not-enough");
		}
		return owner.scopes().contains(scope) ? null : Refusal.forbidden("token-scope-missing", scope.name());
	}

	private static @Nullable TokenScope needed(HttpServletRequest request) {
		if (TASKS.matches(request)) {
			return TokenScope.WORK;
		}
		if (HttpMethod.GET.matches(request.getMethod()) || HttpMethod.HEAD.matches(request.getMethod())) {
			return TokenScope.READ;
		}
		return API.matches(request) ? TokenScope.ACT : null;
	}

	/** Lives as long as the request, and is kept in no session. */
	private static final class ByToken extends AbstractAuthenticationToken {

		private final String account;

		private ByToken(TokenOwner owner) {
			super(authorities(owner));
			this.account = owner.account();
			setDetails(owner);
			setAuthenticated(true);
		}

		private static List<GrantedAuthority> authorities(TokenOwner owner) {
			Stream<GrantedAuthority> groups = owner.groups()
				.stream()
				.map((group) -> new SimpleGrantedAuthority("ROLE_" + group));
			return (owner.withPasskey() ? Stream.concat(groups, Stream.of(PasskeyAuthority.AUTHORITY)) : groups)
				.toList();
		}

		@Override
		public @Nullable Object getCredentials() {
			return null;
		}

		@Override
		public Object getPrincipal() {
			return this.account;
		}

	}

}
