package io.orderflow.platform.engine;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.orderflow.platform.Refusal;
import org.camunda.bpm.engine.impl.AbstractQuery;
import org.camunda.bpm.engine.impl.QueryOrderingProperty;
import org.camunda.bpm.engine.impl.QueryVariableValue;
import org.camunda.bpm.engine.impl.Validator;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ReflectionUtils;

/**
 * How much a query asks the database to think about. The engine takes as many conditions
 * as fit into a request and makes a join of each: with a thousand of them, in sixty
 * kilobytes, PostgreSQL plans for hours, and takes all memory for it.
 */
final class QuerySize {

	/** The fields of a query that hold lists, whichever query it is. */
	private static final ClassValue<List<Field>> LISTS = new ClassValue<>() {

		@Override
		protected List<Field> computeValue(Class<?> type) {
			List<Field> lists = new ArrayList<>();
			ReflectionUtils.doWithFields(type, lists::add,
					(field) -> !Modifier.isStatic(field.getModifiers())
							&& (Collection.class.isAssignableFrom(field.getType())
									|| Map.class.isAssignableFrom(field.getType()) || field.getType().isArray()));
			lists.forEach(ReflectionUtils::makeAccessible);
			return List.copyOf(lists);
		}

	};

	private final Set<Object> counted = Collections.newSetFromMap(new IdentityHashMap<>());

	private int conditions;

	private int values;

	private QuerySize() {
	}

	/**
	 * Refuses a query that asks for too much.
	 * @throws Refusal {@code query-too-large}
	 */
	static void check(AbstractQuery<?, ?> query, int maxConditions, int maxValues) {
		QuerySize size = new QuerySize();
		size.count(query);
		if (size.conditions > maxConditions || size.values > maxValues) {
			throw Refusal.invalid("query", "query-too-large", maxConditions, maxValues);
		}
	}

	private void count(AbstractQuery<?, ?> query) {
		if (this.counted.add(query)) {
			LISTS.get(query.getClass()).forEach((field) -> countItems(ReflectionUtils.getField(field, query)));
		}
	}

	private void countItems(@Nullable Object list) {
		if (list instanceof Collection<?> items) {
			items.forEach(this::countItem);
		}
		else if (list instanceof Map<?, ?> byName) {
			byName.values().forEach(this::countItem);
		}
		else if (list instanceof Object[] items) {
			Arrays.asList(items).forEach(this::countItem);
		}
		else if (list != null) {
			this.values += Array.getLength(list);
		}
	}

	private void countItem(@Nullable Object item) {
		if (item instanceof AbstractQuery<?, ?> alternative) {
			this.conditions += this.counted.contains(alternative) ? 0 : 1;
			count(alternative);
		}
		else if (item instanceof QueryVariableValue || item instanceof QueryOrderingProperty) {
			// a list and a map may hold the same
			this.conditions += this.counted.add(item) ? 1 : 0;
		}
		else if (item instanceof Collection<?> items) {
			items.forEach(this::countItem);
		}
		else if (!(item instanceof Validator)) {
			this.values++;
		}
	}

}
