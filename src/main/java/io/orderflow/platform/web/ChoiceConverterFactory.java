package io.orderflow.platform.web;

import io.orderflow.platform.FormValues;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.converter.ConverterFactory;

/**
 * Reads a choice of a form the way {@link FormValues} reads it everywhere else: in kebab,
 * camel or upper case. Spring's own takes the constant's name alone. Nothing chosen is
 * null.
 */
@SuppressWarnings("rawtypes")
final class ChoiceConverterFactory implements ConverterFactory<String, Enum> {

	@Override
	@SuppressWarnings("unchecked")
	public <E extends Enum> Converter<String, E> getConverter(Class<E> type) {
		return new ChoiceConverter(type);
	}

	private record ChoiceConverter<E extends Enum<E>>(Class<E> type) implements Converter<String, E> {

		@Override
		public @Nullable E convert(String given) {
			String choice = given.strip();
			return choice.isEmpty() ? null : FormValues.constant(this.type, choice)
				.orElseThrow(() -> new IllegalArgumentException("No such choice"));
		}

	}

}
