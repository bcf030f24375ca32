package io.orderflow.notification.delivery;

import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.orderflow.account.AccountService;
import io.orderflow.account.NotificationChannel;
import io.orderflow.notification.DeliveryState;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Delivers notifications and mails about accounts, and keeps the log of it (B6). Each
 * attempt is on record before it begins and after it ends, in transactions of its own:
 * the log is true whatever becomes of the job that made the attempt.
 */
@Service
public class NotificationDeliveryService {

	private static final int MAX_DETAIL = 2_000;

	/** How often in a row we wait because we are asked to. */
	private static final int MAX_PAUSES = 20;

	private static final Map<NotificationChannel, String> TAKEN_BY = Map.of(NotificationChannel.EMAIL,
			"Taken by the mail server", NotificationChannel.PUSH, "Taken by the push service");

	private final DeliveryRows rows;

	private final Map<NotificationChannel, DeliveryChannel> channels;

	private final AccountMailRows accountMails;

	private final AccountMailChannel accountMailChannel;

	private final AccountService accounts;

	private final TransactionTemplate apart;

	private final Clock clock;

	NotificationDeliveryService(DeliveryRows rows, List<DeliveryChannel> channels, AccountMailRows accountMails,
			AccountMailChannel accountMailChannel, AccountService accounts, PlatformTransactionManager transactions,
			Clock clock) {
		this.rows = rows;
		this.accountMails = accountMails;
		this.accountMailChannel = accountMailChannel;
		this.channels = channels.stream()
			.collect(Collectors.toMap(DeliveryChannel::channel, Function.identity(), (one, other) -> {
				throw new IllegalStateException("Two ways out by " + one.channel());
			}, () -> new EnumMap<>(NotificationChannel.class)));
		this.accounts = accounts;
		this.apart = new TransactionTemplate(transactions);
		// One statement each, which is a transaction by itself. The engine's own commit
		// follows at once, and puts
		// it on the disk too.
		this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
		this.clock = clock;
	}

	/**
	 * Tries once to deliver. What is delivered, or refused for good, is not tried again;
	 * two callers at once wait for each other. A mail can arrive twice only when the
	 * process dies between the mail server's word and our record of it, or the database
	 * before the engine's commit that follows; both then carry the same Message-ID (a
	 * push: the same Topic). Needs a second database connection while it runs.
	 * @throws DeliveryFailedException when it is worth another attempt
	 */
	@Transactional
	public DeliveryOutcome attempt(UUID deliveryId) {
		this.rows.lock(deliveryId);
		Optional<Integer> number = apart(() -> this.rows.beginAttempt(deliveryId, this.clock.instant()));
		// read after the attempt has begun: until then messages may join
		Outgoing delivery = notifications(deliveryId).or(() -> accountMail(deliveryId))
			.orElseThrow(() -> new IllegalArgumentException("There is no delivery " + deliveryId));
		if (number.isPresent()) {
			return deliver(delivery, number.get());
		}
		return (delivery.state() == DeliveryState.DELIVERED) ? DeliveryOutcome.DELIVERED
				: DeliveryOutcome.UNDELIVERABLE;
	}

	/** A delivery, whatever it delivers. */
	private record Outgoing(UUID id, NotificationChannel channel, DeliveryState state, Handover handover) {

	}

	@FunctionalInterface
	private interface Handover {

		DeliveryOutcome send() throws RecipientRefusedException;

	}

	private Optional<Outgoing> notifications(UUID id) {
		return this.rows.outgoing(id)
			.map((delivery) -> new Outgoing(id, delivery.channel(), delivery.state(), () -> channel(delivery)
				.send(delivery, this.accounts.get(delivery.first().recipient()), this.clock.instant())));
	}

	private Optional<Outgoing> accountMail(UUID id) {
		return this.accountMails.outgoing(id)
			.map((mail) -> new Outgoing(id, NotificationChannel.EMAIL, mail.state(),
					() -> this.accountMailChannel.send(mail, this.clock.instant())));
	}

	private DeliveryOutcome deliver(Outgoing delivery, int number) {
		try {
			DeliveryOutcome outcome = delivery.handover().send();
			switch (outcome.kind()) {
				case ASKED_TO_WAIT -> pause(delivery, number, outcome);
				case DELIVERED ->
					end(delivery, number, DeliveryState.DELIVERED, String.valueOf(TAKEN_BY.get(delivery.channel())));
				case UNDELIVERABLE -> end(delivery, number, DeliveryState.UNDELIVERABLE, outcome.said());
			}
			return outcome;
		}
		catch (RecipientRefusedException ex) {
			end(delivery, number, DeliveryState.UNDELIVERABLE, String.valueOf(ex.getMessage()));
			return DeliveryOutcome.UNDELIVERABLE;
		}
		catch (RuntimeException ex) {
			String detail = (ex instanceof DeliveryFailedException failed)
					? shortened(String.valueOf(failed.getMessage())) : detail(ex);
			failed(delivery, number, detail);
			throw new DeliveryFailedException(detail, ex);
		}
	}

	private DeliveryChannel channel(PendingDelivery delivery) {
		return Objects.requireNonNull(this.channels.get(delivery.channel()));
	}

	/** Waits as asked; whoever asks again and again has failed. */
	private void pause(Outgoing delivery, int number, DeliveryOutcome outcome) {
		String detail = outcome.said() + "; asked to wait until " + outcome.retryAt();
		if (number > MAX_PAUSES) {
			throw new DeliveryFailedException(detail);
		}
		failed(delivery, number, detail);
	}

	private void failed(Outgoing delivery, int number, String detail) {
		apart(() -> {
			this.rows.failed(delivery.id(), number, detail, this.clock.instant());
			return true;
		});
	}

	private void end(Outgoing delivery, int number, DeliveryState state, String detail) {
		apart(() -> {
			this.rows.end(delivery.id(), number, state, shortened(detail), this.clock.instant());
			return true;
		});
	}

	private <T> T apart(Supplier<T> work) {
		return Objects.requireNonNull(this.apart.execute((status) -> work.get()));
	}

	/** What the mail server said, down to the cause: the outer exception says little. */
	private static String detail(Throwable ex) {
		return shortened(ExceptionUtils.getThrowableList(ex)
			.stream()
			.map(Throwable::toString)
			.collect(Collectors.joining("; ")));
	}

	private static String shortened(String detail) {
		String storable = detail.replace("\0", "");
		return (storable.length() > MAX_DETAIL) ? storable.substring(0, MAX_DETAIL) : storable;
	}

}
