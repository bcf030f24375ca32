package io.orderflow;

import io.orderflow.platform.embedded.MailCatcher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A client of the test's own, and a mail server of the test's own to which the
 * application sends meanwhile.
 */
@OrderflowTest
public abstract class WithMailServer {

	@Autowired
	protected Newcomers newcomers;

	@Autowired
	protected JavaMailSenderImpl mail;

	@Autowired
	protected TransactionTemplate transaction;

	@Autowired
	protected JdbcClient jdbc;

	@Autowired
	protected MovableClock clock;

	protected TestMailServer server;

	/** The client's account. */
	protected String me;

	@Autowired
	private MailCatcher catcher;

	@BeforeEach
	void arrive() {
		this.me = this.newcomers.client();
		use(TestMailServer.open());
	}

	@AfterEach
	void theRealMailServerAgain() {
		this.mail.setPort(this.catcher.port());
		this.server.close();
		this.clock.reset();
	}

	/** Another one instead. */
	protected void use(TestMailServer server) {
		if (this.server != null) {
			this.server.close();
		}
		this.server = server;
		this.mail.setPort(server.port());
	}

}
