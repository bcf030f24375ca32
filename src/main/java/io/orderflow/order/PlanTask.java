package io.orderflow.order;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** One task of the work plan, with its deadline, ticked off as work goes on (S21). */
@Entity
@Table(name = "plan_task")
class PlanTask {

	@Id
	@GeneratedValue
	private UUID id;

	@ManyToOne(fetch = FetchType.LAZY, optional = false)
	private Order order;

	private int no;

	private String title;

	private LocalDate deadline;

	private @Nullable Instant doneAt;

	@SuppressWarnings("NullAway.Init")
	protected PlanTask() {
	}

	@SuppressWarnings("NullAway.Init")
	PlanTask(Order order, int no, PlannedTask task, @Nullable Instant doneAt) {
		this.order = order;
		this.no = no;
		this.title = task.title();
		this.deadline = task.deadline();
		this.doneAt = doneAt;
	}

	PlannedTask planned() {
		return new PlannedTask(this.title, this.deadline);
	}

	/** Ticks it off, or takes the tick back. Says whether that changed anything. */
	boolean tick(boolean done, Instant now) {
		if (done == (this.doneAt != null)) {
			return false;
		}
		this.doneAt = done ? now : null;
		return true;
	}

	int no() {
		return this.no;
	}

	String title() {
		return this.title;
	}

	LocalDate deadline() {
		return this.deadline;
	}

	@Nullable Instant doneAt() {
		return this.doneAt;
	}

}
