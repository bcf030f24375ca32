package io.orderflow.notification.mail;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

import io.orderflow.account.AccountMailer;
import io.orderflow.account.AccountTokenService;
import io.orderflow.notification.MailSettings;
import io.orderflow.notification.delivery.DeliveryOutcome;
import io.orderflow.notification.delivery.PendingAccountMail;
import io.orderflow.notification.delivery.RecipientRefusedException;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * Sends mails about accounts, as plain text. The secret that a link ends in is made here,
 * for this attempt, and is in the mail only.
 */
@Component
class AccountMailSender {

	private final OutgoingMail mail;

	private final AccountTokenService tokens;

	private final MessageSource messages;

	private final MailSettings settings;

	AccountMailSender(OutgoingMail mail, AccountTokenService tokens, MessageSource messages, MailSettings settings) {
		this.mail = mail;
		this.tokens = tokens;
		this.messages = messages;
		this.settings = settings;
	}

	/** Sends one, or says that what it links to is of no use any more. */
	DeliveryOutcome send(MailConnection connection, PendingAccountMail pending, Instant now)
			throws RecipientRefusedException {
		AccountMailer.Mail mail = pending.mail();
		Optional<String> path = path(mail);
		if (path.isEmpty()) {
			return DeliveryOutcome.undeliverable("Not sent: its link would be good for nothing");
		}
		Object[] args = Stream.concat(Stream.of(this.settings.absolute(path.get())), mail.details().stream()).toArray();
		String text = text(mail, "text", args).replaceAll("\r\n|\r|\n", "\r\n") + "\r\n";
		this.mail.send(connection, mail.email(), mail.language(), text(mail, "subject"), pending.messageId(), now,
				(message) -> message.setText(text, StandardCharsets.UTF_8.name()));
		return DeliveryOutcome.DELIVERED;
	}

	private Optional<String> path(AccountMailer.Mail mail) {
		return (mail.token() != null) ? this.tokens.newSecret(mail.token()).map((secret) -> mail.path() + "/" + secret)
				: Optional.of(mail.path());
	}

	private String text(AccountMailer.Mail mail, String part, Object... args) {
		return this.messages.getMessage("account-mail." + mail.kind() + "." + part, args, mail.language());
	}

}
