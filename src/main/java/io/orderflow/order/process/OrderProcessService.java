package io.orderflow.order.process;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

import io.orderflow.conversation.ConversationService;
import io.orderflow.order.Order;
import io.orderflow.order.lookup.OrderByNumber;
import io.orderflow.order.OrderSettings;
import io.orderflow.order.UpdateRhythm;
import io.orderflow.order.dossier.DossierResults;
import io.orderflow.order.preview.PreviewResults;
import io.orderflow.order.timeline.WaitingTimesService;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The order's side of its process: what the engine's delegates call, each once, in the
 * engine's transaction. Every call can be repeated: a job runs at least once. The steps
 * have a side of their own, in {@code order.step}.
 */
@Service
@Transactional
public class OrderProcessService {

	private final OrderByNumber orders;

	private final ConversationService conversations;

	private final OrderNotifications notifications;

	private final WaitingTimesService waiting;

	private final PreviewResults previews;

	private final DossierResults dossiers;

	private final OrderSettings settings;

	private final Clock clock;

	OrderProcessService(OrderByNumber orders, ConversationService conversations, OrderNotifications notifications,
			WaitingTimesService waiting, PreviewResults previews, DossierResults dossiers, OrderSettings settings,
			Clock clock) {
		this.orders = orders;
		this.conversations = conversations;
		this.notifications = notifications;
		this.waiting = waiting;
		this.previews = previews;
		this.dossiers = dossiers;
		this.settings = settings;
		this.clock = clock;
	}

	/** The order's conversation, made with it (S7); a repeat finds the one there is. */
	public void openConversation(String number) {
		Order order = this.orders.get(number);
		this.conversations.openForOrder(order.id(), number, order.title(), order.client(), order.freelancer());
	}

	public void notifyFreelancer(String number) {
		this.notifications.newOrder(this.orders.get(number));
	}

	public void notifyClientOfDelivery(String number) {
		this.notifications.delivered(this.orders.get(number));
	}

	/** Whether the client's silence accepts the delivery now (S26); false: wait on. */
	public boolean silenceAccepts(String number) {
		return this.orders.locked(number)
			.rounds()
			.silenceAccepts(this.settings.acceptanceReminderBefore(), this.clock.instant());
	}

	/** Accepts a delivery that the client said nothing to (S26); false: wait again. */
	public boolean acceptBySilence(String number) {
		return this.orders.locked(number)
			.rounds()
			.acceptBySilence(this.settings.acceptanceReminderBefore(), this.clock.instant());
	}

	public void complete(String number) {
		Order order = this.orders.locked(number);
		order.complete(this.clock.instant());
		closed(order);
	}

	public void notifyBothOfCompletion(String number) {
		this.notifications.completed(this.orders.get(number));
	}

	/** The process takes its cancelled way: because the client did, or because of C5. */
	public void cancel(String number) {
		Order order = this.orders.locked(number);
		order.cancelForMissingRequirements(this.settings.requirementsReminders(), this.settings.remindedBeforeSilence(),
				this.clock.instant());
		closed(order);
	}

	private void closed(Order order) {
		this.waiting.keep(order);
		this.dossiers.closed(order, this.clock.instant());
	}

	public void notifyBothOfCancellation(String number) {
		this.notifications.cancelled(this.orders.get(number));
	}

	/**
	 * Whether a progress update is due (S25). The order is locked: nothing stops its
	 * clock before the freelancer has been asked.
	 */
	public UpdateRhythm.Answer updateDue(String number) {
		return this.orders.locked(number).updates().ask(this.clock.instant());
	}

	/**
	 * Whether an update was asked for that is not due any more: the clock has stopped.
	 */
	@Transactional(readOnly = true)
	public boolean updateSuspended(String number) {
		return this.orders.get(number).updates().suspended();
	}

	/**
	 * When an update is due, within the next hour: the clock goes on after an update was
	 * nearly due, or was.
	 */
	@Transactional(readOnly = true)
	public Optional<Instant> updateDueSoon(String number) {
		return this.orders.get(number).updates().dueSoon(this.clock.instant());
	}

	/** When to ask whether a freelancer who owes an update is to be reminded of it. */
	@Transactional(readOnly = true)
	public UpdateRhythm.Reminders updateReminders(String number) {
		return this.orders.get(number).updates().reminders(this.clock.instant());
	}

	/** The worker of the newest draft's preview has ended: what it handed in counts. */
	public void previewAnswered(String number) {
		Order order = this.orders.locked(number);
		order.drafts().previewAnswered(this.previews.ofNewestDraft(order), this.clock.instant());
	}

	/**
	 * No worker makes the newest draft's preview any more until somebody has that tried
	 * again, or one does again.
	 */
	public void previewStuck(String number, boolean stuck) {
		this.previews.stuck(this.orders.locked(number), stuck ? this.clock.instant() : null);
	}

	/**
	 * The worker of a closed order's dossiers has ended (B7): what it handed in counts.
	 */
	public void dossierAnswered(String number) {
		Order order = this.orders.locked(number);
		order.dossierAnswered(this.dossiers.closingEnded(order, this.clock.instant()), this.clock.instant());
	}

	/** The same of dossiers that a side asked for: the timeline says nothing of them. */
	public void dossierOnDemandAnswered(String number) {
		this.dossiers.ended(this.orders.locked(number), this.clock.instant());
	}

	/**
	 * No worker makes the dossiers any more until somebody has that tried again, or one
	 * does again.
	 * @param onDemand whether a side had asked for them
	 */
	public void dossierStuck(String number, boolean onDemand, boolean stuck) {
		this.dossiers.stuck(this.orders.locked(number), onDemand, stuck ? this.clock.instant() : null);
	}

}
