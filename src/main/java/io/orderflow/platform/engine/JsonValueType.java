package io.orderflow.platform.engine;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.impl.type.AbstractValueTypeImpl;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.jspecify.annotations.Nullable;

/**
 * The type {@code Json}, as which Tasklist sends a list of choices. Read into plain lists
 * and texts where it comes in, so that nothing behind the engine's REST resources knows
 * of it. By hand, because the engine has the type only together with Spin, which keeps a
 * value of its own kind and makes objects of any class.
 */
final class JsonValueType extends AbstractValueTypeImpl {

	private static final long serialVersionUID = 1L;

	private static final ObjectMapper JSON = new ObjectMapper();

	JsonValueType() {
		super("json");
	}

	@Override
	public TypedValue createValue(@Nullable Object value, @Nullable Map<String, Object> info) {
		if (value != null && !(value instanceof String)) {
			throw unreadable();
		}
		boolean passing = isTransient(info);
		Serializable plain = (value != null) ? plain(read((String) value)) : null;
		if (plain == null) {
			return Variables.untypedNullValue(passing);
		}
		return (plain instanceof String text) ? Variables.stringValue(text, passing)
				: Variables.objectValue(plain, passing).create();
	}

	private static JsonNode read(String text) {
		try {
			return JSON.readTree(text);
		}
		catch (JsonProcessingException ex) {
			throw unreadable();
		}
	}

	private static BadUserRequestException unreadable() {
		return new BadUserRequestException("The value of type Json must be a text that is readable JSON.");
	}

	/**
	 * What is in a list is for the form's reader to judge; an object never is a value.
	 */
	private static @Nullable Serializable plain(JsonNode json) {
		if (json.isArray()) {
			ArrayList<@Nullable Serializable> list = new ArrayList<>();
			json.forEach((element) -> list.add(plain(element)));
			return list;
		}
		if (json.isObject()) {
			return new HashMap<>();
		}
		return (json.isNull() || json.isMissingNode()) ? null : json.asText();
	}

	@Override
	public Map<String, Object> getValueInfo(TypedValue value) {
		return Map.of();
	}

	@Override
	public boolean isPrimitiveValueType() {
		return false;
	}

}
