package io.orderflow.catalog.web;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.money.MonetaryAmount;

import com.ibm.icu.text.NumberFormat;
import io.orderflow.platform.MoneyJson;
import io.orderflow.platform.RegionFormats;

/**
 * An amount as people type it: {@code 1 250,50 €}, {@code €1,250.50}, {@code 1.250,50}.
 * The sign or code of another currency than was chosen makes it none.
 */
final class TypedAmount {

	private static final Pattern AROUND = Pattern.compile("[\\s\\p{Z}'\u2019]");

	private static final Map<String, String> SIGNS = Map.of("EUR", "€", "USD", "$", "CAD", "$", "GBP", "£", "JPY", "¥");

	/**
	 * Groups of three, of two in India, parted by the one mark, and decimals behind the
	 * other.
	 */
	private static final Pattern GROUPED = Pattern
		.compile("([1-9]\\d{0,2}(?:,\\d{2,3})*,\\d{3})(?:\\.(\\d{1,2}))?|([1-9]\\d{0,2}(?:\\.\\d{3})+),(\\d{1,2})");

	/**
	 * More than a thousand to a reader in Belgium and one and a quarter to one in
	 * Ireland, whatever their language: who meant the one must not sell for the other.
	 */
	private static final Pattern AMBIGUOUS = Pattern.compile("([1-9]\\d{0,2})[.,](\\d{3})");

	/** Of money that has no parts, whichever mark is between the groups. */
	private static final Pattern WHOLE = Pattern.compile("[1-9]\\d{0,2}(?:[.,]\\d{3})+");

	/** Of the largest amounts that the API reads; all of them are above any price. */
	private static final int DIGITS = 15;

	private static final Pattern HUGE = Pattern.compile("[1-9]\\d{" + DIGITS + ",}(?:\\.\\d*)?");

	/** Far longer than any amount, with all that people put around one. */
	private static final int LONGEST = 100;

	private TypedAmount() {
	}

	/**
	 * As the API takes it; what is no amount, or can be read as two, is none to the API
	 * either.
	 * @param currency the code of the chosen one, as it was typed
	 */
	static String plain(String typed, String currency) {
		if (typed.length() > LONGEST) {
			return typed.strip();
		}
		String amount = bare(AROUND.matcher(typed).replaceAll(""), currency.strip().toUpperCase(Locale.ROOT));
		if (WHOLE.matcher(amount).matches() && isWhole(currency)) {
			return amount.replaceAll("[.,]", "");
		}
		if (AMBIGUOUS.matcher(amount).matches()) {
			// with a point it would be an amount to the API
			return amount.replace('.', ',');
		}
		Matcher grouped = GROUPED.matcher(amount);
		if (grouped.matches()) {
			String whole = (grouped.group(1) != null) ? grouped.group(1) : grouped.group(3);
			String rest = (grouped.group(2) != null) ? grouped.group(2) : grouped.group(4);
			return whole.replaceAll("[.,]", "") + ((rest != null) ? "." + rest : "");
		}
		String plain = amount.replace(',', '.');
		if (MoneyJson.isAmount(plain)) {
			return plain;
		}
		return HUGE.matcher(plain).matches() ? plain.substring(0, DIGITS) : typed.strip();
	}

	/**
	 * Both amounts that a text can be read as, the larger one first; none where it can be
	 * read as one or as none.
	 */
	static List<BigDecimal> readings(String typed) {
		Matcher ambiguous = AMBIGUOUS.matcher((typed.length() > LONGEST) ? "" : typed.replaceAll("[^\\d.,]", ""));
		return ambiguous.matches() ? List.of(new BigDecimal(ambiguous.group(1) + ambiguous.group(2)),
				new BigDecimal(ambiguous.group(1) + "." + ambiguous.group(2)).stripTrailingZeros()) : List.of();
	}

	/** The same amount as people of that language write it, without its currency. */
	static String written(MonetaryAmount price, Locale locale) {
		NumberFormat number = NumberFormat.getNumberInstance(RegionFormats.numbers(locale));
		number.setMinimumFractionDigits(Math.max(0, Math.min(2, price.getCurrency().getDefaultFractionDigits())));
		number.setMaximumFractionDigits(Math.max(number.getMinimumFractionDigits(), price.getNumber().getScale()));
		return number.format(MoneyJson.number(price));
	}

	/** Whether a currency has no parts, as yen. */
	private static boolean isWhole(String currency) {
		String code = currency.strip().toUpperCase(Locale.ROOT);
		return MoneyJson.isCurrency(code) && Currency.getInstance(code).getDefaultFractionDigits() == 0;
	}

	/** Without the sign or code of its currency before or behind it. */
	private static String bare(String amount, String currency) {
		if (!MoneyJson.isCurrency(currency)) {
			return amount;
		}
		String named = "(?i:" + Pattern.quote(currency)
				+ (SIGNS.containsKey(currency) ? "|" + Pattern.quote(SIGNS.get(currency)) : "") + ")";
		return amount.replaceFirst("^" + named, "").replaceFirst(named + "$", "");
	}

}
