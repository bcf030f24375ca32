package io.orderflow.fulfilment.diagram;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

import io.orderflow.order.dashboard.Drawing;
import io.orderflow.order.dashboard.Drawing.Label;
import io.orderflow.order.dashboard.Drawing.Outline;
import io.orderflow.order.dashboard.Drawing.Shape;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.camunda.bpm.model.bpmn.instance.EventDefinition;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.Lane;
import org.camunda.bpm.model.bpmn.instance.Participant;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.ThrowEvent;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnLabel;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.dc.Bounds;
import org.camunda.bpm.model.bpmn.instance.di.Waypoint;
import org.jspecify.annotations.Nullable;

/**
 * Draws a model as its notation (BPMN 2.0) has it, from the places that the model's own
 * diagram gives. A class of its own rather than a library in the browser: see decision
 * 25.
 */
public final class BpmnDrawing {

	private static final double MARGIN = 16;

	/** Between the two rings of an event that is neither a start nor an end. */
	private static final double RINGS = 3;

	/** Of names in shapes, and of those beside them. */
	private static final int INSIDE = 12;

	private static final int BESIDE = 11;

	private static final double LINE = 1.2;

	private static final double WIDTH_BESIDE = 90;

	private final List<Shape> rooms = new ArrayList<>();

	private final List<Shape> nodes = new ArrayList<>();

	private final List<Label> labels = new ArrayList<>();

	private final StringBuilder flows = new StringBuilder();

	private final StringBuilder heads = new StringBuilder();

	private final StringBuilder signs = new StringBuilder();

	private final StringBuilder boldSigns = new StringBuilder();

	private final StringBuilder filledSigns = new StringBuilder();

	private final StringBuilder dashes = new StringBuilder();

	private double left = Double.MAX_VALUE;

	private double top = Double.MAX_VALUE;

	private double right = -Double.MAX_VALUE;

	private double bottom = -Double.MAX_VALUE;

	private BpmnDrawing() {
	}

	/** Empty where the model has no diagram. */
	public static Optional<Drawing> of(BpmnModelInstance model) {
		BpmnDrawing drawing = new BpmnDrawing();
		model.getModelElementsByType(BpmnShape.class)
			.stream()
			.filter((shape) -> shape.getBpmnElement() != null && shape.getBounds() != null)
			.map(Placed::new)
			.sorted(Comparator.comparingInt(Placed::layer).thenComparing(Comparator.comparing(Placed::area).reversed()))
			.forEach(drawing::draw);
		model.getModelElementsByType(BpmnEdge.class).forEach(drawing::draw);
		return (drawing.rooms.isEmpty() && drawing.nodes.isEmpty()) ? Optional.empty()
				: Optional.of(drawing.finished());
	}

	private Drawing finished() {
		List<Integer> viewBox = DoubleStream
			.of(this.left - MARGIN, this.top - MARGIN, this.right - this.left + 2 * MARGIN,
					this.bottom - this.top + 2 * MARGIN)
			.mapToObj((side) -> (int) Math.ceil(side))
			.toList();
		return new Drawing(viewBox, List.copyOf(this.rooms), this.flows.toString(), this.heads.toString(),
				List.copyOf(this.nodes), this.signs.toString(), this.boldSigns.toString(), this.filledSigns.toString(),
				this.dashes.toString(), List.copyOf(this.labels));
	}

	/** A shape of the diagram with what it is of. */
	private record Placed(BaseElement element, double x, double y, double width, double height, boolean expanded,
			boolean marker, @Nullable Bounds label) {

		Placed(BpmnShape shape) {
			this(shape.getBpmnElement(), shape.getBounds().getX(), shape.getBounds().getY(),
					shape.getBounds().getWidth(), shape.getBounds().getHeight(), says(shape, "isExpanded"),
					says(shape, "isMarkerVisible"), bounds(shape.getBpmnLabel()));
		}

		/** Rooms below everything, events at the edge of a shape above it. */
		int layer() {
			return room() ? 0 : (this.element instanceof BoundaryEvent) ? 2 : 1;
		}

		boolean room() {
			return this.element instanceof Participant || this.element instanceof Lane
					|| (this.element instanceof SubProcess && this.expanded);
		}

		double area() {
			return room() ? this.width * this.height : 0;
		}

		double middleX() {
			return this.x + this.width / 2;
		}

		double middleY() {
			return this.y + this.height / 2;
		}

		/** Empty where nobody named it. */
		String name() {
			String name = this.element.getAttributeValue("name");
			return (name != null) ? name : "";
		}

	}

