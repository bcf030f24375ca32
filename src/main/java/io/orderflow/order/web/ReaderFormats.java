package io.orderflow.order.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.util.Locale;

import javax.money.MonetaryAmount;

import io.orderflow.platform.MoneyJson;
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
		return this.messages.getMessage("price",
				new Object[] { MoneyJson.amountText(price), price.getCurrency().getCurrencyCode() }, this.locale);
	}

}
