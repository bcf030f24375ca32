package io.orderflow.platform.engine.web;

import java.io.IOException;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderflow.platform.CurrentReader;
import io.orderflow.platform.EnginePaths;
import io.orderflow.platform.PathPrefixRequestMatcher;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.RefusalText;
import io.orderflow.platform.UserStore;
import io.orderflow.platform.audit.AuditTrail;
import io.orderflow.platform.audit.RequestSource;
import io.orderflow.platform.engine.EngineSettings;
import io.orderflow.platform.token.ApiTokenService;
import io.orderflow.platform.token.PresentCaller;
import io.orderflow.platform.web.ApiTokenFilter;
import io.orderflow.platform.web.PageRequestCache;
import io.orderflow.platform.web.ProblemDetailSecurityHandler;
import io.orderflow.platform.web.RefusalResponder;
import io.orderflow.platform.web.body.IncomingBodyFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.spring.boot.starter.property.CamundaBpmProperties;
import org.camunda.bpm.webapp.impl.security.auth.AuthenticationDto;
import org.camunda.bpm.webapp.impl.security.auth.AuthenticationUtil;
import org.camunda.bpm.webapp.impl.security.auth.ContainerBasedAuthenticationFilter;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authorization.AuthenticatedAuthorizationManager;
import org.springframework.security.authorization.AuthorityAuthorizationManager;
import org.springframework.security.authorization.AuthorizationManagers;
import org.springframework.security.config.annotation.authentication.configuration.AuthenticationConfiguration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer.FrameOptionsConfig;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.ExceptionTranslationFilter;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.authentication.logout.HttpStatusReturningLogoutSuccessHandler;
import org.springframework.security.web.authentication.session.ChangeSessionIdAuthenticationStrategy;
import org.springframework.security.web.authentication.session.NullAuthenticatedSessionStrategy;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;

/** The ways into the engine over HTTP: its REST API, and Tasklist, Cockpit and Admin. */
@Configuration(proxyBeanMethods = false)
class EngineSecurityConfiguration {

	private static final RequestMatcher REST = new PathPrefixRequestMatcher(EnginePaths.REST);

	private static final RequestMatcher WEBAPPS_API = new PathPrefixRequestMatcher(EnginePaths.WEBAPPS_API);

	private static final RequestMatcher WEBAPPS_PAGES = new PathPrefixRequestMatcher(EnginePaths.WEBAPPS + "/app");

	private static final String SIGN_IN = EnginePaths.WEBAPPS_API + "/admin/auth/user/default/login";

	private static final String SIGN_OUT = EnginePaths.WEBAPPS_API + "/admin/auth/user/default/logout";

