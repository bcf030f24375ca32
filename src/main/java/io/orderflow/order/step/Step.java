package io.orderflow.order.step;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.orderflow.catalog.ApprovalNeeded;
import io.orderflow.order.Order;
import io.orderflow.order.OrderSettings;
import io.orderflow.order.OrderStep;
import io.orderflow.order.brief.Consequence;
import io.orderflow.order.dashboard.OrderView;
import io.orderflow.order.flow.StepDecision;
import io.orderflow.platform.FormFields;
import io.orderflow.platform.FormValues;
import io.orderflow.platform.ReaderFormats;
import io.orderflow.platform.SubmittedForm;
import org.jspecify.annotations.Nullable;

/**
 * One decision that the process asks a side of the order for, with all that is particular
 * to it: whose it is, what it takes and refuses, its files, when it is due, whether to
 * remind of it, and what Tasklist and the order's page show beside its form.
 *
 * <p>
 * A decision comes from the API, from the page or from Tasklist; {@link #take} sees no
 * difference. It runs in the transaction that completes the user task: a
 * {@link io.orderflow.platform.Refusal} leaves the task open and nothing written.
 *
 * @param <D> what is decided
 */
public abstract class Step<D extends StepDecision> {

	public static final int MAX_TEXT = 5_000;

	static final String FILES = "files";

	private static final Duration SOON = Duration.ofDays(1);

	private final OrderStep id;

	private final Class<D> decisionType;

	private final OrderSettings settings;

	Step(OrderStep id, Class<D> decisionType, OrderSettings settings) {
		this.id = id;
		this.decisionType = decisionType;
		this.settings = settings;
	}

	/** Its name, in the model, the forms, the templates, the texts and the API. */
	public final OrderStep id() {
		return this.id;
	}

	public final Class<D> decisionType() {
		return this.decisionType;
	}

	/**
	 * Its address in the API, below the order's.
	 * @return empty where the API has another way to it
	 */
	public abstract Optional<ApiOperation> api();

	/** Whose it is. */
	abstract String assignee(Order order);

	/** The keys of its form in Tasklist: what a person may submit there. */
	abstract Set<String> keys(Order order);

	/** What fields are called that a model's form knows nothing of, by key. */
	Map<String, String> labels(Order order) {
		return Map.of();
	}

	/** Reads what was submitted in Tasklist, where everything is text. */
	abstract D fromTasklist(Order order, FormValues form);

	/** Reads what was submitted on the order's page; files are put down there before. */
	public abstract D fromPage(OrderView order, FormFields form);

	/** What the page asks once before it takes the decision; empty where nothing. */
	public Optional<Confirmation> toConfirm(OrderView order, D decision) {
		return Optional.empty();
	}

	/**
	 * Whether the other side gets a notification of the decision: what the page says to
	 * whoever has made it.
	 */
	public boolean tellsOtherSide(D decision) {
		return true;
	}

	/**
	 * Of what the other side gets a notification, where not always when this is done: the
	 * end of the key {@code order.now.theirs.told}, with a dot; empty where always.
	 */
	public String toldWhen(OrderView order) {
		return "";
	}

	/** The decision without what does not go with its choice: the page has asked. */
	public D confirmed(D decision) {
		return decision;
	}

	/** Checks the decision, has the order record it, and says what came of it. */
	abstract StepOutcome take(Order order, D decision, Submission submission);

	/**
	 * Whether this very decision was recorded before, under the key that it carries.
	 * @return false of what has no key
	 */
	boolean recorded(String orderNumber, D decision, String actor) {
		return false;
	}

	/** What the model asks behind it, by name: see {@link StepOutcome}. */
	public Set<String> answers() {
		return Set.of();
	}

	/**
	 * The word under which its files are attached to the order.
	 * @return empty where it attaches none to the order itself
	 */
	public Optional<String> purpose() {
		return Optional.empty();
	}

	/**
	 * The fields of its form on the page that hold what a person wrote: what is kept for
	 * them where the form cannot be sent any more.
	 */
	public abstract Set<String> written(OrderView order);

	/** Whether it stands before all else that waits for the same person. */
	public boolean first() {
		return false;
	}

	/** The fields of its form that take files. */
	public List<FileInput> files(OrderView order) {
		return List.of();
	}