	/** The engine's own methods fail where the diagram leaves it open. */
	private static boolean says(BpmnShape shape, String attribute) {
		return Boolean.parseBoolean(shape.getAttributeValue(attribute));
	}

	private static @Nullable Bounds bounds(@Nullable BpmnLabel label) {
		return (label != null) ? label.getBounds() : null;
	}

	private void draw(Placed shape) {
		reach(shape.x(), shape.y());
		reach(shape.x() + shape.width(), shape.y() + shape.height());
		if (shape.element() instanceof Event event) {
			drawEvent(shape, event);
		}
		else if (shape.element() instanceof Gateway) {
			drawGateway(shape);
		}
		else if (shape.room()) {
			this.rooms.add(new Shape(shape.element().getId(), box(shape),
					isOfEvents(shape.element()) ? Outline.DOTTED : Outline.PLAIN));
			write(shape.name(), shape.width(), shape.middleX(), shape.y() + 5 + INSIDE, INSIDE);
		}
		else {
			drawTask(shape);
		}
	}

	private static boolean isOfEvents(BaseElement element) {
		return element instanceof SubProcess part && part.triggeredByEvent();
	}

	private void drawEvent(Placed shape, Event event) {
		double radius = shape.width() / 2;
		boolean ends = event instanceof EndEvent;
		boolean breaksOff = (event instanceof BoundaryEvent boundary) ? boundary.cancelActivity()
				: !(event instanceof StartEvent start) || start.isInterrupting();
		this.nodes.add(new Shape(event.getId(), ring(shape.middleX(), shape.middleY(), radius),
				ends ? Outline.THICK : breaksOff ? Outline.PLAIN : Outline.DASHED));
		if (!ends && !(event instanceof StartEvent)) {
			(breaksOff ? this.signs : this.dashes).append(ring(shape.middleX(), shape.middleY(), radius - RINGS));
		}
		boolean tells = event instanceof ThrowEvent;
		event.getChildElementsByType(EventDefinition.class)
			.stream()
			.limit(1)
			.forEach((definition) -> append(tells ? this.filledSigns : this.signs, shape.middleX(), shape.middleY(),
					BpmnSigns.ofEvent(definition, tells)));
		writeBeside(shape);
	}

	private void drawGateway(Placed shape) {
		double half = shape.width() / 2;
		this.nodes.add(new Shape(shape.element().getId(),
				at(shape.middleX(), shape.y()) + "l%1$s %1$s-%1$s %1$s-%1$s-%1$sz".formatted(number(half)),
				Outline.PLAIN));
		if (!(shape.element() instanceof ExclusiveGateway) || shape.marker()) {
			append(this.boldSigns, shape.middleX(), shape.middleY(), BpmnSigns.ofGateway(shape.element()));
			append(this.signs, shape.middleX(), shape.middleY(), BpmnSigns.ofWaiting(shape.element()));
		}
		writeBeside(shape);
	}

	/** Whatever else there is has the shape of a task, too. */
	private void drawTask(Placed shape) {
		this.nodes.add(new Shape(shape.element().getId(), box(shape),
				(shape.element() instanceof Activity) ? Outline.PLAIN : Outline.DASHED));
		append(this.signs, shape.x() + 15, shape.y() + 15, BpmnSigns.ofTask(shape.element()));
		List<String> lines = Lettering.wrapped(shape.name(), shape.width() - 10, INSIDE);
		double base = shape.middleY() + INSIDE / 3.0 - (lines.size() - 1) * INSIDE * LINE / 2;
		label(lines, shape.middleX(), base, INSIDE);
	}

	private void draw(BpmnEdge edge) {
		List<Waypoint> points = List.copyOf(edge.getWaypoints());
		if (edge.getBpmnElement() == null || points.size() < 2) {
			return;
		}
		boolean flow = edge.getBpmnElement() instanceof SequenceFlow;
		StringBuilder line = flow ? this.flows : this.dashes;
		points.forEach((point) -> reach(point.getX(), point.getY()));
		line.append(at(points.get(0).getX(), points.get(0).getY())).append('L');
		points.stream().skip(1).forEach((point) -> line.append(pair(point.getX(), point.getY())).append(' '));
		if (flow) {
			drawHead(points.get(points.size() - 2), points.get(points.size() - 1));
			drawDefault((SequenceFlow) edge.getBpmnElement(), points);
		}
		Bounds label = bounds(edge.getBpmnLabel());
		String name = edge.getBpmnElement().getAttributeValue("name");
		if (label != null && name != null) {
			writeAt(label, name);
		}
	}

