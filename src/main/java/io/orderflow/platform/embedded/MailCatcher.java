package io.orderflow.platform.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.imap.ImapConstants;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.unit.DataSize;

/**
 * A mail server in the application's own process that delivers nothing: all mails go into
 * one mailbox in memory, the last of which are to be read at {@code /mail}. Older ones
 * go: first of all those to whom most are sent.
 */
public final class MailCatcher implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(MailCatcher.class);

	/** How many mails are kept. */
	static final int KEPT = 1_000;

	/** How many of these were sent to one address. */
	static final int KEPT_OF_ONE = 200;

	/** How large they are all together, but for the newest; in memory twice as large. */
	static final DataSize KEPT_SIZE = DataSize.ofMegabytes(16);

	/** So many come before older ones go: for each the server copies the list of all. */
	private static final int COMING_BETWEEN = 100;

	/** Or so much, as they are sent. */
	private static final DataSize SIZE_BETWEEN = DataSize.ofMegabytes(4);

	private final GreenMail server;

	private final GreenMailUser everyone;

	private final MailFolder mails;

	private int come;

	private long sizeCome;

	/** A mail as it was received. */
	public record CaughtMail(StoredMessage stored) {

		/** Counts from 1 in the order of arrival. */
		public long number() {
			return this.stored.getUid();
		}

		private int size() {
			return this.stored.getAttributes().getSize();
		}

		public Instant at() {
			return this.stored.getReceivedDate().toInstant();
		}

		public String from() {
			return read((message) -> GreenMailUtil.getAddressList(message.getFrom()));
		}

		public String to() {
			return read((message) -> GreenMailUtil.getAddressList(message.getAllRecipients()));
		}

		public String subject() {
			return read(MimeMessage::getSubject);
		}

		public String messageId() {
			return read(MimeMessage::getMessageID);
		}

		/** The plain text part, else the first text there is. */
		public String text() {
			return read(MailCatcher::text);
		}

		/** What is missing is empty, and so is what cannot be read. */
		private String read(Reading reading) {
			try {
				String read = reading.read(this.stored.getMimeMessage());
				return (read != null) ? read : "";
			}
			catch (MessagingException | IOException ex) {
				log.warn("Mail {} is unreadable", number(), ex);
				return "";
			}
		}

	}

	private interface Reading {

		@Nullable String read(MimeMessage message) throws MessagingException, IOException;

	}

	private MailCatcher(GreenMail server) {
		this.server = server;
		this.everyone = server.setUser("everyone@localhost", "everyone");
		this.mails = server.getManagers().getImapHostManager().getFolder(this.everyone, ImapConstants.INBOX_NAME);
	}

	static MailCatcher start(int port) {
		ServerSetup setup = new ServerSetup(free(port) ? port : 0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
		GreenMail server = new GreenMail(setup);
		server.withConfiguration(GreenMailConfiguration.aConfig().withDisabledAuthentication());
		server.start();
		MailCatcher catcher = new MailCatcher(server);
		server.getUserManager()
			.setMessageDeliveryHandler((mail, recipient) -> catcher.makeRoom(mail.getMessage().getSize()));
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
	public List<CaughtMail> mails() {
		List<CaughtMail> newestFirst = this.mails.getNonDeletedMessages()
			.stream()
			.map(CaughtMail::new)
			.collect(Collectors.toCollection(ArrayList::new));
		Collections.reverse(newestFirst);
		List<CaughtMail> kept = new ArrayList<>();
		Map<String, Integer> ofEach = new HashMap<>();
		long size = 0;
		for (CaughtMail mail : newestFirst) {
			if (ofEach.merge(mail.to(), 1, Integer::sum) > KEPT_OF_ONE) {
				continue;
			}
			size += mail.size();
			if (kept.size() == KEPT || (size > KEPT_SIZE.toBytes() && !kept.isEmpty())) {
				break;
			}
			kept.add(mail);
		}
		return kept;
	}

	Optional<CaughtMail> mail(long number) {
		return mails().stream().filter((mail) -> mail.number() == number).findFirst();
	}

	/** Called by the server for each mail and recipient, before it is stored. */
	private synchronized GreenMailUser makeRoom(int size) {
		this.come++;
		this.sizeCome += size;
		if (this.come == COMING_BETWEEN || this.sizeCome >= SIZE_BETWEEN.toBytes()) {
			this.come = 0;
			this.sizeCome = 0;
			removeOld();
		}
		return this.everyone;
	}

	private void removeOld() {
		List<StoredMessage> all = this.mails.getNonDeletedMessages();
		Set<Long> kept = mails().stream().map(CaughtMail::number).collect(Collectors.toSet());
		// what has come meanwhile has another turn
		List<StoredMessage> old = all.stream().filter((mail) -> !kept.contains(mail.getUid())).toList();
		try {
			if (!old.isEmpty()) {
				old.forEach((mail) -> mail.setFlag(Flags.Flag.DELETED, true));
				this.mails.expunge();
			}
		}
		catch (FolderException ex) {
			log.warn("Old mails cannot be removed", ex);
		}
	}

	/** How many are in memory, of which the last are shown. */
	int stored() {
		return this.mails.getMessageCount();
	}

	private static String text(Part part) throws MessagingException, IOException {
		Object content = part.getContent();
		if (content instanceof Multipart parts) {
			for (int i = 0; i < parts.getCount(); i++) {
				String text = text(parts.getBodyPart(i));
				if (!text.isEmpty()) {
					return text;
				}
			}
			return "";
		}
		return (content instanceof String text) ? text : "";
	}

	@Override
	public void close() {
		this.server.stop();
	}

}