	/**
	 * By when it should be decided: a label to Tasklist and the page. Null while nobody
	 * can say, which changes only where {@link #dueWithOrder}.
	 */
	@Nullable Instant due(Order order, Instant now) {
		Instant answer = now.plus(this.settings.answerWithin());
		Instant work = order.clock().waitsForClient() ? null : order.clock().expectedDue(now);
		// what comes before the work is not due after it
		return (work != null && work.isAfter(now) && work.isBefore(answer)) ? work : answer;
	}

	/** Whether it is due when the order says, whenever it was asked for. */
	boolean dueWithOrder() {
		return false;
	}

	/** Whether it comes before other steps of the same person. */
	boolean urgent(Order order, Instant now) {
		Instant due = due(order, now);
		return due != null && Duration.between(now, due).compareTo(SOON) < 0;
	}

	/** Whether the mail about the new order has told of it already. */
	boolean toldWithOrder(Order order) {
		return false;
	}

	/**
	 * Whether whoever it waits for is told when it begins to wait (S19); false where they
	 * were told of what led to it a moment ago.
	 */
	boolean toldWhenAsked() {
		return true;
	}

	/**
	 * What led to it, where whoever it waits for is told so in other words than of the
	 * first time: ends the key of the text, as in {@code approved}.
	 * @return empty for the words of the first time
	 */
	String occasion(Order order) {
		return "";
	}

	/**
	 * What whoever it waits for is reminded of in other words than usually: ends the key
	 * of the text.
	 * @return empty for the usual words
	 */
	String reminded(Order order) {
		return "";
	}

	/**
	 * Whether the client approves a plan alone, which nobody is to call a draft (S24).
	 */
	static boolean planAlone(Order order) {
		return order.terms().approval() == ApprovalNeeded.PLAN;
	}

	/**
	 * What the other side wrote that led to it: quoted where whoever it waits for is told
	 * (S2).
	 * @return null or blank where nothing was written for it
	 */
	@Nullable String quote(Order order) {
		return null;
	}

	/**
	 * The keys of the texts that told whoever it waits for that it does: read with what
	 * begins with one of them and a dot once it is done.
	 */
	Set<String> toldAs() {
		return toldAs(this.id);
	}

	static Set<String> toldAs(OrderStep step) {
		return Set.of("order.todo." + step.id(), "order.reminder." + step.id());
	}

	/**
	 * When something happens by itself if nobody decides it; empty where nothing does.
	 */
	Optional<Instant> silenceDecides(Order order) {
		return Optional.empty();
	}

	/**
	 * Whether to remind of it now, each time the process asks; counts that it did. Where
	 * nothing decides it by itself: again and again, and less often after a while.
	 * @param since since when it waits
	 */
	boolean remind(Order order, Instant since, Instant now) {
		return OrderSettings.remindsOfWaiting(since, this.settings.waitingReminderEvery(), now);
	}

	/**
	 * Asks whether the order is cancelled now, since nobody decided it in time; puts that
	 * off where there was no reminder.
	 */
	boolean cancelsUndecided(Order order, Instant now) {
		return false;
	}

	/** Whether to remind once more of what was put off now; counts that it did. */
	boolean remindAnew(Order order, Instant now) {
		return false;
	}

	/** What it is about, as plain text in English, as Tasklist's frame is. */
	abstract String brief(Order order);

	/** What happens by itself if nothing is decided. */
	Optional<Consequence> otherwise(Order order) {
		return Optional.empty();
	}

	/**
	 * What its fragment on the order's page shows beside the order, named.
	 * @param form what was typed already, where the form comes back
	 */
	public @Nullable Object view(OrderView order, SubmittedForm form, ReaderFormats formats) {
		return null;
	}

	final OrderSettings settings() {
		return this.settings;
	}

	/**
	 * When the work is due, for what waits for no earlier date; soon where there is none.
	 * Null while the clock stands: later with every second, which a task cannot say.
	 */
	final @Nullable Instant workDue(Order order, Instant now) {
		if (order.clock().waitsForClient()) {
			return null;
		}
		Instant due = order.clock().expectedDue(now);
		return (due != null) ? due : now.plus(this.settings.answerWithin());
	}

}
