package io.orderflow.notification.push;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.orderflow.account.Account;
import io.orderflow.account.NotificationChannel;
import io.orderflow.account.NotificationKind;
import io.orderflow.notification.NotificationRows;
import io.orderflow.notification.NotificationText;
import io.orderflow.notification.delivery.DeliveryChannel;
import io.orderflow.notification.delivery.DeliveryFailedException;
import io.orderflow.notification.delivery.DeliveryOutcome;
import io.orderflow.notification.delivery.OpenChannel;
import io.orderflow.notification.delivery.PendingAccountMail;
import io.orderflow.notification.delivery.PendingDelivery;
import io.orderflow.notification.delivery.RecipientRefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Pushes a notification to one browser: title, text, link and a tag by which a repeat
 * replaces itself, as JSON.
 */
@Component
class PushChannel implements DeliveryChannel {

	private static final Logger log = LoggerFactory.getLogger(PushChannel.class);

	/** A push service takes 4096 bytes of a message, encryption included. */
	private static final int MAX_PAYLOAD = 3_800;

	private static final int MAX_TITLE = 200;

	private static final int MAX_TEXT = 1_500;

	/** However soon: each attempt takes a place that others wait for. */
	private static final Duration SHORTEST_PAUSE = Duration.ofMinutes(1);

	/** However long a push service asks to wait, it is asked again by then. */
	private static final Duration LONGEST_PAUSE = Duration.ofHours(6);

	private final PushSubscriptionRows browsers;

	private final PushSender sender;

	private final NotificationText text;

	private final JsonMapper json = JsonMapper.builder().build();

	PushChannel(PushSubscriptionRows browsers, PushSender sender, NotificationText text) {
		this.browsers = browsers;
		this.sender = sender;
		this.text = text;
	}

	@Override
	public NotificationChannel channel() {
		return NotificationChannel.PUSH;
	}

	/** Connections are the client's, which keeps them for the next. */
	@Override
	public OpenChannel open(Duration patience) {
		return new OpenChannel() {

			@Override
			public DeliveryOutcome send(PendingDelivery delivery, Account recipient, Instant now)
					throws RecipientRefusedException {
				return push(delivery, recipient, patience, now);
			}

			@Override
			public DeliveryOutcome send(PendingAccountMail mail, Instant now) {
				throw new IllegalStateException("A mail about an account is never pushed");
			}

			@Override
			public void close() {
				// nothing is held
			}

		};
	}

	private DeliveryOutcome push(PendingDelivery delivery, Account recipient, Duration patience, Instant now)
			throws RecipientRefusedException {
		PushSubscriptionRows.Row browser = Optional.ofNullable(delivery.subscription())
			.flatMap((id) -> this.browsers.find(id, recipient.id()))
			.orElseThrow(() -> new RecipientRefusedException("The browser is not subscribed any more"));
		PushSender.Message message = new PushSender.Message(payload(delivery, recipient.locale()), delivery.messageId(),
				isUrgent(delivery.first().kind()));
		try {
			return outcome(this.sender.send(browser, message, patience), browser, now);
		}
		catch (PublicAddressDnsResolver.NotPublicException ex) {
			throw new RecipientRefusedException(String.valueOf(ex.getMessage()));
		}
		catch (IOException ex) {
			throw new DeliveryFailedException("The push service does not answer: " + ex, ex);
		}
	}

	private DeliveryOutcome outcome(PushSender.Answer answer, PushSubscriptionRows.Row browser, Instant now)
			throws RecipientRefusedException {
		int status = answer.status();
		String said = "The push service answered " + status + " " + answer.said();
		if (status >= 200 && status < 300) {
			return DeliveryOutcome.DELIVERED;
		}
		if (status == 404 || status == 410) {
			this.browsers.gone(browser);
			throw new RecipientRefusedException(said);
		}
		if (status == 413) {
			log.warn("A push was called too large: {}", said);
			throw new RecipientRefusedException(said);
		}
		if (status == 429 || status >= 500) {
			Optional<Instant> retryAt = retryAt(answer, now);
			if (retryAt.isPresent()) {
				return DeliveryOutcome.askedToWait(retryAt.get(), said);
			}
		}
		throw new DeliveryFailedException(said);
	}

	/** Seconds, or a date as HTTP writes it. */
	private static Optional<Instant> retryAt(PushSender.Answer answer, Instant now) {
		String given = answer.retryAfter();
		if (given == null) {
			return Optional.empty();
		}
		Instant earliest = now.plus(SHORTEST_PAUSE);
		Instant latest = now.plus(LONGEST_PAUSE);
		try {
			Instant asked = given.strip().matches("\\d{1,9}") ? now.plusSeconds(Long.parseLong(given.strip()))
					: ZonedDateTime.parse(given.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
			return Optional.of(asked.isAfter(latest) ? latest : asked.isBefore(earliest) ? earliest : asked);
		}
		catch (DateTimeParseException ex) {
			return Optional.empty();
		}
	}

	private static boolean isUrgent(NotificationKind kind) {
		return kind != NotificationKind.STATUS && kind != NotificationKind.REMINDER;
	}

	/**
	 * What a person wrote is the text, where there is such, behind what follows from it
	 * where something does; cut to what fits.
	 */
	private byte[] payload(PendingDelivery delivery, Locale locale) {
		NotificationRows.Row row = delivery.first();
		String text = text(row, locale);
		Map<String, String> content = new LinkedHashMap<>();
		content.put("title", cut(this.text.title(row, locale), MAX_TITLE));
		content.put("link", row.link());
		content.put("tag", delivery.messageId());
		for (int length = MAX_TEXT;; length /= 2) {
			content.put("text", cut(text, length));
			byte[] payload = written(content);
			if (payload.length <= MAX_PAYLOAD || length == 0) {
				return payload;
			}
		}
	}

	private String text(NotificationRows.Row row, Locale locale) {
		String told = this.text.text(row, locale);
		if (row.quote() == null) {
			return told;
		}
		String written = row.quote().text().strip();
		boolean follows = row.kind() == NotificationKind.REQUEST || row.kind() == NotificationKind.STATUS;
		return follows ? told + "\n" + written : written;
	}

	private static String cut(String text, int codePoints) {
		return (text.codePointCount(0, text.length()) <= codePoints) ? text
				: text.substring(0, text.offsetByCodePoints(0, codePoints)) + "…";
	}

	private byte[] written(Map<String, String> content) {
		try {
			return this.json.writeValueAsBytes(content);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException("Texts are always JSON", ex);
		}
	}

}
