package io.orderflow.platform.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.variable.type.ValueType;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What becomes of a value that Tasklist sends as JSON. */
class JsonValueTypeTest {

	private final JsonValueType type = new JsonValueType();

	private Object read(Object json) {
		return this.type.createValue(json, null).getValue();
	}

	@Test
	void a_list_becomes_a_plain_list() {
		assertThat(read("[\"ink, black\",\"chalk\"]")).isEqualTo(List.of("ink, black", "chalk"));
		assertThat(read("[]")).isEqualTo(List.of());
		assertThat(read("[1,true,null,[\"a\"],{\"a\":1}]"))
			.isEqualTo(Arrays.asList("1", "true", null, List.of("a"), Map.of()));
	}

	@Test
	void a_single_value_becomes_text_and_nothing_stays_nothing() {
		assertThat(read("\"chalk\"")).isEqualTo("chalk");
		assertThat(read("12.50")).isEqualTo("12.5");
		assertThat(read("null")).isNull();
		assertThat(read("")).isNull();
		assertThat(read(null)).isNull();
	}

	@Test
	void an_object_keeps_nothing() {
		assertThat(read("{\"a\":1}")).isEqualTo(Map.of());
	}

	@Test
	void what_is_no_json_is_refused() {
		for (Object json : List.of("[", "chalk", "[".repeat(5_000), 1, List.of("chalk"))) {
			assertThatExceptionOfType(BadUserRequestException.class).isThrownBy(() -> read(json));
		}
	}

	@Test
	void a_passing_value_stays_one() {
		assertThat(this.type.createValue("[]", Map.of(ValueType.VALUE_INFO_TRANSIENT, true)).isTransient()).isTrue();
		assertThat(this.type.createValue("[]", Map.of()).isTransient()).isFalse();
	}

}
