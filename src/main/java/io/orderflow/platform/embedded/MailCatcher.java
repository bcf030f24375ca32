package io.orderflow.platform.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.user.UserManager;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Address;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A mail server in the application's own process that delivers nothing: it keeps the last
 * mails in memory, to be read at {@code /mail}.
 */
public final class MailCatcher implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(MailCatcher.class);

	/** How many mails are kept; older ones go. */
	static final int KEPT = 1_000;

	private static final int MAILBOX_EMPTIED_AFTER = 100;

	private final GreenMail server;

	private final Deque<CaughtMail> mails = new ArrayDeque<>();

	private int caught;

	/**
	 * A mail as it was received.
	 *
	 * @param number counts from 1 in the order of arrival
	 * @param text the plain text part, else the first text there is
	 */
	public record CaughtMail(int number, String from, String to, String subject, String messageId, Instant at,
			String text) {

	}

	private MailCatcher(GreenMail server) {
		this.server = server;
	}

	static MailCatcher start(int port) {
		ServerSetup setup = new ServerSetup(free(port) ? port : 0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
		GreenMail server = new GreenMail(setup);
		server.withConfiguration(GreenMailConfiguration.aConfig().withDisabledAuthentication());
		MailCatcher catcher = new MailCatcher(server);
		server.start();
		server.getUserManager().setMessageDeliveryHandler(catcher::take);
		if (port != 0 && catcher.port() != port) {
			log.warn("Port {} is taken; mail is caught on port {}", port, catcher.port());
		}
		return catcher;
	}

	private static boolean free(int port) {
		try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
			return probe.isBound();
		}
		catch (IOException ex) {
			return false;
		}
	}

	public int port() {
		return this.server.getSmtp().getPort();
	}

	/** The mails kept, newest first. */
	public synchronized List<CaughtMail> mails() {
		List<CaughtMail> newestFirst = new ArrayList<>(this.mails);
		Collections.reverse(newestFirst);
		return newestFirst;
	}

	Optional<CaughtMail> mail(int number) {
		return mails().stream().filter((mail) -> mail.number() == number).findFirst();
	}

	/**
	 * Called by the server for each mail and recipient; the mailboxes themselves stay
	 * small.
	 */
	private synchronized GreenMailUser take(MovingMessage mail, MailAddress recipient) throws UserException {
		this.caught++;
		this.mails.addLast(read(mail.getMessage(), recipient.getEmail(), this.caught));
		if (this.mails.size() > KEPT) {
			this.mails.removeFirst();
		}
		if (this.caught % MAILBOX_EMPTIED_AFTER == 0) {
			emptyMailboxes();
		}
		UserManager users = this.server.getUserManager();
		GreenMailUser user = users.getUserByEmail(recipient.getEmail());
		return (user != null) ? user
				: users.createUser(recipient.getEmail(), recipient.getEmail(), recipient.getEmail());
	}

	private void emptyMailboxes() {
		try {
			this.server.purgeEmailFromAllMailboxes();
		}
		catch (FolderException ex) {
			log.warn("Mailboxes cannot be emptied", ex);
		}
	}

	private static CaughtMail read(MimeMessage message, String recipient, int number) {
		try {
			return new CaughtMail(number, addresses(message.getFrom()), recipient, orEmpty(message.getSubject()),
					orEmpty(message.getMessageID()), Instant.now(), text(message));
		}
		catch (MessagingException | IOException ex) {
			return new CaughtMail(number, "", recipient, "(unreadable: " + ex.getMessage() + ")", "", Instant.now(),
					"");
		}
	}

	private static String text(Part part) throws MessagingException, IOException {
		Object content = part.getContent();
		if (content instanceof Multipart parts) {
			for (int i = 0; i < parts.getCount(); i++) {
				BodyPart inner = parts.getBodyPart(i);
				String text = text(inner);
				if (!text.isEmpty()) {
					return text;
				}
			}
			return "";
		}
		return (content instanceof String text) ? text : "";
	}

	private static String addresses(Address @Nullable [] addresses) {
		return (addresses == null) ? ""
				: Arrays.stream(addresses).map(Address::toString).collect(Collectors.joining(", "));
	}

	private static String orEmpty(@Nullable String text) {
		return (text != null) ? text : "";
	}

	@Override
	public void close() {
		this.server.stop();
	}

}
