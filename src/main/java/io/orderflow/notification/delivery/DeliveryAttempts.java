package io.orderflow.notification.delivery;

import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.orderflow.account.Account;
import io.orderflow.account.AccountService;
import io.orderflow.account.NotificationChannel;
import io.orderflow.notification.DeliveryState;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Reads what is to be delivered and makes attempts at it; writes nothing down. Whoever
 * calls has put on record that an attempt began, and does so with how it ended (B6).
 */
@Component
class DeliveryAttempts {

	private static final int MAX_DETAIL = 2_000;

	/** How often in a row we wait because we are asked to. */
	private static final int MAX_PAUSES = 20;

	/** Stands before the time in the log; whoever counts failures goes by it. */
	static final String ASKED_TO_WAIT = "; asked to wait until ";

	private static final Map<NotificationChannel, String> TAKEN_BY = Map.of(NotificationChannel.EMAIL,
			"Taken by the mail server", NotificationChannel.PUSH, "Taken by the push service");

	private final DeliveryRows rows;

	private final Map<NotificationChannel, DeliveryChannel> channels;

	private final AccountMailRows accountMails;

	private final AccountService accounts;

	private final Clock clock;

	DeliveryAttempts(DeliveryRows rows, List<DeliveryChannel> channels, AccountMailRows accountMails,
			AccountService accounts, Clock clock) {
		this.rows = rows;
		this.accountMails = accountMails;
		this.channels = channels.stream()
			.collect(Collectors.toMap(DeliveryChannel::channel, Function.identity(), (one, other) -> {
				throw new IllegalStateException("Two ways out by " + one.channel());
			}, () -> new EnumMap<>(NotificationChannel.class)));
		this.accounts = accounts;
		this.clock = clock;
	}

	/** A delivery, whatever it delivers. */
	record Outgoing(UUID id, NotificationChannel channel, DeliveryState state, Handover handover) {

	}

	@FunctionalInterface
	interface Handover {

		DeliveryOutcome send(OpenChannel channel) throws RecipientRefusedException;

	}

	OpenChannel open(NotificationChannel channel, Duration patience) {
		return Objects.requireNonNull(this.channels.get(channel)).open(patience);
	}

	/**
	 * Deliveries with all that attempts at them need, by their ids. To be read after the
	 * attempts have begun: until then messages may join.
	 */
	Map<UUID, Outgoing> read(Collection<UUID> ids) {
		List<PendingDelivery> deliveries = this.rows.outgoing(ids);
		Map<String, Account> recipients = recipients(deliveries);
		Map<UUID, Outgoing> read = new HashMap<>();
		for (PendingDelivery delivery : deliveries) {
			read.put(delivery.id(),
					new Outgoing(delivery.id(), delivery.channel(), delivery.state(), (channel) -> send(delivery,
							recipients.computeIfAbsent(delivery.first().recipient(), this.accounts::get), channel)));
		}
		List<UUID> others = missing(ids, read);
		if (!others.isEmpty()) {
			for (PendingAccountMail mail : this.accountMails.outgoing(others)) {
				read.put(mail.id(), new Outgoing(mail.id(), NotificationChannel.EMAIL, mail.state(),
						(channel) -> send(mail, channel)));
			}
		}
		List<UUID> passed = missing(ids, read);
		if (!passed.isEmpty()) {
			this.rows.readMeanwhile(passed)
				.forEach((id, state) -> read.put(id,
						new Outgoing(id, NotificationChannel.EMAIL, state, (channel) -> DeliveryOutcome.READ)));
		}
		return read;
	}

	private DeliveryOutcome send(PendingDelivery delivery, Account recipient, OpenChannel channel)
			throws RecipientRefusedException {
		return recipient.isPresent() ? channel.send(delivery, recipient, this.clock.instant())
				: DeliveryOutcome.REMOVED;
	}

