package io.orderflow.order.preview;

import java.time.Instant;
import java.util.List;

import io.orderflow.order.Order;
import io.orderflow.order.WorkerResult;
import io.orderflow.platform.live.LiveNotifier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What was handed in for a draft, for whoever asks once its task has ended. */
@Component
public class PreviewResults {

	private final PreviewRows rows;

	private final LiveNotifier live;

	PreviewResults(PreviewRows rows, LiveNotifier live) {
		this.rows = rows;
		this.live = live;
	}

	/**
	 * The task of the newest draft's preview has no attempts left.
	 * @param since null where it has some again
	 */
	public void stuck(Order order, @Nullable Instant since) {
		this.rows.stuck(order.id(), since);
		this.live.changed(List.of(order.client(), order.freelancer()));
	}

	/** Made where there is a preview of at least one of the newest draft's files. */
	public WorkerResult ofNewestDraft(Order order) {
		boolean made = order.drafts().newest().filter((draft) -> this.rows.anyDrawn(draft.files())).isPresent();
		return made ? WorkerResult.MADE : WorkerResult.NOT_MADE;
	}

}
