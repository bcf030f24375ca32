package io.orderflow;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.function.Predicate;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.DropConnectionException;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;
import org.subethamail.smtp.server.Session;

/** A real SMTP server in this JVM that keeps what it takes, byte by byte. */
public final class TestMailServer implements AutoCloseable {

	private final SMTPServer server;

	private final List<Taken> taken = new ArrayList<>();

	private volatile Predicate<List<String>> diesOf = (recipients) -> false;

	private final Set<Session> connections = Collections.newSetFromMap(new IdentityHashMap<>());

	/**
	 * A mail as it came over the line.
	 *
	 * @param user who signed in, if anybody
	 */
	public record Taken(String to, byte[] bytes, boolean encrypted, @Nullable String user) {

		public MimeMessage message() {
			try {
				return new MimeMessage(jakarta.mail.Session.getInstance(new Properties()),
						new ByteArrayInputStream(this.bytes));
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
				if (message().isMimeType(type)) {
					return (String) message().getContent();
				}
				Multipart parts = (Multipart) message().getContent();
				for (int i = 0; i < parts.getCount(); i++) {
					BodyPart part = parts.getBodyPart(i);
					if (part.isMimeType(type)) {
						return (String) part.getContent();
					}
				}
				throw new AssertionError("No part is " + type + ": " + new String(this.bytes, StandardCharsets.UTF_8));
			}
			catch (MessagingException | IOException ex) {
				throw new AssertionError(ex);
			}
		}

	}

	private TestMailServer(SMTPServer.Builder builder, Predicate<String> refused) {
		this.server = builder.bindAddress(InetAddress.getLoopbackAddress())
			.port(0)
			.insertReceivedHeaders(false)
			.messageHandlerFactory((context) -> new Envelope((Session) context, refused))
			.build();
		this.server.start();
	}

	private final class Envelope implements MessageHandler {

		private final Session session;

		private final Predicate<String> refused;

		private final List<String> recipients = new ArrayList<>();

		Envelope(Session session, Predicate<String> refused) {
			this.session = session;
			this.refused = refused;
			synchronized (TestMailServer.this.taken) {
				TestMailServer.this.connections.add(session);
			}
		}

		@Override
		public void from(String sender) {
			// anybody
		}

		@Override
		public void recipient(String recipient) throws RejectException {
			if (this.refused.test(recipient)) {
				throw new RejectException(550, "5.1.1 No such user here");
			}
			this.recipients.add(recipient);
		}

		@Override
		public String data(InputStream data) throws IOException, RejectException {
			byte[] bytes = data.readAllBytes();
			if (TestMailServer.this.diesOf.test(this.recipients)) {
				throw new DropConnectionException(421, "4.3.2 Going down");
			}
			String user = this.session.getAuthenticationHandler()
				.map((known) -> String.valueOf(known.getIdentity()))
				.orElse(null);
			synchronized (TestMailServer.this.taken) {
				this.recipients.forEach(
						(to) -> TestMailServer.this.taken.add(new Taken(to, bytes, this.session.isTLSStarted(), user)));
			}
			return "250 taken";
		}

		@Override
		public void done() {
			// kept already
		}

	}

	/** Takes everything from everybody. */
	public static TestMailServer open() {
		return new TestMailServer(SMTPServer.port(0), (recipient) -> false);
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
			})), (recipient) -> false);
	}

	/** Goes away in the middle of a mail to one person, each time. */
	public static TestMailServer dyingOf(String recipient) {
		TestMailServer server = open();
		server.diesOf = (recipients) -> recipients.contains(recipient);
		return server;
	}

	/** Knows everybody but one. */
	public static TestMailServer refusing(String stranger) {
		return new TestMailServer(SMTPServer.port(0), stranger::equals);
	}

	public int port() {
		return this.server.getPortAllocated();
	}

	/** All that was taken, oldest first. */
	public List<Taken> mails() {
		synchronized (this.taken) {
			return List.copyOf(this.taken);
		}
	}

	/** Over how many connections mails came. */
	public int connections() {
		synchronized (this.taken) {
			return this.connections.size();
		}
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
