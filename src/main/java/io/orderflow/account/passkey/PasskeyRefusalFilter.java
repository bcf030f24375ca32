package io.orderflow.account.passkey;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

import com.webauthn4j.util.exception.WebAuthnException;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.signin.RecentSignIn;
import io.orderflow.platform.web.ProblemDetailSecurityHandler;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers a registration that fails with a problem: Spring Security's filter lets what is
 * wrong with it through. Each that is tried counts, since reading it is what it costs.
 * Also lets nobody who must have a passkey add one in a session that was opened without,
 * once there is one, and nobody in a session that was opened a while ago.
 */
final class PasskeyRefusalFilter extends OncePerRequestFilter {

	private static final Logger log = LoggerFactory.getLogger(PasskeyRefusalFilter.class);

	private static final List<String> READERS = List.of("org.springframework.security.web.webauthn.", "com.webauthn4j.",
			"com.fasterxml.jackson.");

	private final ProblemDetailSecurityHandler problems;

	private final PasskeyService passkeys;

	private final RecentSignIn recent;

	PasskeyRefusalFilter(ProblemDetailSecurityHandler problems, PasskeyService passkeys, RecentSignIn recent) {
		this.problems = problems;
		this.passkeys = passkeys;
		this.recent = recent;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		Authentication person = SecurityContextHolder.getContext().getAuthentication();
		try {
			if (request.getServletPath().startsWith("/webauthn/register")) {
				this.passkeys.checkMayChange(person);
				this.recent.check(person);
			}
			if (request.getServletPath().equals("/webauthn/register") && HttpMethod.POST.matches(request.getMethod())) {
				this.passkeys.tried(person.getName());
			}
			chain.doFilter(request, response);
		}
		catch (Refusal refusal) {
			this.problems.refuse(response, refusal);
		}
		catch (DataAccessException | TransactionException ex) {
			// no fault of what was sent
			throw ex;
		}
		catch (WebAuthnException | IllegalArgumentException ex) {
			log.info("A passkey was not taken: {}", ex.getMessage());
			this.problems.refuse(response, Refusal.conflict("passkey-refused"));
		}
		catch (RuntimeException ex) {
			if (!isOfReader(ex)) {
				throw ex;
			}
			// as over a way to reach the device that this version has no name for
			log.warn("What reads passkeys fell over what was sent of a passkey", ex);
			this.problems.refuse(response, Refusal.conflict("passkey-refused"));
		}
	}

	/** Whether it is one of the libraries that read what a browser answers that fell. */
	private static boolean isOfReader(RuntimeException failure) {
		return Arrays.stream(failure.getStackTrace())
			.map(StackTraceElement::getClassName)
			.filter((name) -> !name.startsWith("java.") && !name.startsWith("jdk."))
			.findFirst()
			.filter((name) -> READERS.stream().anyMatch(name::startsWith))
			.isPresent();
	}

}
