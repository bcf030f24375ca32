package io.orderflow.platform.web.openapi;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.swagger.v3.core.jackson.TypeNameResolver;

/**
 * Names of the schemas. A nested type is named behind the one that it stands in, without
 * its {@code Api}: the same simple name may stand in many.
 */
class UniqueTypeNames extends TypeNameResolver {

	private final Map<String, Class<?>> taken = new ConcurrentHashMap<>();

	/**
	 * The name of a type in the document.
	 * @throws IllegalStateException where another class has that name: the document would
	 * describe one of the two as the other
	 */
	@Override
	protected String nameForClass(Class<?> type, Set<Options> options) {
		String name = name(type);
		Class<?> first = this.taken.putIfAbsent(name, type);
		if (first != null && first != type) {
			throw new IllegalStateException(
					"Two types have the name %s in the API's document: %s and %s".formatted(name, first, type));
		}
		return name;
	}

	private static String name(Class<?> type) {
		Class<?> outer = type.getEnclosingClass();
		return (outer != null) ? name(outer).replaceFirst("Api$", "") + type.getSimpleName() : type.getSimpleName();
	}

}
