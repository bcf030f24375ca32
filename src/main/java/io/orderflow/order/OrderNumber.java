package io.orderflow.order;

import io.orderflow.platform.Refusal;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The number of an order, as people say it: {@code OF-7K3M-9QXD}. Eight random characters
 * without I, L, O and U (Crockford's base 32), so that it can be read aloud and tells
 * nothing about how many orders there are.
 *
 * @param value as written: upper case, with dashes
 */
public record OrderNumber(String value) {

	private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

	private static final Pattern WRITTEN = Pattern.compile("OF-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}");

	private static final SecureRandom RANDOM = new SecureRandom();

	public static OrderNumber random() {
		StringBuilder number = new StringBuilder("OF-");
		for (int i = 0; i < 8; i++) {
			if (i == 4) {
				number.append('-');
			}
			number.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
		}
		return new OrderNumber(number.toString());
	}

	/**
	 * Reads a number as a person may write it: small letters, without dashes, O for 0, I
	 * or L for 1. Empty where it can be no order's number.
	 */
	public static Optional<OrderNumber> parse(String written) {
		String plain = written.strip().toUpperCase(Locale.ROOT).replaceAll("[-\\s]", "");
		if (!plain.startsWith("OF") || plain.length() != 10) {
			return Optional.empty();
		}
		String digits = plain.substring(2).replace('O', '0').replace('I', '1').replace('L', '1');
		String value = "OF-" + digits.substring(0, 4) + "-" + digits.substring(4);
		return WRITTEN.matcher(value).matches() ? Optional.of(new OrderNumber(value)) : Optional.empty();
	}

	/**
	 * The same, as it is kept.
	 * @throws Refusal {@code no-such-order} where it can be no order's number
	 */
	public static String canonical(String written) {
		return parse(written).map(OrderNumber::value).orElseThrow(() -> unknown(written));
	}

	/** That there is no such order, or none that the reader may know of. */
	public static Refusal unknown(String written) {
		return Refusal.notFound("no-such-order", written);
	}

	@Override
	public String toString() {
		return this.value;
	}

}
