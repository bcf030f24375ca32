package io.orderflow.platform;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.validation.Validation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.validation.ValidationBindHandler;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;
import org.springframework.validation.beanvalidation.SpringValidatorAdapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Every number, time and size that can be set has a least and a most: one that makes no
 * sense stops the start, instead of what it bounds.
 */
class SettingsBoundsTest {

	private static final Map<Class<?>, List<String>> SENSELESS = Map.of(int.class, List.of("-1", "2147483647"),
			Duration.class, List.of("-1s", "0s", "100000d"), DataSize.class, List.of("-1B", "0B", "100000TB"));

	/** Nothing at all makes sense of these. */
	private static final Set<String> MAY_BE_NONE = Set.of("orderflow.notifications.messages-grouped-for",
			"orderflow.dossiers.ask-again-after");

	private static final SpringValidatorAdapter VALIDATOR = new SpringValidatorAdapter(
			Validation.buildDefaultValidatorFactory().getValidator());

	private static final List<Class<?>> SETTINGS = settings();

	private static List<Class<?>> settings() {
		ClassPathScanningCandidateComponentProvider scan = new ClassPathScanningCandidateComponentProvider(false);
		scan.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
		return scan.findCandidateComponents("io.orderflow")
			.stream()
			.map(BeanDefinition::getBeanClassName)
			.<Class<?>>map((name) -> ClassUtils.resolveClassName(name, null))
			.filter(Class::isRecord)
			.toList();
	}

	static Stream<String> numbers() {
		List<String> numbers = new ArrayList<>();
		for (Class<?> type : SETTINGS) {
			for (RecordComponent component : type.getRecordComponents()) {
				for (String value : SENSELESS.getOrDefault(component.getType(), List.of())) {
					String name = name(type, component);
					if (!value.startsWith("0") || !MAY_BE_NONE.contains(name)) {
						numbers.add(name + "=" + value);
					}
				}
			}
		}
		return numbers.stream();
	}

	private static String name(Class<?> type, RecordComponent component) {
		return prefix(type) + "." + DataObjectPropertyName.toDashedForm(component.getName());
	}

	private static String prefix(Class<?> type) {
		return type.getAnnotation(ConfigurationProperties.class).value();
	}

	@Test
	void the_settings_are_found() {
		assertThat(numbers()).hasSizeGreaterThan(80);
	}

	@ParameterizedTest
	@MethodSource("numbers")
	void what_makes_no_sense_stops_the_start(String setting) {
		String name = setting.substring(0, setting.indexOf('='));
		Class<?> type = SETTINGS.stream()
			.filter((candidate) -> Arrays.stream(candidate.getRecordComponents())
				.anyMatch((component) -> name(candidate, component).equals(name)))
			.findFirst()
			.orElseThrow();
		assertThat(type.isAnnotationPresent(Validated.class)).as(type + " is validated").isTrue();
		assertThat(bind(type, Map.of())).isNotNull();
		assertThatExceptionOfType(BindException.class).as(setting)
			.isThrownBy(() -> bind(type, Map.of(name, setting.substring(name.length() + 1))));
	}

	private static Object bind(Class<?> type, Map<String, String> values) {
		return new Binder(new MapConfigurationPropertySource(values)).bindOrCreate(prefix(type), Bindable.of(type),
				new ValidationBindHandler(VALIDATOR));
	}

}
