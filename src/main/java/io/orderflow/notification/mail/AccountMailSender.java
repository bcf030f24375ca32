package io.orderflow.notification.mail;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

import io.orderflow.account.AccountMailer;
import io.orderflow.notification.MailSettings;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.MessageSource;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Mails about the account itself. Not notifications: their recipient may have no account,
 * no preference switches them off, and the secret in them is kept nowhere. Put together
 * by hand: Spring's helper has nothing for the headers that keep programs from answering.
 */
@Component
class AccountMailSender implements AccountMailer {

	private static final Logger log = LoggerFactory.getLogger(AccountMailSender.class);

	private final JavaMailSender mail;

	private final MessageSource messages;

	private final MailSettings settings;

	private final Executor executor;

	AccountMailSender(JavaMailSender mail, MessageSource messages, MailSettings settings,
			@Qualifier("accountMails") Executor executor) {
		this.mail = mail;
		this.messages = messages;
		this.settings = settings;
		this.executor = executor;
	}

	@Override
	public void send(Kind kind, String email, Locale language, String path, Object... details) {
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

			@Override
			public void afterCommit() {
				try {
					AccountMailSender.this.executor.execute(() -> deliver(kind, email, language, path, details));
				}
				catch (TaskRejectedException ex) {
					log.warn("Too many account mails are waiting: {} is not sent", kind);
				}
			}

		});
	}

	private void deliver(Kind kind, String email, Locale language, String path, Object... details) {
		try {
			MimeMessage message = this.mail.createMimeMessage();
			message.setFrom(new InternetAddress(this.settings.mail().from(),
					this.messages.getMessage("notification.mail.sender", null, language),
					StandardCharsets.UTF_8.name()));
			message.setRecipient(MimeMessage.RecipientType.TO, new InternetAddress(email, true));
			message.setSubject(text(kind, "subject", language), StandardCharsets.UTF_8.name());
			Object[] all = Stream.concat(Stream.of(this.settings.absolute(path)), Stream.of(details)).toArray();
			message.setText(text(kind, "text", language, all) + "\r\n", StandardCharsets.UTF_8.name());
			message.setHeader("Auto-Submitted", "auto-generated");
			message.setHeader("Content-Language", language.getLanguage());
			this.mail.send(message);
		}
		catch (MailException | MessagingException | java.io.UnsupportedEncodingException ex) {
			// without the address: logs are read by more people than mails
			log.warn("An account mail could not be sent: {}: {}", kind, ex.getMessage());
		}
	}

	private String text(Kind kind, String part, Locale language, Object... args) {
		return this.messages.getMessage("account-mail." + kind.name() + "." + part, args, language);
	}

}
