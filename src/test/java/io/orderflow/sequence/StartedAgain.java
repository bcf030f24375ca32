package io.orderflow.sequence;

import io.orderflow.OrderflowApplication;
import io.orderflow.WorkerPolls;
import io.orderflow.platform.embedded.MailCatcher;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The application, started once more on a database that is there: with a context, an
 * engine, a pool of connections and a web server of its own.
 */
final class StartedAgain implements AutoCloseable {

	private final ConfigurableApplicationContext application;

	private StartedAgain(ConfigurableApplicationContext application) {
		this.application = application;
	}

	/**
	 * Starts it.
	 * @param mails takes its mails
	 */
	static StartedAgain on(JdbcConnectionDetails database, MailCatcher mails) {
		return new StartedAgain(new SpringApplicationBuilder(OrderflowApplication.class).profiles("test")
			.initializers((context) -> context.getBeanFactory().registerSingleton("mailCatcher", mails))
			.run("--server.port=0", "--server.address=127.0.0.1", "--spring.datasource.url=" + database.getJdbcUrl(),
					"--spring.datasource.username=" + database.getUsername(),
					"--spring.datasource.password=" + database.getPassword(), "--spring.mail.host=localhost",
					"--spring.mail.port=" + mails.port(),
					// both are in one Java process, which knows engines by their names
					"--camunda.bpm.process-engine-name=startedAgain", "--camunda.bpm.webapp.enabled=false"));
	}

	OrdersUnderTest orders() {
		return this.application.getBean(OrdersUnderTest.class);
	}

	@Override
	public void close() {
		this.application.close();
		WorkerPolls.renew();
	}

}
