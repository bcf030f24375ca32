package io.orderflow.account.passkey;

import java.io.IOException;
import java.lang.reflect.Type;
import java.time.Duration;

import io.orderflow.platform.Refusal;
import io.orderflow.platform.audit.AuditKind;
import io.orderflow.platform.audit.AuditTrail;
import io.orderflow.platform.signin.AccountSessions;
import io.orderflow.platform.signin.PasskeyAuthority;
import io.orderflow.platform.signin.RecentSignIn;
import io.orderflow.platform.signin.SenderBounds;
import io.orderflow.platform.signin.SignInPausedException;
import io.orderflow.platform.signin.SignedInUser;
import io.orderflow.platform.signin.SignedInUsers;
import io.orderflow.platform.web.ProblemDetailSecurityHandler;
import io.orderflow.platform.web.RefusalResponder;
import io.orderflow.platform.web.body.IncomingBodyFilter;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.boot.autoconfigure.session.SessionProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.converter.json.Jackson2ObjectMapperBuilder;
import org.springframework.http.converter.json.MappingJackson2HttpMessageConverter;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.event.AuthenticationSuccessEvent;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.HttpMessageConverterAuthenticationSuccessHandler;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.authentication.session.ChangeSessionIdAuthenticationStrategy;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.CookieRequestCache;
import org.springframework.security.web.webauthn.authentication.PublicKeyCredentialRequestOptionsFilter;
import org.springframework.security.web.webauthn.authentication.PublicKeyCredentialRequestOptionsRepository;
import org.springframework.security.web.webauthn.authentication.WebAuthnAuthenticationFilter;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.authentication.WebAuthnAuthenticationProvider;
import org.springframework.security.web.webauthn.authentication.WebAuthnAuthenticationRequestToken;
import org.springframework.security.web.webauthn.jackson.WebauthnJackson2Module;
import org.springframework.security.web.webauthn.management.JdbcUserCredentialRepository;
import org.springframework.security.web.webauthn.management.WebAuthnRelyingPartyOperations;
import org.springframework.security.web.webauthn.registration.PublicKeyCredentialCreationOptionsFilter;
import org.springframework.security.web.webauthn.registration.WebAuthnRegistrationFilter;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * The addresses at which a browser's script registers a passkey and signs in with it.
 * Spring Security's own filters, wired by hand: its configurer puts what it found into
 * the session as it is, and other modules expect the {@link SignedInUser} that a password
 * brings.
 */
@Configuration(proxyBeanMethods = false)
class PasskeySecurityConfiguration {

	/** How long a stranger has to answer with a passkey. */
	private static final Duration ANSWERED_WITHIN = Duration.ofMinutes(5);

	@Bean
	@Order(55)
	SecurityFilterChain passkeys(HttpSecurity http,
			@Lazy @Qualifier("passkeyRegistration") WebAuthnRelyingPartyOperations operations,
			@Lazy @Qualifier("passkeySignIn") WebAuthnRelyingPartyOperations signIn, SignedInUsers users,
			PasskeyRows passkeyRows, JdbcOperations jdbc, CookieCsrfTokenRepository csrfTokens,
			ProblemDetailSecurityHandler problems, PasskeyService passkeys, AuditTrail audit,
			ApplicationEventPublisher events, SenderBounds bounds, AccountSessions sessions, RecentSignIn recent,
			RefusalResponder responder) throws Exception {
		PublicKeyCredentialRequestOptionsRepository challenges = new SessionRequestOptionsRepository(sessions, bounds,
				ANSWERED_WITHIN);
		PublicKeyCredentialRequestOptionsFilter asking = new PublicKeyCredentialRequestOptionsFilter(signIn);
		asking.setRequestOptionsRepository(challenges);
		SessionCreationOptionsRepository registrations = new SessionCreationOptionsRepository(sessions, operations);
		PublicKeyCredentialCreationOptionsFilter registering = new PublicKeyCredentialCreationOptionsFilter(operations);
		registering.setCreationOptionsRepository(registrations);
		WebAuthnRegistrationFilter registration = new WebAuthnRegistrationFilter(new JdbcUserCredentialRepository(jdbc),
				operations);
		registration.setCreationOptionsRepository(registrations);
		return http.securityMatcher("/webauthn/**", "/login/webauthn")
			.authorizeHttpRequests((requests) -> requests.requestMatchers("/webauthn/authenticate/options")
				.permitAll()
				.anyRequest()
				.authenticated())
			.csrf((csrf) -> csrf.csrfTokenRepository(csrfTokens))
			.exceptionHandling((failures) -> failures.authenticationEntryPoint(problems).accessDeniedHandler(problems))
			.requestCache(AbstractHttpConfigurer::disable)
			.headers((headers) -> headers.referrerPolicy((policy) -> policy.policy(ReferrerPolicy.SAME_ORIGIN)))
			.addFilterAt(signIn(signIn, passkeyRows, challenges, users, problems, audit, events, bounds),
					UsernamePasswordAuthenticationFilter.class)
			.addFilterAfter(new PasskeyRefusalFilter(problems, passkeys, recent), AuthorizationFilter.class)
			.addFilterAfter(asking, PasskeyRefusalFilter.class)
			// what asks for a passkey reads nothing; who adds one has signed in
			.addFilterAfter(new IncomingBodyFilter(responder), PublicKeyCredentialRequestOptionsFilter.class)
			.addFilterAfter(registering, IncomingBodyFilter.class)
			.addFilterAfter(registration, IncomingBodyFilter.class)
			.build();
	}

