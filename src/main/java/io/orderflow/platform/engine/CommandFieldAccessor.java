package io.orderflow.platform.engine;

import java.lang.reflect.Field;

import org.jspecify.annotations.Nullable;
import org.springframework.util.ReflectionUtils;

/**
 * A field of an engine's command that has no getter. Looked up when the class is loaded,
 * so that an engine without it does not start: a guard that sees nothing guards nothing.
 */
public final class CommandFieldAccessor {

	private final Field field;

	public CommandFieldAccessor(Class<?> command, String name) {
		Field found = ReflectionUtils.findField(command, name);
		if (found == null) {
			throw new IllegalStateException("This engine's " + command.getName() + " has no field " + name);
		}
		ReflectionUtils.makeAccessible(found);
		this.field = found;
	}

	public @Nullable Object of(Object command) {
		return ReflectionUtils.getField(this.field, command);
	}

	void set(Object command, Object value) {
		ReflectionUtils.setField(this.field, command, value);
	}

}
