package io.orderflow.notification.mail;

import java.util.Properties;

import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * One connection to the mail server, for mails that are sent one after the other. Made
 * with the first, and made anew where the server ends it in between; a server that cannot
 * be reached is tried once, and refuses all that come after. By hand, since
 * {@code JavaMailSender} wants to be given all mails at once, and each of ours is on
 * record by itself.
 */
final class MailConnection implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(MailConnection.class);

	/** Keeps the Message-ID that it is given. */
	private static final class Message extends MimeMessage {

		private Message(Session session) {
			super(session);
		}

		@Override
		protected void updateMessageID() {
			// another one would be made of the name of this machine, which is looked up
		}

	}

	private final JavaMailSenderImpl server;

	private @Nullable Transport open;

	private @Nullable MailException unreachable;

	MailConnection(JavaMailSenderImpl server) {
		this.server = server;
	}

	MimeMessage message() {
		return new Message(this.server.getSession());
	}

	/**
	 * Sends one mail, with the Message-ID that it has.
	 * @throws MailException when the server did not take it
	 */
	void send(MimeMessage message) {
		Transport transport = connected();
		try {
			message.saveChanges();
			Address[] recipients = message.getAllRecipients();
			transport.sendMessage(message, recipients);
		}
		catch (MessagingException ex) {
			throw new MailSendException("The mail server did not take it", ex);
		}
	}

	private Transport connected() {
		if (this.unreachable != null) {
			throw this.unreachable;
		}
		if (this.open != null) {
			if (this.open.isConnected()) {
				return this.open;
			}
			close();
		}
		try {
			Transport transport = transport();
			transport.connect(this.server.getHost(), this.server.getPort(), given(this.server.getUsername()),
					given(this.server.getPassword()));
			this.open = transport;
			return transport;
		}
		catch (AuthenticationFailedException ex) {
			this.unreachable = new MailAuthenticationException(ex);
		}
		catch (MessagingException ex) {
			this.unreachable = new MailSendException("The mail server cannot be reached", ex);
		}
		throw this.unreachable;
	}

	private Transport transport() throws MessagingException {
		Session session = this.server.getSession();
		String protocol = this.server.getProtocol();
		Properties properties = session.getProperties();
		return session.getTransport((protocol != null) ? protocol
				: properties.getProperty("mail.transport.protocol", JavaMailSenderImpl.DEFAULT_PROTOCOL));
	}

	private static @Nullable String given(@Nullable String setting) {
		return (setting != null && !setting.isEmpty()) ? setting : null;
	}

	@Override
	public void close() {
		if (this.open != null) {
			try {
				this.open.close();
			}
			catch (MessagingException ex) {
				log.debug("The mail server had gone", ex);
			}
			this.open = null;
		}
	}

}