	private static WebAuthnAuthenticationFilter signIn(WebAuthnRelyingPartyOperations operations, PasskeyRows rows,
			PublicKeyCredentialRequestOptionsRepository challenges, SignedInUsers users,
			ProblemDetailSecurityHandler problems, AuditTrail audit, ApplicationEventPublisher events,
			SenderBounds bounds) {
		WebAuthnAuthenticationFilter filter = new WebAuthnAuthenticationFilter();
		filter.setConverter(new PasskeyAnswerConverter());
		filter.setRequestOptionsRepository(challenges);
		filter.setAuthenticationManager(authentication(operations, rows, users, events));
		filter.setSessionAuthenticationStrategy(new ChangeSessionIdAuthenticationStrategy());
		HttpMessageConverterAuthenticationSuccessHandler signedIn = new HttpMessageConverterAuthenticationSuccessHandler();
		signedIn.setRequestCache(new CookieRequestCache());
		filter.setAuthenticationSuccessHandler(signedIn);
		filter.setAuthenticationFailureHandler((request, response, failure) -> {
			if (failure instanceof SignInPausedException paused) {
				problems.refuse(response, paused.refusal());
				return;
			}
			try {
				bounds.count(SenderBounds.Request.PASSKEY_REFUSAL);
				audit.record(AuditKind.SIGN_IN_REFUSED, null, null, "passkey");
				problems.refuse(response, Refusal.forbidden("passkey-not-known"));
			}
			catch (Refusal tooMany) {
				problems.refuse(response, tooMany);
			}
		});
		return filter;
	}

	/** Reads what a browser answers; a body that says {@code null} is no answer. */
	private static final class PasskeyAnswerConverter extends MappingJackson2HttpMessageConverter {

		private PasskeyAnswerConverter() {
			super(Jackson2ObjectMapperBuilder.json().modules(new WebauthnJackson2Module()).build());
		}

		@Override
		public Object read(Type type, @Nullable Class<?> context, HttpInputMessage message) throws IOException {
			Object answer = super.read(type, context, message);
			if (answer == null) {
				throw new HttpMessageNotReadableException("No passkey answers", message);
			}
			return answer;
		}

	}

	/**
	 * As after a password, with a mark that it was a passkey. Looked for once more when
	 * it is known who signs in: what removes it from then on ends their session.
	 */
	private static AuthenticationManager authentication(WebAuthnRelyingPartyOperations operations, PasskeyRows rows,
			SignedInUsers users, ApplicationEventPublisher events) {
		WebAuthnAuthenticationProvider provider = new WebAuthnAuthenticationProvider(operations, users::load);
		return (answer) -> {
			Authentication found = provider.authenticate(answer);
			checkOwner((WebAuthnAuthenticationRequestToken) answer, found);
			SignedInUser person = users.load(found.getName());
			if (!rows.isKept(((WebAuthnAuthenticationRequestToken) answer).getWebAuthnRequest()
				.getPublicKey()
				.getRawId()
				.toBase64UrlString())) {
				throw new BadCredentialsException("The passkey was removed");
			}
			Authentication signedIn = PasskeyAuthority.addTo(
					UsernamePasswordAuthenticationToken.authenticated(person, null, person.getAuthorities()), person);
			events.publishEvent(new AuthenticationSuccessEvent(signedIn));
			return signedIn;
		};
	}

	/** Whose a passkey says that it is has to be its owner (WebAuthn 7.2, step 6). */
	private static void checkOwner(WebAuthnAuthenticationRequestToken answer, Authentication found) {
		Bytes said = answer.getWebAuthnRequest().getPublicKey().getResponse().getUserHandle();
		if (said != null && found.getPrincipal() instanceof PublicKeyCredentialUserEntity owner
				&& !said.equals(owner.getId())) {
			throw new BadCredentialsException("The passkey is another's");
		}
	}

	/**
	 * A stranger's session that was begun for a passkey lives as long as any other once
	 * somebody has signed in, by whichever way.
	 */
	@Bean
	ApplicationListener<AuthenticationSuccessEvent> wholeSession(SessionProperties sessions) {
		return (event) -> {
			HttpSession session = (RequestContextHolder
				.getRequestAttributes() instanceof ServletRequestAttributes attributes)
						? attributes.getRequest().getSession(false) : null;
			if (session != null && session.getMaxInactiveInterval() == ANSWERED_WITHIN.toSeconds()) {
				session.setMaxInactiveInterval((int) sessions.determineTimeout(() -> Duration.ofHours(12)).toSeconds());
			}
		};
	}

	/** Behind all chains of Spring Security, before Camunda's filters. */
	@Bean
	FilterRegistrationBean<RequiredPasskeyFilter> requiredPasskey(PasskeyService passkeys,
			ProblemDetailSecurityHandler problems) {
		FilterRegistrationBean<RequiredPasskeyFilter> registration = new FilterRegistrationBean<>(
				new RequiredPasskeyFilter(passkeys, problems));
		registration.setOrder(SecurityProperties.DEFAULT_FILTER_ORDER + 1);
		return registration;
	}

}
