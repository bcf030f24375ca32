package io.orderflow.order.preview;

import io.orderflow.order.Order;
import io.orderflow.order.WorkerResult;
import org.springframework.stereotype.Component;

/** What was handed in for a draft, for whoever asks once its task has ended. */
@Component
public class PreviewResults {

	private final PreviewRows rows;

	PreviewResults(PreviewRows rows) {
		this.rows = rows;
	}

	/** Made where there is a preview of at least one of the newest draft's files. */
	public WorkerResult ofNewestDraft(Order order) {
		boolean made = order.drafts().newest().filter((draft) -> this.rows.anyDrawn(draft.files())).isPresent();
		return made ? WorkerResult.MADE : WorkerResult.NOT_MADE;
	}

}
