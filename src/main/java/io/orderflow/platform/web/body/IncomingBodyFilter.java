package io.orderflow.platform.web.body;

import java.io.IOException;
import java.util.Locale;

import io.orderflow.platform.Refusal;
import io.orderflow.platform.web.RefusalResponder;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.MediaType;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Takes in what a request brings, once somebody has signed in for it, or says what is
 * wrong with it. Stands where that is known: behind all chains of Spring Security, and in
 * those in which somebody reads earlier.
 */
public final class IncomingBodyFilter extends OncePerRequestFilter {

	private final RefusalResponder responder;

	/** Behind what has asked who sends it. */
	public IncomingBodyFilter(RefusalResponder responder) {
		this.responder = responder;
	}

	/**
	 * For forms of pages, whose token is among what they bring: of a stranger no larger
	 * one is read than pages of strangers take.
	 * @param signIn answers strangers who send more, or something else
	 */
	static OncePerRequestFilter ofForms(RefusalResponder responder, AuthenticationEntryPoint signIn) {
		return new FormBodyFilter(new IncomingBodyFilter(responder), signIn);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		PendingBody body = PendingBody.of(request);
		try {
			if (body != null) {
				body.take();
			}
		}
		catch (Refusal refusal) {
			this.responder.refuse(refusal, request, response);
			return;
		}
		chain.doFilter(request, response);
	}

	private static final class FormBodyFilter extends OncePerRequestFilter {

		private final IncomingBodyFilter bodies;

		private final AuthenticationEntryPoint signIn;

		private FormBodyFilter(IncomingBodyFilter bodies, AuthenticationEntryPoint signIn) {
			this.bodies = bodies;
			this.signIn = signIn;
		}

		@Override
		protected boolean shouldNotFilter(HttpServletRequest request) {
			return PendingBody.of(request) == null;
		}

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws ServletException, IOException {
			if (SlowSenders.accountOfThread() == null && !isSmallForm(request)) {
				this.signIn.commence(request, response, new InsufficientAuthenticationException("A stranger's body"));
				return;
			}
			this.bodies.doFilterInternal(request, response, chain);
		}

		private static boolean isSmallForm(HttpServletRequest request) {
			long length = request.getContentLengthLong();
			return length >= 0 && length <= LargeBody.FROM
					&& String.valueOf(request.getContentType())
						.toLowerCase(Locale.ROOT)
						.startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE);
		}

	}

}
