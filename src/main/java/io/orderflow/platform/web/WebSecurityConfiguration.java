package io.orderflow.platform.web;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

import io.orderflow.platform.FormBodies;
import io.orderflow.platform.UserStore;
import io.orderflow.platform.audit.RequestSource;
import io.orderflow.platform.token.ApiTokenService;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.autoconfigure.security.servlet.EndpointRequest;
import org.springframework.boot.actuate.health.HealthEndpoint;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer.FrameOptionsConfig;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.context.DelegatingSecurityContextRepository;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.session.web.http.SessionRepositoryFilter;

/** The ways into the application itself: its API, its pages, its measurements. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(HostSettings.class)
class WebSecurityConfiguration {

	/** Pages and files that need no account. */
	private static final String[] OPEN = { "/sign-in", "/register", "/welcome/*", "/forgotten", "/reset/*",
			"/new-address/*", "/unsubscribe/*", "/language", "/error", "/css/**", "/js/**", "/images/**", "/webjars/**",
			"/favicon.ico", "/robots.txt", "/service-worker.js", "/manifest.webmanifest", "/mail", "/mail/**" };

	/** No inline script, no inline style, nothing from elsewhere. */
	static final String CONTENT_POLICY = "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; "
			+ "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

	/** What only process admins look at. */
	private static final String[] ADMINS = { "/diagrams", "/orders/*/diagram", "/audit" };

	/** The API's own documentation sets styles from its scripts. */
	private static final String DOCS_POLICY = CONTENT_POLICY + "; style-src 'self' 'unsafe-inline'";

	/**
	 * Addresses that make no sense are refused, and hosts that are none of ours: what is
	 * built from them, a redirect above all, leads nowhere else.
	 */
	@Bean
	HttpFirewall firewall(@Value("${orderflow.public-url}") URI publicUrl, HostSettings settings) {
		StrictHttpFirewall firewall = new StrictHttpFirewall();
		Set<String> known = settings.knownBeside(publicUrl);
		firewall.setAllowedHostnames((name) -> known.contains(name.toLowerCase(Locale.ROOT)));
		return firewall;
	}

	/** Requests are counted and timed, not each of the filters that they pass. */
	@Bean
	SecurityObservationSettings observations() {
		return SecurityObservationSettings.noObservations();
	}

	/** Outside of the session, which is read from the database too. */
	@Bean
	FilterRegistrationBean<FailureFilter> failures(RefusalResponder responder) {
		FilterRegistrationBean<FailureFilter> registration = new FilterRegistrationBean<>(new FailureFilter(responder));
		registration.setOrder(SessionRepositoryFilter.DEFAULT_ORDER - 10);
		return registration;
	}

	/** Before everything else on the way to the page of an error. */
	@Bean
	FilterRegistrationBean<AnsweredErrorFilter> answeredErrors() {
		FilterRegistrationBean<AnsweredErrorFilter> registration = new FilterRegistrationBean<>(
				new AnsweredErrorFilter());
		// the container includes its page where it cannot send it
		registration.setDispatcherTypes(DispatcherType.ERROR, DispatcherType.INCLUDE);
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
		return registration;
	}

	/** Before all chains, here and in other modules. */
	@Bean
	FilterRegistrationBean<ForeignRequestFilter> foreignRequests(@Value("${orderflow.public-url}") URI publicUrl,
			RefusalResponder responder) {
		FilterRegistrationBean<ForeignRequestFilter> registration = new FilterRegistrationBean<>(
				new ForeignRequestFilter(publicUrl, responder));
		registration.setOrder(SecurityProperties.DEFAULT_FILTER_ORDER - 1);
		return registration;
	}

	@Bean
	@Order(30)
	SecurityFilterChain measurements(HttpSecurity http, ProblemDetailSecurityHandler problems, ApiTokenService tokens)
			throws Exception {
		return http.securityMatcher(EndpointRequest.toAnyEndpoint())
			.authorizeHttpRequests((requests) -> requests.requestMatchers(EndpointRequest.to(HealthEndpoint.class))
				.permitAll()
				.anyRequest()
				.hasRole(UserStore.PROCESS_ADMINS))
			.securityContext((signedIn) -> signedIn.securityContextRepository(SessionContexts.create()))
			.httpBasic((basic) -> basic.authenticationEntryPoint(problems)
				.authenticationDetailsSource((request) -> RequestSource.Way.BASIC))
			.addFilterBefore(new ApiTokenFilter(tokens, problems), BasicAuthenticationFilter.class)
			.exceptionHandling((failures) -> failures.authenticationEntryPoint(problems).accessDeniedHandler(problems))
			.headers((headers) -> headers.referrerPolicy((policy) -> policy.policy(ReferrerPolicy.SAME_ORIGIN)))
			.requestCache(AbstractHttpConfigurer::disable)
			.build();
	}

	/**
	 * The API: signed in by the page's session, or by a token or a password with every
	 * call.
	 */
	@Bean
	@Order(40)
	SecurityFilterChain api(HttpSecurity http, ProblemDetailSecurityHandler problems, ApiTokenService tokens,
			CookieCsrfTokenRepository csrfTokens) throws Exception {
		AuthenticationEntryPoint page = askToSignIn(new PageRequestCache());
		AuthenticationEntryPoint strangers = (request, response,
				failure) -> (ApiPath.isFollowedByPerson(request) ? page : problems).commence(request, response,
						failure);
		return http.securityMatcher("/api/**")
			.authorizeHttpRequests((requests) -> requests.requestMatchers("/api/audit")
				.hasRole(UserStore.PROCESS_ADMINS)
				.anyRequest()
				.authenticated())
			.securityContext((signedIn) -> signedIn.securityContextRepository(SessionContexts.create()))
			.httpBasic((basic) -> basic.authenticationEntryPoint(problems)
				.authenticationDetailsSource((request) -> RequestSource.Way.BASIC))
			.addFilterBefore(new ApiTokenFilter(tokens, problems), BasicAuthenticationFilter.class)
			.csrf((csrf) -> csrf.csrfTokenRepository(csrfTokens).requireCsrfProtectionMatcher(changesBySession()))
			.exceptionHandling((failures) -> failures.authenticationEntryPoint(strangers).accessDeniedHandler(problems))
			.requestCache(AbstractHttpConfigurer::disable)
			.headers((headers) -> headers.contentSecurityPolicy((policy) -> policy.policyDirectives(CONTENT_POLICY))
				.referrerPolicy((policy) -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
				.frameOptions(FrameOptionsConfig::deny))
			.build();
	}

	/**
	 * The API's description is no secret: integrators read it before they have an
	 * account.
	 */
	@Bean
	@Order(50)
	SecurityFilterChain apiDocs(HttpSecurity http) throws Exception {
		return http.securityMatcher("/swagger-ui.html", "/swagger-ui/**", "/v3/api-docs/**", "/v3/api-docs.yaml")
			.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
			.requestCache(AbstractHttpConfigurer::disable)
			.headers((headers) -> headers.contentSecurityPolicy((policy) -> policy.policyDirectives(DOCS_POLICY))
				.referrerPolicy((policy) -> policy.policy(ReferrerPolicy.SAME_ORIGIN)))
			.build();
	}

	@Bean
	@Order(60)
	SecurityFilterChain pages(HttpSecurity http, CookieCsrfTokenRepository csrfTokens, ExpiredFormHandler expiredForm,
			RefusalResponder responder, FormBodies bodies) throws Exception {
		RequestCache pagesBefore = new PageRequestCache();
		return http
			.authorizeHttpRequests((requests) -> requests.requestMatchers(OPEN)
				.permitAll()
				.requestMatchers(ADMINS)
				.hasRole(UserStore.PROCESS_ADMINS)
				.anyRequest()
				.authenticated())
			.exceptionHandling(
					(problems) -> problems.authenticationEntryPoint(askToSignIn()).accessDeniedHandler(expiredForm))
			.formLogin((form) -> form.loginPage("/sign-in")
				.failureHandler(new SignInFailureHandler(responder))
				.defaultSuccessUrl("/"))
			.logout((out) -> out.logoutUrl("/sign-out").logoutSuccessUrl("/sign-in?signed-out"))
			// mail programs post to the link of a mail, which is signed (RFC 8058)
			.csrf((csrf) -> csrf.csrfTokenRepository(csrfTokens).ignoringRequestMatchers("/unsubscribe/*"))
			.addFilterBefore(bodies.takenBy(askToSignIn(pagesBefore)), CsrfFilter.class)
			.requestCache((cache) -> cache.requestCache(pagesBefore))
			.headers((headers) -> headers.contentSecurityPolicy((policy) -> policy.policyDirectives(CONTENT_POLICY))
				.frameOptions(FrameOptionsConfig::deny)
				.referrerPolicy((policy) -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
				.permissionsPolicyHeader((policy) -> policy.policy("camera=(), microphone=(), geolocation=()")))
			.build();
	}

	/** And leads back afterwards. */
	private static AuthenticationEntryPoint askToSignIn(RequestCache pagesBefore) {
		return (request, response, stranger) -> {
			pagesBefore.saveRequest(request, response);
			askToSignIn().commence(request, response, stranger);
		};
	}

	/** A script of ours cannot use the page to sign in, and says itself what happened. */
	private static AuthenticationEntryPoint askToSignIn() {
		AuthenticationEntryPoint page = new LoginUrlAuthenticationEntryPoint("/sign-in");
		AuthenticationEntryPoint script = new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED);
		return (request, response, asked) -> {
			if (!isByScript(request) && HttpMethod.POST.matches(request.getMethod())) {
				SignInPage.ENDED.leave(request, response, "form");
			}
			(isByScript(request) ? script : page).commence(request, response, asked);
		};
	}

	private static boolean isByScript(HttpServletRequest request) {
		return request.getHeader("HX-Request") != null
				|| "XMLHttpRequest".equals(request.getHeader("X-Requested-With"));
	}

	/**
	 * In a cookie of its own, so that strangers who look at the sign-in page leave no
	 * session in the database.
	 */
	@Bean
	CookieCsrfTokenRepository csrfTokens() {
		CookieCsrfTokenRepository tokens = new CookieCsrfTokenRepository();
		tokens.setCookieName("ORDERFLOW_CSRF");
		tokens.setHeaderName("X-CSRF-TOKEN");
		tokens.setCookiePath("/");
		tokens.setCookieCustomizer((cookie) -> cookie.sameSite("Lax").httpOnly(true));
		return tokens;
	}

	/** A call that brings its password or its API token needs no other. */
	private static RequestMatcher changesBySession() {
		return (request) -> CsrfFilter.DEFAULT_CSRF_MATCHER.matches(request)
				&& !SessionContexts.bringsItsSecret(request);
	}

	/**
	 * Whom the session signs in, but for calls that bring a password or a token: those
	 * are signed in by it or not at all, whatever cookies come with them. So a wrong
	 * password is never taken for a right one, and none of them needs the token of the
	 * page's forms.
	 */
	static final class SessionContexts extends HttpSessionSecurityContextRepository {

		private final SecurityContextRepository nobody = new NullSecurityContextRepository();

		/** As Spring Security's own, with the request's. */
		static SecurityContextRepository create() {
			return new DelegatingSecurityContextRepository(new RequestAttributeSecurityContextRepository(),
					new SessionContexts());
		}

		/** Whether the call says by itself who it is from. */
		static boolean bringsItsSecret(HttpServletRequest request) {
			String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
			return ApiTokenFilter.isToken(authorization)
					|| (authorization != null && authorization.regionMatches(true, 0, "Basic ", 0, 6));
		}

		@Override
		public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
			return bringsItsSecret(request) ? this.nobody.loadDeferredContext(request)
					: super.loadDeferredContext(request);
		}

		@Override
		public boolean containsContext(HttpServletRequest request) {
			return !bringsItsSecret(request) && super.containsContext(request);
		}

		@Override
		public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
			if (!bringsItsSecret(request)) {
				super.saveContext(context, request, response);
			}
		}

	}

}
