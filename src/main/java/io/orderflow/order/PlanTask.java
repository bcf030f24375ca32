package io.orderflow.order;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.orderflow.platform.Refusal;
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
public class PlanTask {

	/**
	 * A task as the freelancer plans it (S21).
	 *
	 * @param title what is to be done
	 * @param deadline by the end of which day, in the freelancer's time zone
	 */
	public record Planned(String title, LocalDate deadline) {

	}

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
	PlanTask(Order order, int no, Planned task, @Nullable Instant doneAt) {
		this.order = order;
		this.no = no;
		this.title = task.title();
		this.deadline = task.deadline();
		this.doneAt = doneAt;
	}

	/**
	 * One task of a plan.
	 * @throws Refusal {@code no-such-task}
	 */
	static PlanTask get(List<PlanTask> plan, int no) {
		return plan.stream()
			.filter((task) -> task.no == no)
			.findFirst()
			.orElseThrow(() -> Refusal.notFound("no-such-task", no));
	}

	/** A task that stays, with its title and its deadline, keeps its tick. */
	static void replace(Order order, List<PlanTask> plan, List<Planned> tasks) {
		List<PlanTask> before = new ArrayList<>(plan);
		plan.clear();
		int no = 0;
		for (Planned task : tasks) {
			Optional<PlanTask> same = before.stream().filter((one) -> one.planned().equals(task)).findFirst();
			same.ifPresent(before::remove);
			plan.add(new PlanTask(order, ++no, task, same.map(PlanTask::doneAt).orElse(null)));
		}
	}

	Planned planned() {
		return new Planned(this.title, this.deadline);
	}

	/** Ticks it off, or takes the tick back. Says whether that changed anything. */
	boolean tick(boolean done, Instant now) {
		if (done == (this.doneAt != null)) {
			return false;
		}
		this.doneAt = done ? now : null;
		return true;
	}

	/** Tells it from the task that another plan has in its place: by what it says. */
	public int mark() {
		return mark(this.title);
	}

	/** The same of a task with this title. */
	public static int mark(String title) {
		return title.hashCode();
	}

	public int no() {
		return this.no;
	}

	public String title() {
		return this.title;
	}

	public LocalDate deadline() {
		return this.deadline;
	}

	public @Nullable Instant doneAt() {
		return this.doneAt;
	}

}
