package io.orderflow.catalog.web;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.orderflow.platform.MoneyJson;

/**
 * An amount as people type it: {@code 1 250,50 €}, {@code €1,250.50}, {@code 1.250,50}.
 */
final class TypedAmount {

	private static final Pattern AROUND = Pattern.compile("[\\s\\p{Z}\\p{Sc}'\u2019]|(?i:EUR|USD|GBP|CHF|CAD)");

	/** Groups of three, parted by the one mark, and decimals behind the other. */
	private static final Pattern GROUPED = Pattern
		.compile("(\\d{1,3}(?:,\\d{3})+)(?:\\.(\\d{1,2}))?|(\\d{1,3}(?:\\.\\d{3})+),(\\d{1,2})");

	private TypedAmount() {
	}

	/** As the API takes it; what is no amount stays as it was typed, to be quoted so. */
	static String plain(String typed) {
		String amount = AROUND.matcher(typed).replaceAll("");
		Matcher grouped = GROUPED.matcher(amount);
		if (grouped.matches()) {
			String whole = (grouped.group(1) != null) ? grouped.group(1) : grouped.group(3);
			String rest = (grouped.group(2) != null) ? grouped.group(2) : grouped.group(4);
			return whole.replaceAll("[.,]", "") + ((rest != null) ? "." + rest : "");
		}
		String plain = amount.replace(',', '.');
		return MoneyJson.isAmount(plain) ? plain : typed.strip();
	}

}
