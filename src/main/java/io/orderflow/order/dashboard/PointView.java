package io.orderflow.order.dashboard;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.orderflow.order.RevisionPoint;
import io.orderflow.order.RevisionPoint.Scope;
import org.jspecify.annotations.Nullable;

/**
 * A point of a revision, as both sides read it (B5).
 *
 * @param no from 1, in the order in which the client named them
 * @param belongsTo as {@link RevisionPoint} has it
 * @param subject what the requirement or the task of the plan is called; null of anything
 * else
 * @param objection why the freelancer sees the mark otherwise
 * @param answer what the freelancer did about it
 */
public record PointView(int no, String text, String belongsTo, @Nullable String subject, Scope scope,
		@Nullable String objection, @Nullable String answer) {

	/** What a point can belong to; {@code name} is null where its text says it. */
	public record Subject(String value, @Nullable String name) {

	}

	static List<PointView> of(List<RevisionPoint> points, Map<String, String> names) {
		return IntStream.range(0, points.size()).mapToObj((i) -> {
			RevisionPoint point = points.get(i);
			return new PointView(i + 1, point.text(), point.belongsTo(), names.get(point.belongsTo()), point.scope(),
					point.objection(), point.answer());
		}).toList();
	}

	/** Whether it lies outside what was agreed, as the client sees it. */
	public boolean outside() {
		return this.scope == Scope.OUTSIDE;
	}

	/** Whether the freelancer agrees with the mark so far. */
	public boolean unopposed() {
		return this.objection == null;
	}

}
