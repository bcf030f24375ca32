package io.orderflow.platform.web;

import java.io.IOException;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderflow.platform.CurrentReader;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.signin.SignInBusyException;
import io.orderflow.platform.signin.SignInPausedException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.stereotype.Component;

/**
 * What programs are answered who are not signed in, have no right, or ask for an address
 * that the firewall does not let through: problems, no redirect and no page. They are
 * told how to sign in; a browser is not, since it would ask for the password in a dialog
 * of its own and keep it for whatever page asks next.
 */
@Component
public class ProblemDetailSecurityHandler
		implements AuthenticationEntryPoint, AccessDeniedHandler, RequestRejectedHandler {

	private static final String CHALLENGE = "Basic realm=\"Orderflow\", charset=\"UTF-8\"";

	private final ProblemDetailFactory problem;

	private final CurrentReader reader;

	private final ObjectMapper json;

	ProblemDetailSecurityHandler(ProblemDetailFactory problem, CurrentReader reader, ObjectMapper json) {
		this.problem = problem;
		this.reader = reader;
		this.json = json;
	}

	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
			throws IOException {
		if (refuseAttempt(response, failure)) {
			return;
		}
		if (!isByBrowser(request)) {
			response.setHeader(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
		}
		write(response, HttpStatus.UNAUTHORIZED, Refusal.forbidden("not-signed-in"));
	}

	/**
	 * Answers an attempt to sign in that was not looked at, and when to try again.
	 * @return false where it was looked at, and nothing is answered yet
	 */
	public boolean refuseAttempt(HttpServletResponse response, AuthenticationException failure) throws IOException {
		if (failure instanceof SignInPausedException paused) {
			refuse(response, paused.refusal());
			return true;
		}
		if (failure instanceof SignInBusyException busy) {
			refuse(response, busy.refusal());
			return true;
		}
		return false;
	}

	/**
	 * Answers a token that is not good: unknown, ended, revoked, or of nobody any more.
	 */
	void refuseToken(HttpServletRequest request, HttpServletResponse response) throws IOException {
		if (!isByBrowser(request)) {
			response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"Orderflow\", error=\"invalid_token\"");
		}
		write(response, HttpStatus.UNAUTHORIZED, Refusal.forbidden("token-not-known"));
	}

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException failure)
			throws IOException {
		write(response, HttpStatus.FORBIDDEN, Refusal.forbidden("no-right"));
	}

	/**
	 * Answers what was refused before anybody was asked for it; a refusal that passes
	 * says when to try again.
	 */
	public void refuse(HttpServletResponse response, Refusal refusal) throws IOException {
		ProblemDetailFactory.retryAfter(refusal, response::setHeader);
		write(response, HttpStatus.valueOf(refusal.kind().status()), refusal);
	}

	/** Old browsers and those on plain HTTP send no {@code Sec-Fetch-Mode}. */
	private static boolean isByBrowser(HttpServletRequest request) {
		return request.getHeader("Sec-Fetch-Mode") != null || contains(request, HttpHeaders.ACCEPT, "text/html")
				|| contains(request, HttpHeaders.USER_AGENT, "Mozilla/");
	}

	private static boolean contains(HttpServletRequest request, String header, String text) {
		String value = request.getHeader(header);
		return value != null && value.contains(text);
	}

	/** Before any chain of the security is chosen, so for pages too: they have one. */
	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException failure)
			throws IOException {
		if (RefusalResponder.isForPrograms(request)) {
			write(response, HttpStatus.BAD_REQUEST, Refusal.conflict("bad-request"));
		}
		else {
			response.sendError(HttpStatus.BAD_REQUEST.value());
		}
	}

	private void write(HttpServletResponse response, HttpStatus status, Refusal refusal) throws IOException {
		ProblemDetail detail = this.problem.of(refusal, status, this.reader.locale(refusal));
		response.setStatus(status.value());
		response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
		this.json.writeValue(response.getOutputStream(), detail);
	}

}
