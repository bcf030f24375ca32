package io.orderflow.worker;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import static org.assertj.core.api.Assertions.assertThat;

class WorkerSettingsTest {

	@Test
	void what_compose_gives_the_worker_is_read_by_it() throws IOException {
		Map<String, Object> given = compose();
		WorkerSettings all = bound(given);
		assertThat(all.engine()).isEqualTo(URI.create("http://proxy:8080/engine-rest"));
		assertThat(all.waitFor()).isEqualTo(Duration.ofSeconds(2));
		assertThat(all.metrics()).satisfies((figures) -> {
			assertThat(figures.getPort()).isEqualTo(9_090);
			assertThat(figures.getAddress().isAnyLocalAddress()).as("of the container, for whoever collects them")
				.isTrue();
		});
		for (String name : given.keySet()) {
			Map<String, Object> others = new HashMap<>(given);
			others.remove(name);
			assertThat(bound(others)).as(name + " is read").isNotEqualTo(all);
		}
	}

	@Test
	void whoever_works_signs_in() {
		assertThat(problems(Map.of("ORDERFLOW_WORKER_ENABLED", "true"))).isOne();
		assertThat(problems(Map.of("ORDERFLOW_WORKER_ENABLED", "true", "ORDERFLOW_WORKER_TOKEN", "ofl_one"))).isZero();
		assertThat(problems(Map.of("ORDERFLOW_WORKER_ENABLED", "true", "ORDERFLOW_WORKER_PASSWORD", "one"))).isZero();
		assertThat(problems(Map.of("ORDERFLOW_WORKER_ENABLED", "false"))).isZero();
	}

	private static int problems(Map<String, Object> environment) {
		try (ValidatorFactory factory = Validation.buildDefaultValidatorFactory()) {
			Validator validator = factory.getValidator();
			return validator.validate(bound(environment)).size();
		}
	}

	private static WorkerSettings bound(Map<String, Object> environment) {
		return new Binder(ConfigurationPropertySources
			.from(new SystemEnvironmentPropertySource("systemEnvironment", environment)))
			.bind("orderflow.worker", WorkerSettings.class)
			.orElseThrow(IllegalStateException::new);
	}

	private static Map<String, Object> compose() throws IOException {
		Map<String, Map<String, Map<String, Map<String, Object>>>> compose = new Yaml(
				new SafeConstructor(new LoaderOptions()))
			.load(Files.readString(Path.of("docker-compose.yml")));
		return compose.get("services").get("worker").get("environment");
	}

}
