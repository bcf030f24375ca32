package io.orderflow;

import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/** A real SMTP server in this JVM that keeps what it takes, byte by byte. */
public final class TestMailServer implements AutoCloseable {

	private final SMTPServer server;

	private final List<Taken> taken = new ArrayList<>();

	/**
	 * A mail as it came over the line.
	 *
	 * @param user who signed in, if anybody
	 */
	public record Taken(String to, byte[] bytes, boolean encrypted, @Nullable String user) {

		public MimeMessage message() {
			try {
				return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(this.bytes));
			}
			catch (MessagingException ex) {
				throw new AssertionError(ex);
			}
		}

		/** A header as it was sent, unfolded; empty when it is missing. */
		public String header(String name) {
			try {
				String header = message().getHeader(name, "\n");
				return (header != null) ? header.replaceAll("\r?\n[ \t]+", " ") : "";
			}
			catch (MessagingException ex) {
				throw new AssertionError(ex);
			}
		}

		public String subject() {
			try {
				return message().getSubject();
			}
			catch (MessagingException ex) {
				throw new AssertionError(ex);
			}
		}

		public String text() {
			return part("text/plain");
		}

		public String html() {
			return part("text/html");
		}

		private String part(String type) {
			try {
				Multipart parts = (Multipart) message().getContent();
				for (int i = 0; i < parts.getCount(); i++) {
					BodyPart part = parts.getBodyPart(i);
					if (part.isMimeType(type)) {
						return (String) part.getContent();
					}
				}
				throw new AssertionError("No part is " + type + ": " + new String(this.bytes, StandardCharsets.UTF_8));
			}
			catch (MessagingException | java.io.IOException ex) {
				throw new AssertionError(ex);
			}
		}

	}

	private TestMailServer(SMTPServer.Builder builder) {
		this.server = builder.bindAddress(InetAddress.getLoopbackAddress())
			.port(0)
			.insertReceivedHeaders(false)
			.messageHandler((context, from, to, data) -> {
				synchronized (this.taken) {
					boolean encrypted = ((org.subethamail.smtp.server.Session) context).isTLSStarted();
					this.taken.add(new Taken(to, data, encrypted,
							context.getAuthenticationHandler()
								.map((user) -> String.valueOf(user.getIdentity()))
								.orElse(null)));
				}
			})
			.build();
		this.server.start();
	}

	/** Takes everything from everybody. */
	public static TestMailServer open() {
		return new TestMailServer(SMTPServer.port(0));
	}

	/** Takes mail over STARTTLS only, and only from who knows the password. */
	public static TestMailServer secured(String user, String password) {
		return new TestMailServer(SMTPServer.port(0)
			.startTlsSocketFactory(TestCertificate.get().server())
			.requireTLS()
			.requireAuth()
			.authenticationHandlerFactory(new EasyAuthenticationHandlerFactory((name, given, context) -> {
				if (!name.equals(user) || !given.equals(password)) {
					throw new LoginFailedException();
				}
			})));
	}

	public int port() {
		return this.server.getPortAllocated();
	}

	/** What was taken for one recipient, oldest first. */
	public List<Taken> mailsTo(String recipient) {
		synchronized (this.taken) {
			return this.taken.stream().filter((mail) -> mail.to().equals(recipient)).toList();
		}
	}

	@Override
	public void close() {
		this.server.stop();
	}

}
