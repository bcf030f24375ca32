package io.orderflow.order.dashboard;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import io.orderflow.account.AccountService;
import io.orderflow.order.Order;
import io.orderflow.order.lookup.OrderByNumber;
import io.orderflow.order.OrderStatus;
import io.orderflow.order.dashboard.OrderDiagramSource.Course;
import io.orderflow.order.dashboard.OrderDiagramSource.Place;
import io.orderflow.order.dashboard.OrderDiagramSource.Standing;
import io.orderflow.order.dashboard.OrderDiagramSource.Waiting;
import io.orderflow.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * An order as its process admins see it: its name and where its processes stand. Nothing
 * of what the two sides wrote or agreed on.
 */
@Service
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
public class OrderDiagramService {

	/** What is listed of each kind; Cockpit has all. */
	private static final int LISTED = 20;

	private final OrderByNumber orders;

	private final OrderDiagramSource diagrams;

	private final AccountService accounts;

	OrderDiagramService(OrderByNumber orders, OrderDiagramSource diagrams, AccountService accounts) {
		this.accounts = accounts;
		this.orders = orders;
		this.diagrams = diagrams;
	}

	/**
	 * What the diagram's page shows.
	 *
	 * @param status as which it is shown
	 * @param courses the processes of the order, the oldest first
	 * @param shown the one to draw; null where there is none
	 * @param standing where that one stands; null where there is none
	 */
	public record View(String number, String title, OrderStatus status, List<Course> courses, @Nullable Course shown,
			@Nullable Standing standing) {

	}

	/**
	 * Any order; the caller sees to it that the reader is a process admin. Six
	 * statements.
	 * @param instance the process to draw; the order's own where it is not given, or none
	 * of the order's
	 * @throws Refusal {@code no-such-order}
	 */
	public View of(String written, @Nullable String instance) {
		Order order = this.orders.written(written);
		List<Course> courses = this.diagrams.of(order.number());
		Course shown = courses.stream()
			.filter((course) -> course.id().equals(instance))
			.findFirst()
			.orElse(courses.isEmpty() ? null : courses.get(0));
		return new View(order.number(), order.title(), order.status().shown(order.clock().counted().stopReason()),
				courses, shown, (shown != null) ? named(this.diagrams.standing(shown)) : null);
	}

	/**
	 * What of all orders needs a look.
	 *
	 * @param failed the oldest first
	 * @param longest what waits for somebody, for the longest time first
	 */
	public record Overview(List<Waiting> failed, List<Waiting> longest) {

	}

	/**
	 * Of all orders, the first of each; the caller sees to it that the reader is a
	 * process admin. Five statements.
	 */
	public Overview overview() {
		List<Waiting> failed = this.diagrams.failed(LISTED);
		List<Waiting> longest = this.diagrams.waitingLongest(LISTED);
		Map<String, String> names = this.accounts
			.names(longest.stream().map(Waiting::assignee).filter(Objects::nonNull).distinct().toList());
		return new Overview(failed,
				longest.stream()
					.map((one) -> new Waiting(one.orderNumber(), one.step(), one.since(),
							(one.assignee() != null) ? names.getOrDefault(one.assignee(), one.assignee()) : null, null))
					.toList());
	}

	/** With people as they are called, not by their accounts. */
	private Standing named(Standing standing) {
		Map<String, String> names = this.accounts
			.names(standing.places().stream().map(Place::assignee).filter(Objects::nonNull).toList());
		return new Standing(
				standing.places()
					.stream()
					.map((place) -> (place.assignee() != null) ? new Place(place.element(), place.name(), place.since(),
							names.getOrDefault(place.assignee(), place.assignee()), place.about(), place.failure())
							: place)
					.toList(),
				standing.passed());
	}

	/** The model of a process; empty where it has no diagram. */
	public Optional<Drawing> drawing(Course course) {
		return this.diagrams.drawing(course);
	}

}
