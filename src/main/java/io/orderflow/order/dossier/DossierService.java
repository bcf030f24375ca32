package io.orderflow.order.dossier;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.orderflow.attachment.Attachment;
import io.orderflow.attachment.AttachmentService;
import io.orderflow.order.Order;
import io.orderflow.order.lookup.OrderByNumber;
import io.orderflow.order.OrderSettings;
import io.orderflow.order.flow.OrderDesk;
import io.orderflow.order.preview.ExternalTaskLocks;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.live.LiveNotifier;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the sides of an order do with its dossiers: each reads its own, either asks for
 * new ones of both. To strangers there is no order.
 */
@Service
public class DossierService {

	private final OrderDesk desk;

	private final OrderByNumber orders;

	private final DossierRows rows;

	private final DossierFlow flow;

	private final ExternalTaskLocks tasks;

	private final AttachmentService attachments;

	private final LiveNotifier live;

	private final DossierSettings settings;

	private final OrderSettings orderSettings;

	private final Clock clock;

	DossierService(OrderDesk desk, OrderByNumber orders, DossierRows rows, DossierFlow flow, ExternalTaskLocks tasks,
			AttachmentService attachments, LiveNotifier live, DossierSettings settings, OrderSettings orderSettings,
			Clock clock) {
		this.desk = desk;
		this.orders = orders;
		this.rows = rows;
		this.flow = flow;
		this.tasks = tasks;
		this.attachments = attachments;
		this.live = live;
		this.settings = settings;
		this.orderSettings = orderSettings;
		this.clock = clock;
	}

	/**
	 * Asks for dossiers of both sides as the order is now, also once it is closed; a
	 * transaction of its own. Where those of the closed order could not be made, they are
	 * tried again; else there are new ones.
	 * @throws Refusal {@code no-such-order} to strangers; conflict
	 * {@code dossier-in-making} while a worker is asked already, and not for long,
	 * {@code dossier-asked-lately} where a side has asked a moment ago
	 */
	public void ask(String number, String actor) {
		this.desk.change(number, actor, (order) -> {
			Instant now = this.clock.instant();
			Optional<DossierRows.Build> waiting = this.rows.waiting(order.id());
			if (waiting.filter((build) -> isAwaited(build, now)).isPresent()) {
				throw Refusal.conflict("dossier-in-making");
			}
			if (this.rows.newest(order.id()).filter((build) -> askedLately(build, now)).isPresent()) {
				throw Refusal.conflict("dossier-asked-lately");
			}
			this.flow.givenUp(order.number());
			Optional<DossierRows.Build> closing = this.rows.waiting(order.id())
				.filter((build) -> build.isStuck() && build.isClosing());
			if (closing.isPresent()) {
				this.rows.askAgain(order.id(), closing.get(), now);
				this.tasks.tryAgain(order.number(), DossierDesk.TOPIC);
			}
			else {
				this.rows.ask(order.id(), actor, now);
				this.flow.asked(order.number(), actor);
			}
			this.live.changed(List.of(order.client(), order.freelancer()));
		});
	}

	private boolean isAwaited(DossierRows.Build build, Instant now) {
		return !build.isStuck() && now.isBefore(build.askedAt().plus(this.orderSettings.dossierLateAfter()));
	}

	private boolean askedLately(DossierRows.Build build, Instant now) {
		return !build.isStuck() && !build.isClosing()
				&& now.isBefore(build.askedAt().plus(this.settings.askAgainAfter()));
	}

	/**
	 * The reader's own, as it was handed in last.
	 * @throws Refusal {@code no-such-order} to strangers; not found
	 * {@code dossier-not-made}
	 */
	@Transactional(readOnly = true)
	public Attachment own(String number, String reader) {
		Order order = this.orders.of(number, reader);
		DossierSide side = reader.equals(order.client()) ? DossierSide.CLIENT : DossierSide.FREELANCER;
		return Optional.ofNullable(this.rows.documents(order.id()).get(side))
			.map((document) -> this.attachments.get(reader, document.file()))
			.orElseThrow(() -> Refusal.notFound("dossier-not-made"));
	}

}
