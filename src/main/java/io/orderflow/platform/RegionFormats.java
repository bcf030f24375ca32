package io.orderflow.platform;

import java.text.DateFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import com.ibm.icu.text.DecimalFormat;
import com.ibm.icu.text.DecimalFormatSymbols;
import com.ibm.icu.text.NumberFormat;
import com.ibm.icu.util.Currency;
import com.ibm.icu.util.Region;
import com.ibm.icu.util.ULocale;
import org.springframework.util.ConcurrentLruCache;

/**
 * Whose dates and numbers a reader gets whose language has no form of its own for the
 * region: an English reader in France, a French one in Britain. Java would write for the
 * first as in America.
 */
public final class RegionFormats {

	/** Regions of both languages, and some more. */
	private static final int KEPT = 1_000;

	private static final Set<Locale> KNOWN = Arrays.stream(DateFormat.getAvailableLocales())
		.collect(Collectors.toUnmodifiableSet());

	private static final Region EUROPE = Region.getInstance("150");

	private static final ConcurrentLruCache<Locale, Locale> DATES = new ConcurrentLruCache<>(KEPT,
			RegionFormats::findDates);

	private static final ConcurrentLruCache<Locale, Locale> OWN = new ConcurrentLruCache<>(KEPT,
			RegionFormats::ownLanguage);

	private RegionFormats() {
	}

	/** In the reader's language: in English the day comes before the month there. */
	public static Locale dates(Locale reader) {
		return DATES.get(reader);
	}

	/**
	 * As the region's own language writes them, as long as its digits are the reader's.
	 */
	public static Locale numbers(Locale reader) {
		return isKnown(reader) ? reader : OWN.get(reader);
	}

	/**
	 * An amount as the region writes it, its sign as the reader does, but for the money
	 * of the region itself. English in Germany has the numbers of Germany, but by ICU's
	 * data not its prices: here it has both.
	 */
	public static DecimalFormat price(Locale reader, Currency currency) {
		Locale numbers = numbers(reader);
		DecimalFormat format = price(numbers, currency, reader);
		return (isEnglish(numbers) && !isAlike(format.getDecimalFormatSymbols()))
				? price(OWN.get(numbers), currency, reader) : format;
	}

	private static DecimalFormat price(Locale written, Currency currency, Locale reader) {
		DecimalFormat format = (DecimalFormat) NumberFormat.getCurrencyInstance(written);
		format.setCurrency(currency);
		if (!written.equals(reader) && !currency.equals(Currency.getInstance(written))) {
			DecimalFormatSymbols symbols = format.getDecimalFormatSymbols();
			symbols.setCurrencySymbol(currency.getSymbol(reader));
			format.setDecimalFormatSymbols(symbols);
		}
		return format;
	}

	/** Whether an amount of money has the marks of other numbers. */
	private static boolean isAlike(DecimalFormatSymbols symbols) {
		return symbols.getDecimalSeparator() == symbols.getMonetaryDecimalSeparator()
				&& symbols.getGroupingSeparator() == symbols.getMonetaryGroupingSeparator();
	}

	/**
	 * What most people in the reader's region speak; the reader's own language where the
	 * region is not known.
	 */
	static Locale region(Locale reader) {
		return reader.getCountry().isEmpty() ? reader : OWN.get(reader);
	}

	private static Locale findDates(Locale reader) {
		if (isKnown(reader) || !isEnglish(reader)) {
			return reader;
		}
		boolean european = EUROPE.contains(Region.getInstance(reader.getCountry()));
		return new Locale(reader.getLanguage(), european ? "150" : "001");
	}

	private static boolean isEnglish(Locale reader) {
		return reader.getLanguage().equals(Locale.ENGLISH.getLanguage());
	}

	/**
	 * What most people in the region write; the reader's where they write another way.
	 */
	private static Locale ownLanguage(Locale reader) {
		ULocale own = ULocale.addLikelySubtags(new ULocale("und_" + reader.getCountry()));
		Locale there = new Locale(own.getLanguage(), reader.getCountry());
		boolean readable = !own.isRightToLeft() && DecimalFormatSymbols.getInstance(there).getZeroDigit() == '0';
		return readable ? there : reader;
	}

	private static boolean isKnown(Locale reader) {
		return reader.getCountry().isEmpty() || KNOWN.contains(reader);
	}

}
