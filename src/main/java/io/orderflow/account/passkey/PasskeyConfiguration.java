package io.orderflow.account.passkey;

import java.net.URI;
import java.util.Set;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.security.web.webauthn.api.AuthenticatorSelectionCriteria;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.ResidentKeyRequirement;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.management.JdbcPublicKeyCredentialUserEntityRepository;
import org.springframework.security.web.webauthn.management.JdbcUserCredentialRepository;
import org.springframework.security.web.webauthn.management.WebAuthnRelyingPartyOperations;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;
import org.springframework.web.util.UriComponentsBuilder;

/** Spring Security's WebAuthn on the application's database and public address. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PasskeySettings.class)
class PasskeyConfiguration {

	/**
	 * Adds passkeys. Made when it is first asked, as only then the port is known where
	 * any free one was taken.
	 */
	@Bean
	@Lazy
	WebAuthnRelyingPartyOperations passkeyRegistration(@Value("${orderflow.public-url}") URI publicUrl,
			Environment environment, JdbcOperations jdbc, PasskeyRegistry registry) {
		return operations(publicUrl, environment, jdbc,
				PasskeyRepository.adding(new JdbcUserCredentialRepository(jdbc), registry));
	}

	/** Signs in with those that there are. */
	@Bean
	@Lazy
	WebAuthnRelyingPartyOperations passkeySignIn(@Value("${orderflow.public-url}") URI publicUrl,
			Environment environment, JdbcOperations jdbc, PasskeyRegistry registry) {
		return operations(publicUrl, environment, jdbc,
				PasskeyRepository.using(new JdbcUserCredentialRepository(jdbc), registry));
	}

	private static WebAuthnRelyingPartyOperations operations(URI publicUrl, Environment environment,
			JdbcOperations jdbc, UserCredentialRepository passkeys) {
		Webauthn4JRelyingPartyOperations operations = new Webauthn4JRelyingPartyOperations(
				new JdbcPublicKeyCredentialUserEntityRepository(jdbc), passkeys,
				PublicKeyCredentialRpEntity.builder().id(publicUrl.getHost()).name("Orderflow").build(),
				Set.of(origin(publicUrl, environment)));
		// a passkey stands for the password too, so whoever holds the device has to show
		// who they are
		operations.setCustomizeCreationOptions(
				(options) -> options.authenticatorSelection(AuthenticatorSelectionCriteria.builder()
					.residentKey(ResidentKeyRequirement.REQUIRED)
					.userVerification(UserVerificationRequirement.REQUIRED)
					.build()));
		operations
			.setCustomizeRequestOptions((options) -> options.userVerification(UserVerificationRequirement.REQUIRED));
		return operations;
	}

	private static String origin(URI publicUrl, Environment environment) {
		UriComponentsBuilder origin = UriComponentsBuilder.newInstance()
			.scheme(publicUrl.getScheme())
			.host(publicUrl.getHost());
		int port = publicUrl.getPort();
		if (port == 0) {
			port = environment.getRequiredProperty("local.server.port", Integer.class);
		}
		return origin.port(port).toUriString();
	}

}
