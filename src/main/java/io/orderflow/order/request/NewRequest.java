package io.orderflow.order.request;

import io.orderflow.order.ChangeRequest;
import io.orderflow.order.ResponsibleParty;
import io.orderflow.platform.SubmittedTime;
import org.jspecify.annotations.Nullable;

/**
 * What one side asks of the other (C1, C2).
 *
 * @param kind a later date, or to cancel
 * @param due of an extension: a time, with an offset or in the account's zone
 * @param responsible of a cancellation: who is, as whoever asks sees it
 */
public record NewRequest(ChangeRequest.@Nullable Kind kind, @Nullable String reason, @Nullable SubmittedTime due,
		@Nullable ResponsibleParty responsible) {

}
