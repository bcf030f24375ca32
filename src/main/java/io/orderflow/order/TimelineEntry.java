package io.orderflow.order;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.orderflow.platform.live.LiveNotifier;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.PostPersist;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Mutability;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.java.Immutability;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * One line of the append-only timeline (B7); the database refuses to change or remove it.
 */
@Entity
@EntityListeners(TimelineEntry.Signal.class)
@Immutable
@Table(name = "timeline_entry")
public class TimelineEntry {

	@Id
	@GeneratedValue
	private UUID id;

	@ManyToOne(fetch = FetchType.LAZY, optional = false)
	private Order order;

	private int no;

	private Instant at;

	private @Nullable String actor;

	@Enumerated(EnumType.STRING)
	private TimelineKind kind;

	@JdbcTypeCode(SqlTypes.JSON)
	@Mutability(Immutability.class)
	private Map<String, String> details;

	@JdbcTypeCode(SqlTypes.JSON)
	@Mutability(Immutability.class)
	private DeliveryClock.@Nullable Reading clock;

	@SuppressWarnings("NullAway.Init")
	protected TimelineEntry() {
	}

	@SuppressWarnings("NullAway.Init")
	TimelineEntry(Order order, int no, Instant at, @Nullable String actor, TimelineKind kind,
			Map<String, String> details, DeliveryClock.@Nullable Reading clock) {
		this.order = order;
		this.no = no;
		this.at = at;
		this.actor = actor;
		this.kind = kind;
		this.details = Map.copyOf(details);
		this.clock = clock;
	}

	/**
	 * What was said, beside the pairs of a name and a value; nothing that is blank.
	 */
	static Map<String, String> saying(@Nullable String words, String... pairs) {
		Map<String, String> details = new HashMap<>();
		for (int i = 0; i < pairs.length; i += 2) {
			details.put(pairs[i], pairs[i + 1]);
		}
		details.put("words", (words != null) ? words : "");
		details.values().removeIf(String::isBlank);
		return details;
	}

	Order order() {
		return this.order;
	}

	public int no() {
		return this.no;
	}

	public Instant at() {
		return this.at;
	}

	public @Nullable String actor() {
		return this.actor;
	}

	public TimelineKind kind() {
		return this.kind;
	}

	public Map<String, String> details() {
		return this.details;
	}

	/**
	 * How the clock stood at that moment; null before it starts, once the order is
	 * closed, and of lines of before this was written down.
	 */
	public DeliveryClock.@Nullable Reading clock() {
		return this.clock;
	}

	/** What was written on a timeline, both sides' open pages are told. */
	@Component
	static class Signal {

		private final LiveNotifier live;

		Signal(LiveNotifier live) {
			this.live = live;
		}

		@PostPersist
		void written(TimelineEntry entry) {
			this.live.changed(List.of(entry.order().client(), entry.order().freelancer()));
		}

	}

}
