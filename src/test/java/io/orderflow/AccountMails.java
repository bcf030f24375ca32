package io.orderflow;

import java.util.List;
import java.util.UUID;

import io.orderflow.platform.embedded.MailCatcher;
import io.orderflow.platform.embedded.MailCatcher.CaughtMail;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The mails about accounts that an address gets. No job runs by itself in a test, so what
 * was recorded is delivered when it is asked for.
 */
@Component
@Profile("test")
public class AccountMails {

	private final JdbcClient jdbc;

	private final RuntimeService runtime;

	private final ManagementService management;

	private final MailCatcher catcher;

	private final DueDeliveries due;

	AccountMails(JdbcClient jdbc, RuntimeService runtime, ManagementService management, MailCatcher catcher,
			DueDeliveries due) {
		this.due = due;
		this.jdbc = jdbc;
		this.runtime = runtime;
		this.management = management;
		this.catcher = catcher;
	}

	/** All mails that an address has got, the newest first. */
	public List<CaughtMail> to(String email) {
		waiting(email).forEach(this::attempt);
		return this.catcher.mails().stream().filter((mail) -> mail.to().equalsIgnoreCase(email)).toList();
	}

	/** The newest with a subject. */
	public CaughtMail to(String email, String subject) {
		List<CaughtMail> mails = to(email);
		return mails.stream()
			.filter((mail) -> mail.subject().equals(subject))
			.findFirst()
			.orElseThrow(() -> new AssertionError(mails.stream().map(CaughtMail::subject).toList().toString()));
	}

	/** The deliveries to an address that wait, the oldest first. */
	public List<UUID> waiting(String email) {
		return this.jdbc.sql("""
				select d.id from notification_delivery d join account_mail m on m.delivery_id = d.id
				where lower(m.email) = lower(:email) and d.state = 'QUEUED' order by d.created_at, d.id
				""").param("email", email).query(UUID.class).list();
	}

	/**
	 * Makes the next attempt at a delivery: the first as the dispatcher does, others as
	 * the engine's job does, which fails with it.
	 */
	public void attempt(UUID delivery) {
		if (this.due.waits(delivery)) {
			this.due.deliver(List.of(delivery));
		}
		else {
			this.management.executeJob(job(delivery).getId());
		}
	}

	/** What attempts a delivery next, whose first attempt has failed. */
	public Job job(UUID delivery) {
		String instance = this.runtime.createProcessInstanceQuery()
			.processInstanceBusinessKey(delivery.toString())
			.singleResult()
			.getId();
		Job job = this.management.createJobQuery().processInstanceId(instance).singleResult();
		assertThat(job).as("job of delivery %s", delivery).isNotNull();
		return job;
	}

}
