package io.orderflow.platform.web;

import io.orderflow.platform.SessionInvalidator;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.stereotype.Component;

/** Sessions are rows, so that any node can end them. */
@Component
class JdbcSessionInvalidator implements SessionInvalidator {

	private final JdbcIndexedSessionRepository sessions;

	JdbcSessionInvalidator(JdbcIndexedSessionRepository sessions) {
		this.sessions = sessions;
	}

	@Override
	public void endAll(String account) {
		this.sessions.findByPrincipalName(account).keySet().forEach(this.sessions::deleteById);
	}

}