	/**
	 * For workers and scripts: a token or a password with every call, no session, no
	 * cookie.
	 */
	@Bean
	@Order(10)
	SecurityFilterChain engineRest(HttpSecurity http, IdentityService identity, RefusalResponseFilter refusals,
			ProblemDetailSecurityHandler problems, ApiTokenService tokens, PresentCaller caller, AuditTrail audit,
			RefusalResponder responder) throws Exception {
		return http.securityMatcher(new PathPrefixRequestMatcher(EnginePaths.REST))
			.authorizeHttpRequests((requests) -> requests.requestMatchers(EngineSecurityConfiguration::isDeployment)
				.denyAll()
				.anyRequest()
				.authenticated())
			.httpBasic((basic) -> basic.authenticationEntryPoint(problems)
				.authenticationDetailsSource((request) -> RequestSource.Way.BASIC))
			.exceptionHandling((failures) -> failures.authenticationEntryPoint(problems)
				.accessDeniedHandler(
						(request, response, denied) -> problems.refuse(response, Refusal.forbidden("no-deployment"))))
			// Nothing here is signed in by a cookie.
			.csrf(AbstractHttpConfigurer::disable)
			.requestCache(AbstractHttpConfigurer::disable)
			.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS)
				// none of whoever's comes with the call
				.sessionAuthenticationStrategy(new NullAuthenticatedSessionStrategy()))
			.headers((headers) -> headers.addHeaderWriter(EngineSecurityConfiguration::keepNothing)
				.referrerPolicy((policy) -> policy.policy(ReferrerPolicy.SAME_ORIGIN)))
			.addFilterBefore(new ApiTokenFilter(tokens, problems), BasicAuthenticationFilter.class)
			.addFilterBefore(new AdminActFilter(audit), ExceptionTranslationFilter.class)
			.addFilterAfter(new IncomingBodyFilter(responder), AuthorizationFilter.class)
			.addFilterAfter(refusals, IncomingBodyFilter.class)
			.addFilterAfter(new EngineAuthenticationFilter(identity, caller), RefusalResponseFilter.class)
			.build();
	}

	/**
	 * Tasklist, Cockpit and Admin, for who is signed in to the application. Their own
	 * sign-in form, shown when a session has ended under an open page, signs in to the
	 * application too, and signing out there ends the session.
	 */
	@Bean
	@Order(20)
	SecurityFilterChain webapps(HttpSecurity http, RefusalResponseFilter refusals, ObjectProvider<ProcessEngine> engine,
			AuthenticationConfiguration authentication, ObjectMapper json, EngineSettings settings,
			ProblemDetailSecurityHandler problems, AuditTrail audit, CamundaBpmProperties properties,
			RefusalResponder responder) throws Exception {
		LoginUrlAuthenticationEntryPoint signInPage = new LoginUrlAuthenticationEntryPoint("/sign-in");
		return http.securityMatcher(new PathPrefixRequestMatcher(EnginePaths.WEBAPPS))
			.authorizeHttpRequests((requests) -> requests
				// Open to strangers while there is no administrator (CVE-2026-77226).
				.requestMatchers(new PathPrefixRequestMatcher(EnginePaths.WEBAPPS_API + "/admin/setup"))
				.denyAll()
				.requestMatchers(EngineSecurityConfiguration::isDeployment)
				.denyAll()
				.requestMatchers(new PathPrefixRequestMatcher(EnginePaths.WEBAPPS + "/lib"),
						new PathPrefixRequestMatcher(EnginePaths.WEBAPPS + "/assets"),
						new PathPrefixRequestMatcher(EnginePaths.WEBAPPS + "/favicon.ico"))
				.permitAll()
				// Their queries pass no command that the engine guards, and Camunda asks
				// for no right.
				.requestMatchers(new PathPrefixRequestMatcher(EnginePaths.WEBAPPS_API + "/cockpit"),
						new PathPrefixRequestMatcher(EnginePaths.WEBAPPS_API + "/admin/plugin"))
				.hasRole(UserStore.PROCESS_ADMINS)
				.requestMatchers(WEBAPPS_API)
				.access(AuthorizationManagers.allOf(AuthenticatedAuthorizationManager.authenticated(),
						AuthorizationManagers.not(AuthorityAuthorizationManager.hasRole(UserStore.WORKERS))))
				.anyRequest()
				.authenticated())
			.logout((out) -> out
				.logoutRequestMatcher(
						(request) -> isPost(request) && new PathPrefixRequestMatcher(SIGN_OUT).matches(request))
				.logoutSuccessHandler(new HttpStatusReturningLogoutSuccessHandler(HttpStatus.NO_CONTENT)))
			.exceptionHandling((failures) -> failures
				.defaultAuthenticationEntryPointFor(new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED),
						new PathPrefixRequestMatcher(EnginePaths.WEBAPPS_API))
				.defaultAuthenticationEntryPointFor(signInPage, AnyRequestMatcher.INSTANCE))
			// Camunda's own filter guards its API.
			.csrf(AbstractHttpConfigurer::disable)
			.requestCache((cache) -> cache.requestCache(new PageRequestCache()))
			// Camunda's own filter sends the headers that its pages can live with.
			.headers((headers) -> headers.cacheControl((cache) -> cache.disable())
				.addHeaderWriter(EngineSecurityConfiguration::keepNothing)
				.referrerPolicy((policy) -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
				.frameOptions(FrameOptionsConfig::sameOrigin))
			.addFilterAt(signIn(authentication.getAuthenticationManager(), engine, json, problems),
					UsernamePasswordAuthenticationFilter.class)
			.addFilterBefore(new AdminActFilter(audit), ExceptionTranslationFilter.class)
			.addFilterAfter(new IncomingBodyFilter(responder), AuthorizationFilter.class)
			.addFilterAfter(refusals, IncomingBodyFilter.class)
			.addFilterAfter(new QueryLimitFilter(settings.queryLimit()), RefusalResponseFilter.class)
			.addFilterAfter(new CockpitQueryFilter(settings, json, problems), QueryLimitFilter.class)
			.addFilterAfter(new WebappNonceFilter(), CockpitQueryFilter.class)
			.addFilterAfter(new WebappTokenFilter(properties.getWebapp().getCsrf().isEnableSecureCookie()),
					WebappNonceFilter.class)
			.build();
	}

	/**
	 * Whatever the engine says, and pages for who is signed in, not their scripts: who
	 * uses the browser next reads none of it.
	 */
	private static void keepNothing(HttpServletRequest request, HttpServletResponse response) {
		String path = PathPrefixRequestMatcher.path(request);
		boolean page = WEBAPPS_PAGES.matches(request) && path.lastIndexOf('.') < path.lastIndexOf('/');
		if (page || REST.matches(request) || WEBAPPS_API.matches(request)) {
			response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		}
	}

	/** A header of one's own cannot be sent from another site, so it does for a token. */
	private static UsernamePasswordAuthenticationFilter signIn(AuthenticationManager authentication,
			ObjectProvider<ProcessEngine> engine, ObjectMapper json, ProblemDetailSecurityHandler problems) {
		UsernamePasswordAuthenticationFilter filter = new UsernamePasswordAuthenticationFilter(authentication);
		filter.setRequiresAuthenticationRequestMatcher((request) -> isPost(request)
				&& new PathPrefixRequestMatcher(SIGN_IN).matches(request) && request.getHeader("X-XSRF-TOKEN") != null);
		filter.setAuthenticationSuccessHandler(
				(request, response, person) -> signedIn(response, person, engine.getObject(), json));
		filter.setAuthenticationFailureHandler((request, response, failure) -> {
			if (!problems.refuseAttempt(response, failure)) {
				response.setStatus(HttpStatus.UNAUTHORIZED.value());
			}
		});
		filter.setSessionAuthenticationStrategy(new ChangeSessionIdAuthenticationStrategy());
		filter.setSecurityContextRepository(new HttpSessionSecurityContextRepository());
		return filter;
	}

	/**
	 * Models come with the application. {@code CommandAuthorizationInterceptor} lets
	 * nobody deploy either; this keeps what is sent from being read at all.
	 */
	private static boolean isDeployment(HttpServletRequest request) {
		return isPost(request) && PathPrefixRequestMatcher.path(request).contains("/deployment/");
	}

	private static boolean isPost(HttpServletRequest request) {
		return HttpMethod.POST.matches(request.getMethod());
	}

	private static void signedIn(HttpServletResponse response, Authentication person, ProcessEngine engine,
			ObjectMapper json) throws IOException {
		AuthenticationDto answer = AuthenticationDto.fromAuthentication(AuthenticationUtil.createAuthentication(engine,
				person.getName(), EngineAuthenticationFilter.groups(person), null));
		response.setContentType("application/json");
		json.writeValue(response.getOutputStream(), answer);
	}

	@Bean
	RefusalResponseFilter refusalResponseFilter(RefusalText texts, CurrentReader reader, ObjectMapper json) {
		return new RefusalResponseFilter(texts, reader, json);
	}

	/**
	 * It stands in the security chains; registered by itself it would stand everywhere.
	 */
	@Bean
	FilterRegistrationBean<RefusalResponseFilter> refusalResponseFilterOnlyInItsChains(RefusalResponseFilter refusals) {
		FilterRegistrationBean<RefusalResponseFilter> registration = new FilterRegistrationBean<>(refusals);
		registration.setEnabled(false);
		return registration;
	}

	/** Before Camunda's own filters, after Spring Security's. */
	@Bean
	FilterRegistrationBean<ContainerBasedAuthenticationFilter> webappSignIn() {
		FilterRegistrationBean<ContainerBasedAuthenticationFilter> registration = new FilterRegistrationBean<>(
				new ContainerBasedAuthenticationFilter());
		registration.setInitParameters(Map.of("authentication-provider", WebappAuthenticationProvider.class.getName()));
		registration.addUrlPatterns(EnginePaths.WEBAPPS + "/app/*", EnginePaths.WEBAPPS_API + "/*");
		registration.setOrder(101);
		return registration;
	}

}
