package io.orderflow.order;

import java.time.Instant;
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
import org.hibernate.type.SqlTypes;
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
	private Map<String, String> details;

	@SuppressWarnings("NullAway.Init")
	protected TimelineEntry() {
	}

	@SuppressWarnings("NullAway.Init")
	TimelineEntry(Order order, int no, Instant at, @Nullable String actor, TimelineKind kind,
			Map<String, String> details) {
		this.order = order;
		this.no = no;
		this.at = at;
		this.actor = actor;
		this.kind = kind;
		this.details = Map.copyOf(details);
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
