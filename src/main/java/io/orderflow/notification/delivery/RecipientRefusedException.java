package io.orderflow.notification.delivery;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;

import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;

/**
 * The recipient's mailbox does not exist, or the address is none: trying again would
 * change nothing.
 */
public final class RecipientRefusedException extends Exception {

	/** Mailbox unavailable, user not local, mailbox name not allowed, bad parameter. */
	private static final Set<Integer> NO_SUCH_MAILBOX = Set.of(501, 550, 551, 553);

	/** The enhanced code of RFC 3463, where the server gives one. */
	private static final Pattern ENHANCED = Pattern.compile("\\b5\\.(\\d{1,3})\\.(\\d{1,3})\\b");

	public RecipientRefusedException(String detail) {
		super(detail);
	}

	/**
	 * Finds out whether the server has refused the recipient. A refusal for another
	 * reason (relaying, policy, a full mailbox, our own sign-in) can be put right, and is
	 * worth another attempt.
	 */
	public static Optional<RecipientRefusedException> in(MailException exception) {
		Deque<Throwable> open = new ArrayDeque<>();
		open.add(exception);
		if (exception instanceof MailSendException failed) {
			failed.getFailedMessages().values().forEach(open::add);
		}
		while (!open.isEmpty()) {
			Throwable cause = open.poll();
			if (cause instanceof SMTPAddressFailedException refused && isPermanent(refused)) {
				return Optional.of(new RecipientRefusedException(refused.getMessage().strip()));
			}
			if (cause instanceof AddressException malformed) {
				return Optional.of(new RecipientRefusedException(malformed.getMessage()));
			}
			if (cause instanceof MessagingException messaging && messaging.getNextException() != null) {
				open.add(messaging.getNextException());
			}
			if (cause.getCause() != null) {
				open.add(cause.getCause());
			}
		}
		return Optional.empty();
	}

	private static boolean isPermanent(SMTPAddressFailedException refused) {
		Matcher enhanced = ENHANCED.matcher(refused.getMessage());
		if (enhanced.find()) {
			// 5.1.x: there is something wrong with the address; 5.2.1: the mailbox is
			// disabled
			return enhanced.group(1).equals("1") || enhanced.group().equals("5.2.1");
		}
		return NO_SUCH_MAILBOX.contains(refused.getReturnCode());
	}

}
