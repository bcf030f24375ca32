package io.orderflow.order.web;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

import javax.money.MonetaryAmount;

import org.springframework.context.MessageSource;

/** Times, sizes and prices as the reader of a page writes them. */
public final class ReaderFormats {

	private static final int UNIT = 1_000;

	private static final String[] UNITS = { "bytes", "kilobytes", "megabytes", "gigabytes" };

	private final MessageSource messages;

	private final Locale locale;

	private final ZoneId zone;

	ReaderFormats(MessageSource messages, Locale locale, ZoneId zone) {
		this.messages = messages;
		this.locale = locale;
		this.zone = zone;
	}

	/** Day and time in the reader's time zone. */
	public String time(Instant time) {
		return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
			.withLocale(this.locale)
			.format(time.atZone(this.zone));
	}

	/** As HTML writes a time: with milliseconds at most. */
	public String standard(Instant time) {
		return time.truncatedTo(ChronoUnit.SECONDS).toString();
	}

	public String day(LocalDate day) {
		return DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL).withLocale(this.locale).format(day);
	}

	/** What the reader calls the time zone. */
	public String zone() {
		return this.zone.getDisplayName(TextStyle.FULL, this.locale);
	}

	public String size(long bytes) {
		double number = bytes;
		int unit = 0;
		while (number >= UNIT && unit < UNITS.length - 1) {
			number /= UNIT;
			unit++;
		}
		return this.messages.getMessage("size." + UNITS[unit], new Object[] { number }, this.locale);
	}

	public String price(MonetaryAmount price) {
		NumberFormat number = NumberFormat.getNumberInstance(this.locale);
		number.setMinimumFractionDigits(Math.max(0, price.getCurrency().getDefaultFractionDigits()));
		number.setMaximumFractionDigits(Math.max(number.getMinimumFractionDigits(), price.getNumber().getScale()));
		return this.messages.getMessage("price",
				new Object[] { number.format(price.getNumber().numberValueExact(BigDecimal.class)),
						price.getCurrency().getCurrencyCode() },
				this.locale);
	}

}