	private DeliveryOutcome send(PendingAccountMail pending, OpenChannel channel) throws RecipientRefusedException {
		String owner = pending.mail().owner();
		return (owner == null || this.accounts.get(owner).isPresent()) ? channel.send(pending, this.clock.instant())
				: DeliveryOutcome.REMOVED;
	}

	private static List<UUID> missing(Collection<UUID> ids, Map<UUID, Outgoing> read) {
		return ids.stream().filter((id) -> !read.containsKey(id)).toList();
	}

	/**
	 * Whose they are, in one query; of one person only when it is attempted, which fails
	 * where there is no account.
	 */
	private Map<String, Account> recipients(List<PendingDelivery> deliveries) {
		List<String> people = deliveries.stream().map((delivery) -> delivery.first().recipient()).distinct().toList();
		Map<String, Account> recipients = new HashMap<>();
		if (people.size() > 1) {
			this.accounts.all(people).forEach((account) -> recipients.put(account.id(), account));
		}
		return recipients;
	}

	/** One that is read when it is attempted, and fails there if it cannot be. */
	Outgoing readLate(UUID id, NotificationChannel channel) {
		return new Outgoing(id, channel, DeliveryState.QUEUED, (open) -> {
			Outgoing read = read(List.of(id)).get(id);
			if (read == null) {
				throw new IllegalStateException("There is no delivery " + id);
			}
			return read.handover().send(open);
		});
	}

	/**
	 * Makes one attempt; whatever becomes of it is returned and not thrown, but for
	 * errors that the whole application suffers from.
	 */
	EndedAttempt make(Outgoing delivery, int number, OpenChannel channel) {
		try {
			DeliveryOutcome outcome = delivery.handover().send(channel);
			return switch (outcome.kind()) {
				case ASKED_TO_WAIT -> pause(delivery, number, outcome);
				case DELIVERED ->
					ended(delivery, number, outcome, String.valueOf(TAKEN_BY.get(delivery.channel())), null);
				case UNDELIVERABLE, READ -> ended(delivery, number, outcome, outcome.said(), null);
			};
		}
		catch (RecipientRefusedException ex) {
			return ended(delivery, number, DeliveryOutcome.UNDELIVERABLE, String.valueOf(ex.getMessage()), null);
		}
		catch (DeliveryFailedException ex) {
			return ended(delivery, number, null, String.valueOf(ex.getMessage()), ex);
		}
		catch (Exception | LinkageError | StackOverflowError ex) {
			// what such an error is about is this delivery, and not the node
			return ended(delivery, number, null, detail(ex), ex);
		}
	}

	/** Waits as asked; whoever asks again and again has failed. */
	private EndedAttempt pause(Outgoing delivery, int number, DeliveryOutcome outcome) {
		return (number > MAX_PAUSES) ? ended(delivery, number, null, outcome.said() + "; asked to wait too often", null)
				: ended(delivery, number, outcome, outcome.said() + ASKED_TO_WAIT + outcome.retryAt(), null);
	}

	private EndedAttempt ended(Outgoing delivery, int number, @Nullable DeliveryOutcome outcome, String detail,
			@Nullable Throwable cause) {
		return new EndedAttempt(delivery.id(), number, outcome, storable(detail), this.clock.instant(), cause);
	}

	/** What the mail server said, down to the cause: the outer exception says little. */
	private static String detail(Throwable ex) {
		return Arrays.stream(ExceptionUtils.getThrowables(ex))
			.map(Throwable::toString)
			.collect(Collectors.joining("; "));
	}

	/** Without what PostgreSQL does not take, and no half of a character at its end. */
	private static String storable(String detail) {
		String clean = detail.replace("\0", "");
		if (clean.length() <= MAX_DETAIL) {
			return clean;
		}
		return clean.substring(0,
				Character.isHighSurrogate(clean.charAt(MAX_DETAIL - 1)) ? MAX_DETAIL - 1 : MAX_DETAIL);
	}

}
