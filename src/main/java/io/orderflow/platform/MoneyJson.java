package io.orderflow.platform;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.money.CurrencyUnit;
import javax.money.Monetary;
import javax.money.MonetaryAmount;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.moneta.MonetaMoneyModule;
import org.javamoney.moneta.Money;

import org.springframework.stereotype.Component;

/**
 * Money in JSON: {@code {"amount": "120.00", "currency": "EUR"}}. The amount is text,
 * since a JSON number is a binary fraction to most readers. Jackson's module for
 * JavaMoney writes it; it is read by hand, for that module takes amounts of any size and
 * fails instead of refusing where there is no object or no such currency.
 */
@Component
public class MoneyJson extends SimpleModule {

	/** What reads as an amount; a longer number could not be a price, but eat memory. */
	private static final Pattern AMOUNT = Pattern.compile("-?\\d{1,15}(\\.\\d{1,9})?");

	/** The library takes whatever it is asked for as a regular expression. */
	private static final Set<String> CURRENCIES = Monetary.getCurrencies()
		.stream()
		.map(CurrencyUnit::getCurrencyCode)
		.collect(Collectors.toUnmodifiableSet());

	/**
	 * Those that a country has by now: the library also knows the franc and the mark of
	 * before the euro, and gold.
	 */
	private static final Set<String> IN_USE = Stream.of(Locale.getISOCountries())
		.map((country) -> Currency.getInstance(new Locale("", country)))
		.filter(Objects::nonNull)
		.map(Currency::getCurrencyCode)
		.filter(CURRENCIES::contains)
		.collect(Collectors.toUnmodifiableSet());

	public MoneyJson() {
		super("money");
		addDeserializer(MonetaryAmount.class, new Reader());
	}

	@Override
	public void setupModule(SetupContext context) {
		new MonetaMoneyModule().withQuotedDecimalNumbers().setupModule(context);
		super.setupModule(context);
	}

	/** Whether a text is an amount that {@link #of} takes. */
	public static boolean isAmount(String text) {
		return AMOUNT.matcher(text).matches();
	}

	/** Whether a text is the code of a currency that {@link #of} takes. */
	public static boolean isCurrency(String code) {
		return CURRENCIES.contains(code);
	}

	/**
	 * The codes of the currencies that one can pay in by now, in no order. What is kept
	 * in others stays readable.
	 */
	public static Set<String> currenciesInUse() {
		return IN_USE;
	}

	/**
	 * An amount of money.
	 * @throws IllegalArgumentException when the text is no amount, or there is no such
	 * currency
	 */
	public static MonetaryAmount of(String amount, String currency) {
		if (!isAmount(amount)) {
			throw new IllegalArgumentException("Not an amount: " + amount);
		}
		if (!isCurrency(currency)) {
			throw new IllegalArgumentException("Not the code of a currency: " + currency);
		}
		return Money.of(new BigDecimal(amount), Monetary.getCurrency(currency));
	}

	/** The bare amount, exactly. */
	public static BigDecimal number(MonetaryAmount money) {
		return money.getNumber().numberValueExact(BigDecimal.class);
	}

	private static final class Reader extends StdDeserializer<MonetaryAmount> {

		Reader() {
			super(MonetaryAmount.class);
		}

		@Override
		public MonetaryAmount deserialize(JsonParser json, DeserializationContext context) throws IOException {
			JsonNode node = context.readTree(json);
			String amount = node.path("amount").asText();
			String currency = node.path("currency").asText();
			if (!isAmount(amount) || !isCurrency(currency)) {
				return (MonetaryAmount) context.handleWeirdStringValue(MonetaryAmount.class, amount + " " + currency,
						"an amount and the code of a currency");
			}
			return of(amount, currency);
		}

	}

}
