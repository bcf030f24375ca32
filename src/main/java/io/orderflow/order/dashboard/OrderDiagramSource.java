package io.orderflow.order.dashboard;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Where the processes of an order stand in their models, for process admins. Names and
 * sentences are the models' own, in English. Times are UTC.
 */
public interface OrderDiagramSource {

	/**
	 * Everything that runs or ran under the order's number, the oldest first: the order's
	 * own process, then its watch, its requests.
	 */
	List<Course> of(String orderNumber);

	/** Where one of them stands, or where it ended. */
	Standing standing(Course course);

	/** Its model; empty where the model has no diagram. */
	Optional<Drawing> drawing(Course course);

	/** What of all orders has failed and goes on for nobody, the oldest first. */
	List<Waiting> failed(int limit);

	/** Steps of all orders that wait for somebody, for the longest time first. */
	List<Waiting> waitingLongest(int limit);

	/**
	 * An order at which something stands.
	 *
	 * @param step as the model calls it
	 * @param assignee whom it waits for, if for somebody
	 * @param failure why it cannot go on; null where nothing failed
	 */
	record Waiting(String orderNumber, String step, Instant since, @Nullable String assignee,
			@Nullable String failure) {

	}

	/**
	 * One process of an order.
	 *
	 * @param id of the instance, as Cockpit knows it
	 * @param definition the id of its model
	 * @param name of its model
	 * @param endedAt null while it runs
	 */
	record Course(String id, String definition, String name, Instant startedAt, @Nullable Instant endedAt) {

		public boolean running() {
			return this.endedAt == null;
		}

	}

	/**
	 * Where a process stands.
	 *
	 * @param places what it waits for now; of one that has ended, where it did
	 * @param passed ids of the elements that it has gone through
	 */
	record Standing(List<Place> places, Set<String> passed) {

		/** How an element is marked in the drawing; empty where nothing came to it. */
		public String mark(String element) {
			List<Place> here = this.places.stream().filter((place) -> place.element().equals(element)).toList();
			if (here.isEmpty()) {
				return this.passed.contains(element) ? "passed" : "";
			}
			return here.stream().anyMatch((place) -> place.failure() != null) ? "present failed" : "present";
		}

	}

	/**
	 * An element at which a process stands.
	 *
	 * @param element its id in the model
	 * @param since when the process came there; null where it is about to
	 * @param assignee whom it waits for, if for somebody
	 * @param about what the model says of it; empty where it says nothing
	 * @param failure why it cannot go on; null where nothing failed
	 */
	record Place(String element, String name, @Nullable Instant since, @Nullable String assignee, String about,
			@Nullable String failure) {

	}

}
