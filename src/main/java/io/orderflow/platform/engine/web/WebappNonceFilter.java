package io.orderflow.platform.engine.web;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.camunda.bpm.webapp.impl.security.filter.headersec.provider.impl.ContentSecurityPolicyProvider;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps the nonce of a page of Tasklist, Cockpit or Admin with its request. Camunda
 * writes it into the header, then fetches it for the page from an attribute that all
 * requests share: where another comes between, the browser runs no script of the page,
 * and the person looks at a blank one. Stands before Camunda's filters.
 */
final class WebappNonceFilter extends OncePerRequestFilter {

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		chain.doFilter(new OwnNonce(request), response);
	}

	private static final class OwnNonce extends HttpServletRequestWrapper {

		private final ServletContext context;

		private OwnNonce(HttpServletRequest request) {
			super(request);
			this.context = withOwnNonce(request.getServletContext());
		}

		@Override
		public ServletContext getServletContext() {
			return this.context;
		}

		private static ServletContext withOwnNonce(ServletContext shared) {
			AtomicReference<@Nullable Object> nonce = new AtomicReference<>();
			return (ServletContext) Proxy.newProxyInstance(ServletContext.class.getClassLoader(),
					new Class<?>[] { ServletContext.class }, (proxy, method, arguments) -> {
						boolean isNonce = arguments != null && arguments.length > 0
								&& ContentSecurityPolicyProvider.ATTR_CSP_FILTER_NONCE.equals(arguments[0]);
						if (isNonce && method.getName().equals("setAttribute")) {
							nonce.set(arguments[1]);
							return null;
						}
						return (isNonce && method.getName().equals("getAttribute")) ? nonce.get()
								: call(shared, method, arguments);
					});
		}

		private static @Nullable Object call(ServletContext shared, Method method, Object @Nullable [] arguments)
				throws Throwable {
			try {
				return method.invoke(shared, arguments);
			}
			catch (InvocationTargetException ex) {
				throw ex.getTargetException();
			}
		}

	}

}
