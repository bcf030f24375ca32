package io.orderflow.fulfilment;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderflow.platform.Refusal;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * What the fields of the forms in {@code processes/} are called. Tasklist shows a refusal
 * apart from the form, so it has to say which field it means.
 */
@Component
public class FormLabels {

	private final Map<String, Map<String, String>> byForm = new HashMap<>();

	FormLabels(ResourcePatternResolver resources, ObjectMapper json) throws IOException {
		for (Resource form : resources.getResources("classpath*:processes/**/*.form")) {
			try (InputStream content = form.getInputStream()) {
				JsonNode read = json.readTree(content);
				Map<String, String> labels = new HashMap<>();
				read.path("components").forEach((component) -> {
					String label = component.path("label").asText(component.path("dateLabel").asText());
					if (component.has("key") && !label.isBlank()) {
						labels.put(component.path("key").asText(), label);
					}
				});
				this.byForm.put(read.path("id").asText(), Map.copyOf(labels));
			}
		}
	}

	/** The labels of a form by key; none of a form that is not in {@code processes/}. */
	public Map<String, String> of(String form) {
		return this.byForm.getOrDefault(form, Map.of());
	}

	/**
	 * Takes what was sent with a form of Tasklist.
	 * @param form the id of the form
	 * @throws Refusal as {@code taking} does, with what each refused field is called
	 */
	public <T> T naming(String form, Supplier<T> taking) {
		try {
			return taking.get();
		}
		catch (Refusal refusal) {
			throw refusal.naming(of(form));
		}
	}

}
