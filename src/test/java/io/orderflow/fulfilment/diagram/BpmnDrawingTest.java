package io.orderflow.fulfilment.diagram;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.orderflow.order.dashboard.Drawing;
import io.orderflow.order.dashboard.Drawing.Label;
import io.orderflow.order.dashboard.Drawing.Outline;
import io.orderflow.order.dashboard.Drawing.Shape;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnDiagram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import static org.assertj.core.api.Assertions.assertThat;

class BpmnDrawingTest {

	static Resource[] models() throws IOException {
		return new PathMatchingResourcePatternResolver().getResources("classpath*:processes/*.bpmn");
	}

	@ParameterizedTest
	@MethodSource("models")
	void every_element_is_drawn_with_its_name(Resource file) throws IOException {
		BpmnModelInstance model = read(file);

		Drawing drawing = BpmnDrawing.of(model).orElseThrow();

		assertThat(shapes(drawing))
			.containsOnlyKeys(model.getModelElementsByType(FlowNode.class).stream().map(FlowNode::getId).toList());
		assertThat(drawing.labels()).extracting((label) -> String.join(" ", label.lines()))
			.containsExactlyInAnyOrderElementsOf(model.getModelElementsByType(FlowElement.class)
				.stream()
				.map(FlowElement::getName)
				.filter((name) -> name != null)
				.toList());
		assertThat(drawing.heads().chars().filter((sign) -> sign == 'M'))
			.hasSameSizeAs(model.getModelElementsByType(SequenceFlow.class));
	}

	@ParameterizedTest
	@MethodSource("models")
	void nothing_is_cut_at_the_edges(Resource file) throws IOException {
		Drawing drawing = BpmnDrawing.of(read(file)).orElseThrow();

		List<Integer> box = drawing.viewBox();
		for (Label label : drawing.labels()) {
			double half = label.lines()
				.stream()
				.mapToDouble((line) -> Lettering.width(line, label.size()))
				.max()
				.orElseThrow() / 2;
			assertThat(label.x() - half).isGreaterThan(box.get(0));
			assertThat(label.x() + half).isLessThan(box.get(0) + box.get(2));
			assertThat(label.y()).isBetween(box.get(1) + 10.0, box.get(1) + box.get(3) - 10.0);
		}
	}

	@Test
	void outlines_tell_what_ends_and_what_interrupts_nothing() throws IOException {
		Map<String, Shape> shapes = shapes(BpmnDrawing.of(orders()).orElseThrow());

		assertThat(shapes.get("event_orderPlaced").outline()).isEqualTo(Outline.PLAIN);
		assertThat(shapes.get("event_orderCancelled").outline()).isEqualTo(Outline.THICK);
		assertThat(shapes.get("event_requirementsReminderFellDue").outline()).isEqualTo(Outline.DASHED);
		assertThat(shapes.get("subProcess_work").outline()).isEqualTo(Outline.PLAIN);
		assertThat(shapes.get("subProcess_askInBetween").outline()).isEqualTo(Outline.DOTTED);
	}

	@Test
	void what_lies_in_a_room_is_drawn_after_it() throws IOException {
		Drawing drawing = BpmnDrawing.of(orders()).orElseThrow();

		assertThat(drawing.rooms()).extracting(Shape::element)
			.containsExactly("subProcess_fulfilOrder", "subProcess_work", "subProcess_askInBetween");
		assertThat(drawing.nodes()).last()
			.extracting(Shape::element)
			.isIn(orders().getModelElementsByType(BoundaryEvent.class).stream().map(FlowElement::getId).toList());
	}

	/** As a process admin may deploy one. */
	@Test
	void elements_that_no_model_of_ours_has_are_drawn_too() {
		BpmnModelInstance foreign = Bpmn.createExecutableProcess("foreign")
			.startEvent("start")
			.scriptTask("script")
			.name("A <b> & more")
			.inclusiveGateway("gateway")
			.manualTask("byHand")
			.callActivity("call")
			.subProcess("room")
			.embeddedSubProcess()
			.startEvent("inside")
			.endEvent()
			.subProcessDone()
			.intermediateThrowEvent("thrown")
			.signal("signal")
			.endEvent("end")
			.done();

		Drawing drawing = BpmnDrawing.of(foreign).orElseThrow();

		assertThat(shapes(drawing)).containsKeys("script", "gateway", "byHand", "call", "room", "inside", "thrown",
				"end");
		assertThat(drawing.labels()).extracting(Label::lines).contains(List.of("A <b> & more"));
	}

	@Test
	void a_model_without_a_diagram_is_not_drawn() throws IOException {
		BpmnModelInstance model = orders().clone();
		model.getModelElementsByType(BpmnDiagram.class)
			.forEach((diagram) -> diagram.getParentElement().removeChildElement(diagram));

		assertThat(BpmnDrawing.of(model)).isEmpty();
	}

	private static Map<String, Shape> shapes(Drawing drawing) {
		return Stream.of(drawing.rooms(), drawing.nodes())
			.flatMap(List::stream)
			.collect(Collectors.toMap(Shape::element, Function.identity()));
	}

	private static BpmnModelInstance orders() throws IOException {
		return read(new PathMatchingResourcePatternResolver().getResource("classpath:processes/orderFulfilment.bpmn"));
	}

	private static BpmnModelInstance read(Resource file) throws IOException {
		try (InputStream in = file.getInputStream()) {
			return Bpmn.readModelFromStream(in);
		}
	}

}
