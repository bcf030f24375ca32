package io.orderflow.platform.web;

import java.io.IOException;

import io.orderflow.platform.signin.PresentSessions;
import io.orderflow.platform.signin.SessionStatements;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.web.http.CookieHttpSessionIdResolver;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.SessionRepositoryFilter;

@Configuration(proxyBeanMethods = false)
class SessionConfiguration {

	private static final Logger log = LoggerFactory.getLogger(SessionConfiguration.class);

	/**
	 * Requests see {@link SparingSessions}. Only they: Spring Session makes its own
	 * repository where it finds none, and cleans up with that.
	 */
	@Bean
	static BeanPostProcessor sparingSessions(ObjectProvider<FindByIndexNameSessionRepository<?>> sessions,
			ObjectProvider<CookieSerializer> cookies, ObjectProvider<PresentSessions> present,
			ObjectProvider<JdbcAccountSessions> accounts) {
		return new BeanPostProcessor() {

			@Override
			public Object postProcessAfterInitialization(Object bean, String name) {
				return (bean instanceof SessionRepositoryFilter<?>)
						? filter(sessions.getObject(), cookies.getObject(), present.getObject(), accounts) : bean;
			}

		};
	}

	/** Kept without their ids, and read with what their owner is at present. */
	@Bean
	static SessionRepositoryCustomizer<JdbcIndexedSessionRepository> sessionStatements() {
		return (sessions) -> {
			sessions.setCreateSessionQuery(SessionStatements.CREATE);
			sessions.setCreateSessionAttributeQuery(SessionStatements.CREATE_ATTRIBUTE);
			sessions.setUpdateSessionQuery(SessionStatements.UPDATE);
			sessions.setDeleteSessionQuery(SessionStatements.DELETE);
			sessions.setGetSessionQuery(SessionStatements.BY_ID);
			sessions.setListSessionsByPrincipalNameQuery(SessionStatements.BY_OWNER);
		};
	}

	private static <S extends Session> SessionRepositoryFilter<?> filter(FindByIndexNameSessionRepository<S> sessions,
			CookieSerializer cookie, PresentSessions present, ObjectProvider<JdbcAccountSessions> accounts) {
		CookieHttpSessionIdResolver ids = new CookieHttpSessionIdResolver();
		ids.setCookieSerializer(cookie);
		SessionRepositoryFilter<?> filter = new Requests<>(new SparingSessions<>(sessions, present::goesOn), accounts);
		filter.setHttpSessionIdResolver(ids);
		return filter;
	}

	private static final class Requests<S extends Session> extends SessionRepositoryFilter<SparingSessions.Sparing<S>> {

		private final SparingSessions<S> sessions;

		private final ObjectProvider<JdbcAccountSessions> accounts;

		private Requests(SparingSessions<S> sessions, ObjectProvider<JdbcAccountSessions> accounts) {
			super(sessions);
			this.sessions = sessions;
			this.accounts = accounts;
		}

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws ServletException, IOException {
			this.sessions.forget();
			try {
				super.doFilterInternal(request, response, chain);
			}
			finally {
				keepFew(request);
				this.sessions.forget();
			}
		}

		/** Whoever signed in has an answer already; the next time will do it. */
		private void keepFew(HttpServletRequest request) {
			try {
				this.accounts.getObject().keepFew(request);
			}
			catch (RuntimeException ex) {
				log.warn("The oldest sessions of who has signed in are kept until the next time", ex);
			}
		}

	}

}