	private void drawHead(Waypoint before, Waypoint tip) {
		double length = Math.hypot(tip.getX() - before.getX(), tip.getY() - before.getY());
		if (length > 0) {
			double alongX = (tip.getX() - before.getX()) / length;
			double alongY = (tip.getY() - before.getY()) / length;
			this.heads.append(at(tip.getX(), tip.getY()))
				.append('L')
				.append(pair(tip.getX() - 10 * alongX - 4 * alongY, tip.getY() - 10 * alongY + 4 * alongX))
				.append(' ')
				.append(pair(tip.getX() - 10 * alongX + 4 * alongY, tip.getY() - 10 * alongY - 4 * alongX))
				.append('z');
		}
	}

	/** The way that is taken where no other is: a stroke across its beginning. */
	private void drawDefault(SequenceFlow flow, Collection<Waypoint> points) {
		if (flow.getSource() == null || !flow.getId().equals(flow.getSource().getAttributeValue("default"))) {
			return;
		}
		List<Waypoint> first = points.stream().limit(2).toList();
		Waypoint from = first.get(0);
		Waypoint to = first.get(1);
		double length = Math.hypot(to.getX() - from.getX(), to.getY() - from.getY());
		if (length > 0) {
			double alongX = (to.getX() - from.getX()) / length;
			double alongY = (to.getY() - from.getY()) / length;
			double acrossX = 4 * (alongX + alongY);
			double acrossY = 4 * (alongY - alongX);
			this.signs.append(at(from.getX() + 10 * alongX - acrossX, from.getY() + 10 * alongY - acrossY))
				.append('l')
				.append(pair(2 * acrossX, 2 * acrossY));
		}
	}

	private void writeBeside(Placed shape) {
		if (shape.label() != null) {
			writeAt(shape.label(), shape.name());
		}
		else {
			write(shape.name(), WIDTH_BESIDE, shape.middleX(), shape.y() + shape.height() + 4 + BESIDE, BESIDE);
		}
	}

	private void writeAt(Bounds place, String name) {
		write(name, place.getWidth(), place.getX() + place.getWidth() / 2, place.getY() + BESIDE, BESIDE);
	}

	private void write(String text, double width, double x, double base, int size) {
		label(Lettering.wrapped(text, width, size), x, base, size);
	}

	private void label(List<String> lines, double x, double base, int size) {
		if (!lines.isEmpty()) {
			double half = lines.stream().mapToDouble((line) -> Lettering.width(line, size)).max().orElse(0) / 2;
			reach(x - half, base - size);
			reach(x + half, base + (lines.size() - 1) * size * LINE + size / 3.0);
			this.labels.add(new Label(lines, x, Math.round(base * 10) / 10.0, size));
		}
	}

	private void reach(double x, double y) {
		this.left = Math.min(this.left, x);
		this.top = Math.min(this.top, y);
		this.right = Math.max(this.right, x);
		this.bottom = Math.max(this.bottom, y);
	}

	private static void append(StringBuilder signs, double x, double y, String sign) {
		if (!sign.isEmpty()) {
			signs.append(at(x, y)).append(sign);
		}
	}

	private static String ring(double x, double y, double radius) {
		return at(x - radius, y)
				+ "a%1$s %1$s 0 1 1 %2$s 0a%1$s %1$s 0 1 1-%2$s 0z".formatted(number(radius), number(2 * radius));
	}

	private static String box(Placed shape) {
		double round = Math.min(10, Math.min(shape.width(), shape.height()) / 2);
		return at(shape.x() + round, shape.y())
				+ "h%2$sa%1$s %1$s 0 0 1 %1$s %1$sv%3$sa%1$s %1$s 0 0 1-%1$s %1$sh-%2$sa%1$s %1$s 0 0 1-%1$s-%1$sv-%3$sa%1$s %1$s 0 0 1 %1$s-%1$sz"
					.formatted(number(round), number(shape.width() - 2 * round), number(shape.height() - 2 * round));
	}

	private static String at(double x, double y) {
		return "M" + pair(x, y);
	}

	private static String pair(double x, double y) {
		return number(x) + " " + number(y);
	}

	/** A tenth is more than anybody sees. */
	private static String number(double value) {
		long tenths = Math.round(value * 10);
		return (tenths % 10 == 0) ? Long.toString(tenths / 10) : String.format(Locale.ROOT, "%.1f", tenths / 10.0);
	}

}
