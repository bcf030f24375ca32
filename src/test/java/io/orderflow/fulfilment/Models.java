package io.orderflow.fulfilment;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.xml.instance.DomElement;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The models and forms as they are deployed, by file name, and how to walk them. */
final class Models {

	/** Every model. */
	static final Map<String, BpmnModelInstance> ALL = read("classpath*:processes/*.bpmn", Bpmn::readModelFromStream);

	private Models() {
	}

	/** Everything of a kind, in all models. */
	static <T extends BaseElement> Stream<T> elements(Class<T> type) {
		return ALL.values().stream().flatMap((model) -> all(model, type).stream());
	}

	static <T extends BaseElement> List<T> all(BpmnModelInstance model, Class<T> type) {
		return List.copyOf(model.getModelElementsByType(type));
	}

	static Stream<DomElement> nodes(BpmnModelInstance model) {
		return descendants(model.getDefinitions().getDomElement());
	}

	static Stream<DomElement> descendants(DomElement element) {
		return Stream.concat(Stream.of(element), element.getChildElements().stream().flatMap(Models::descendants));
	}

	interface Reader<T> {

		T read(InputStream in) throws IOException;

	}

	static <T> Map<String, T> read(String pattern, Reader<T> reader) {
		try {
			Map<String, T> found = new TreeMap<>();
			for (Resource resource : new PathMatchingResourcePatternResolver().getResources(pattern)) {
				try (InputStream in = resource.getInputStream()) {
					found.put(resource.getFilename(), reader.read(in));
				}
			}
			return found;
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

}
